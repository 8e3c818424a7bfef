import type {
  ComparedPrediction,
  DifferingField,
  MetricCard,
  PredictionComparison,
  RunComparison,
} from '../records/index.ts'
import { numberColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatScore } from './format.ts'
import { betterEnd, metricLabel, scoreLabel } from './labels.ts'

/** A field a line, a record a column. */
function differencesTable(
  title: string,
  differences: readonly DifferingField[],
  letters: readonly string[],
): TableDisplay {
  const columns: readonly Column<DifferingField>[] = [
    textColumn('field', 'What differs', 0, ({ field }) => field),
    ...letters.map((letter, i) => textColumn<DifferingField>(letter, letter, 0, ({ values }) => values[i])),
  ]
  return tableOf(title, columns, differences, 'Nothing that was set differs.')
}

const signed = (value: number | null): string => (value === null ? '–' : `${value > 0 ? '+' : ''}${formatScore(value)}`)

const pText = (p: number | null): string => (p === null ? '–' : p < 0.001 ? '< 0.001' : p.toFixed(3))

/** Which run each letter is, what differs between them, then their best results on each dataset with the verdict on them. */
export function runComparisonTables(
  { runs, differences, datasets }: RunComparison,
  metrics: readonly MetricCard[],
): readonly TableDisplay[] {
  const columns: readonly Column<(typeof runs)[number]>[] = [
    textColumn('letter', '', 0, ({ letter }) => letter),
    textColumn('name', 'Run', 0, ({ name }) => name),
    textColumn('id', 'Id', 0, ({ id }) => id),
  ]
  return [
    tableOf('Runs compared', columns, runs, ''),
    differencesTable(
      'What was set',
      differences,
      runs.map(({ letter }) => letter),
    ),
    ...datasets.map(({ dataset, metric, best, verdict }) => {
      const columns: readonly Column<(typeof best)[number]>[] = [
        textColumn('letter', 'Run', 0, ({ letter }) => letter),
        textColumn('pipeline_config', 'Best pipeline', 0, ({ pipeline_config }) => pipeline_config),
        numberColumn(
          'score',
          scoreLabel(metric, 'val', metrics),
          { priority: 0, ...betterEnd(metric, metrics) },
          ({ score }) => score,
        ),
        numberColumn(
          'difference',
          'Difference to A',
          { priority: 1 },
          ({ difference }) => difference,
          ({ difference }) => signed(difference),
        ),
        numberColumn(
          'p_value',
          'p',
          { priority: 1 },
          ({ p_value }) => p_value,
          ({ p_value }) => pText(p_value),
        ),
        textColumn('result_id', 'Id', 2, ({ result_id }) => result_id),
      ]
      return { ...tableOf(dataset, columns, best, ''), notes: [verdict] }
    }),
  ]
}

/** What differs between predictions, then their scores, with differences to the first. */
export function predictionComparisonTables(
  { differences, test, predictions }: PredictionComparison,
  metrics: readonly MetricCard[],
): readonly TableDisplay[] {
  const names = [...new Set(predictions.flatMap(({ scores }) => Object.keys(scores)))]
  const text = ({ scores, differences, verdict }: ComparedPrediction, name: string) =>
    verdict === 'baseline'
      ? formatScore(scores[name])
      : `${formatScore(scores[name])} (${signed(differences[name] ?? null)})`
  const columns: readonly Column<ComparedPrediction>[] = [
    textColumn('letter', '', 0, ({ letter }) => letter),
    textColumn('id', 'Prediction', 1, ({ id }) => id),
    ...names.map((name, i) =>
      numberColumn<ComparedPrediction>(
        name,
        metricLabel(name, metrics),
        { priority: Math.min(9, i), ...betterEnd(name, metrics) },
        ({ scores }) => scores[name],
        one => text(one, name),
      ),
    ),
    numberColumn(
      'n_common',
      'Same samples',
      { priority: 1 },
      ({ n_common }) => n_common,
      ({ n_common }) => String(n_common),
    ),
    numberColumn(
      'p_value',
      'p',
      { priority: 0 },
      ({ p_value }) => p_value,
      ({ p_value }) => pText(p_value),
    ),
    textColumn('verdict', 'Verdict', 0, ({ verdict }) => verdict),
  ]
  const rule = `p: ${test === 'McNemar' ? "McNemar's exact test on which samples are right" : 'randomisation test on squared residuals'}, on the samples that both have.`
  return [
    differencesTable(
      'Predictions compared',
      differences,
      predictions.map(({ letter }) => letter),
    ),
    { ...tableOf('Scores', columns, predictions, ''), notes: [rule] },
  ]
}
