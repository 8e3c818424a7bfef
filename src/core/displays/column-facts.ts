import type { MetricCard } from '../records/index.ts'
import { betterText } from './metrics.ts'

/** A label, and what is to be said under it. */
export type Fact = readonly [label: string, value: string]

const partWords: Readonly<Record<string, string>> = {
  train: 'calibration: mean over the fold models of their scores on their training rows',
  val: 'cross-validation: the out-of-fold predictions of all folds, pooled and scored once',
  val_folds: 'cross-validation: mean over the folds of their scores ± standard deviation (n − 1)',
  test: 'prediction of the test rows: by the refitted model where there is one, else the mean over the fold models',
  avg_test: 'prediction of the test rows: fold models averaged',
  w_avg_test: 'prediction of the test rows: fold models averaged, weighted by their validation scores',
  final_train: 'calibration: the model refitted on all training rows, on those rows',
  final_test: 'prediction of the test rows: the model refitted on all training rows',
}

const units = {
  y: 'that of the reference values',
  'y²': 'that of the reference values, squared',
  none: 'none',
} as const

/** What a sum is divided by, where the formula says one thing only. */
function divisor(formula: string): string | null {
  const less = formula.includes('n − 1')
  const plain = /(\/|with) n\b(?! − 1)/.test(formula)
  if (less === plain) return null
  return less ? 'n − 1 (ddof 1)' : 'n (ddof 0)'
}

/** Everything that disputes about a metric are about: formula, divisor, unit, direction, other names. */
export function metricFacts(card: MetricCard): readonly Fact[] {
  const { name, label, formula, unit, aliases = [], elsewhere } = card
  const divided = divisor(formula)
  return [
    ['Metric', `${label} (${name})`],
    ['Formula', formula],
    ...(divided === null ? [] : [['Divided by', divided] as const]),
    ['Unit', units[unit]],
    ['Better', betterText(card)],
    ...(aliases.length > 0 ? [['Also called', aliases.join(', ')] as const] : []),
    ...(elsewhere ? [['Elsewhere', elsewhere] as const] : []),
  ]
}

interface Scored {
  readonly metric?: string
  readonly partition?: string
  readonly score_partition?: string | null
}

/** Which metric of which part a column shows of a record; null where it shows none. */
export function metricOfColumn(
  key: string,
  { metric, partition, score_partition }: Scored,
): { readonly name: string; readonly part: string | null } | null {
  const [, part, scored] = /^scores\.([a-z_]+)\.([^.]+)(?:\.mean|\.sd)?$/.exec(key) ?? []
  if (scored !== undefined && part! in partWords) return { name: scored, part: part! }
  const [, own] = /^scores\.([^.]+)$/.exec(key) ?? []
  if (own !== undefined) return { name: own, part: partition ?? null }
  if (metric === undefined) return null
  if (key === 'best_score') return { name: metric, part: score_partition ?? null }
  const [, of] = /^(train|val|test)_score$/.exec(key) ?? []
  return of === undefined ? null : { name: metric, part: of }
}

const meanings: Readonly<Record<string, string>> = {
  about: 'The record it is about.',
  best_results: 'The best result of each dataset, by its pooled out-of-fold score.',
  branch_name: 'The branch of the pipeline that the model belongs to.',
  checked_against: 'The implementation that its numbers are held against in tests.',
  class_path: 'As the Python library calls it in templates.',
  completed_results: 'Results that were computed, of those the run has.',
  created_at: 'When it was recorded, in UTC.',
  current_path: 'Where the file is now, as far as is known.',
  dataset: 'The dataset, by the name the run gave it.',
  datasets: 'The datasets of the run.',
  description: 'What its author says of it.',
  duration_ms: 'The time it took; of a result, its share of the time of the pipelines computed with it.',
  expansion_count: 'Pipelines that its generators stand for.',
  failed_results: 'Results that could not be computed; each keeps its reason.',
  file_size: 'Size of the file.',
  first_used: 'When a run used it first, in UTC.',
  fold_id: 'The fold whose model predicted; avg and w_avg are means over the fold models, final is the refitted model.',
  id: 'What names the record: commands take it, or an unambiguous beginning.',
  kind: 'What it does in a pipeline.',
  label: 'Short name, as in the names of pipelines.',
  last_used: 'When a run used it last, in UTC.',
  model_name: 'The model, by its short name.',
  n_features: 'Channels of a spectrum.',
  n_samples: 'Samples it is about.',
  n_train: 'Samples for training and for testing.',
  name: 'The name it was given.',
  next: 'What Enter leads to.',
  params: 'Its parameters, with their defaults.',
  partition: 'Which rows were predicted: train, val (out of fold) or test.',
  pipeline_config: 'Preprocessing and model with their parameters, short.',
  predictions_count: 'Predictions that are stored of it: one for each fold and partition.',
  preprocessings: 'What was done to the spectra before the model.',
  run_count: 'Runs that used it.',
  run_id: 'The run it belongs to.',
  source: 'Where it comes from.',
  status: 'How far it is, or why it failed.',
  steps: 'Steps, generators counted as one.',
  summary: 'What it does.',
  target: 'What is predicted.',
  task_type: 'Whether quantities or classes are predicted.',
  template_id: 'What names the template in its run.',
  template_name: 'The template that the pipeline was expanded from.',
  templates: 'The templates of the run, unexpanded.',
  version: 'Its version here.',
  versions: 'Versions that are known.',
  warnings: 'How many things the record was warned of.',
  wavelength_range: 'First and last wavelength or wavenumber.',
  what: 'What needs you, or what is best.',
  y_columns: 'The columns with reference values.',
}

/** What a column shows: its meaning, the passport of its metric, and how filters and orders call it. */
export function columnFacts(
  column: { readonly key: string; readonly label: string; readonly field?: string | null },
  record: object,
  metrics: readonly MetricCard[],
): readonly Fact[] {
  const shown = metricOfColumn(column.key, record as Scored)
  const card = shown && metrics.find(({ name }) => name === shown.name)
  const part = shown?.part ? partWords[shown.part] : undefined
  const meaning = meanings[column.key]
  return [
    ...(meaning && !card ? [['Meaning', meaning] as const] : []),
    ...(part ? [['Of', part] as const] : []),
    ...(card ? metricFacts(card) : []),
    ['In filters and orders', column.field === undefined ? column.key : (column.field ?? 'no name')],
  ]
}

export const hasMeaning = (key: string): boolean => key in meanings || metricOfColumn(key, { metric: 'rmse' }) !== null
