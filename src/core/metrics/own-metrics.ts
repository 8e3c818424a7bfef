import { MissingOwnMetric, OwnOperatorFailed, WrongShape } from '../errors/index.ts'
import type { ClassificationOutcome } from './classification-outcome.ts'
import type { Metric } from './metric.ts'
import type { RegressionErrors } from './regression-errors.ts'

/** A score of a program's own. */
export interface OwnMetric {
  /** As run files and records call it. */
  readonly name: string
  /** Which end is better: nothing else could tell. */
  readonly higher_is_better: boolean
  /** Default: `regression`; of classes y_true and y_pred are their codes, from 0. */
  readonly task?: 'regression' | 'classification'
  /** For column headers. Default: the name. */
  readonly label?: string
  readonly formula?: string
  /** Default: `none`. */
  readonly unit?: 'y' | 'y²' | 'none'
  /** The best value there is; null (the default) where there is no bound. */
  readonly optimal?: number | null
  /**
   * (n_samples,) each; of classifiers that give probabilities, those in the order of the codes too. NaN where it is not defined.
   */
  readonly score: (y_true: Float64Array, y_pred: Float64Array, probabilities: readonly Float64Array[] | null) => number
}

/** A metric that a program made; `keepOwnMetrics` makes it known. */
export type DefinedMetric = Metric & { readonly own: true }

/** @throws WrongShape for a name that cannot be one, or no direction */
export function ownMetric(own: OwnMetric): DefinedMetric {
  const { name, higher_is_better, label = name, formula = 'your own', unit = 'none', optimal = null } = own
  if (typeof name !== 'string' || !/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) {
    const expected = 'a name of letters, digits and _ that begins with a letter'
    throw WrongShape({ what: '`name`', expected, received: name }).at({ field: 'name' })
  }
  if (typeof higher_is_better !== 'boolean') {
    const expected = 'true or false'
    throw WrongShape({ what: '`higher_is_better`', expected, received: higher_is_better }).at({
      field: 'higher_is_better',
    })
  }
  const declared = {
    name,
    label,
    formula,
    higher_is_better,
    optimal,
    // Stored where it ranks: it costs a call of a foreign function for every part of every result.
    on_demand: true,
    elsewhere: 'your own',
    own: true,
  } as const
  if (own.task === 'classification') {
    const score = ({ y_true, y_pred, scores, probabilities }: ClassificationOutcome) =>
      called(own, y_true, y_pred, probabilities && scores ? rowsOf(scores) : null)
    return { ...declared, task: 'classification', unit: 'none', score }
  }
  const score = ({ y_true, y_pred }: RegressionErrors) => called(own, y_true, y_pred, null)
  return { ...declared, task: 'regression', unit, score }
}

/** What a workspace keeps of it, so that its scores have an order where the function is not at hand. */
export type OwnMetricCard = Pick<
  DefinedMetric,
  'name' | 'label' | 'formula' | 'higher_is_better' | 'optimal' | 'unit' | 'task'
>

export function ownMetricCard(metric: DefinedMetric): OwnMetricCard {
  const { name, label, formula, higher_is_better, optimal, unit, task } = metric
  return { name, label, formula, higher_is_better, optimal, unit, task }
}

/** Of a card that a file held, without its function: it orders what is stored. @throws WrongShape */
export function rememberedMetric(card: unknown): DefinedMetric {
  const given = (card ?? {}) as OwnMetricCard
  for (const field of ['label', 'formula'] as const) {
    if (typeof given[field] === 'string' && given[field].length <= 200) continue
    throw WrongShape({ what: `\`${field}\``, expected: 'a short text', received: given[field] }).at({ field })
  }
  if (given.optimal !== null && typeof given.optimal !== 'number') {
    throw WrongShape({ what: '`optimal`', expected: 'a number or null', received: given.optimal }).at({
      field: 'optimal',
    })
  }
  const score = () => {
    throw MissingOwnMetric({ name: given.name })
  }
  return { ...ownMetric({ ...ownMetricCard(given as DefinedMetric), score }), remembered: true }
}

const rowsOf = ({ rows, columns, values }: NonNullable<ClassificationOutcome['scores']>) =>
  Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns))

/** Of copies, so that nothing outside can be changed. @throws OwnOperatorFailed */
function called(
  { name, score }: OwnMetric,
  y_true: Float64Array,
  y_pred: Float64Array,
  probabilities: readonly Float64Array[] | null,
): number {
  // Nobody writes a function for a partition that is not there.
  if (y_true.length === 0) return Number.NaN
  let value: unknown
  try {
    value = score(y_true.slice(), y_pred.slice(), probabilities)
  } catch (error) {
    throw OwnOperatorFailed({ name, reason: error instanceof Error ? error.message : String(error) }, { cause: error })
  }
  if (typeof value === 'number') return value
  throw OwnOperatorFailed({
    name,
    reason: `it must give a number, and gives ${value === null ? 'null' : typeof value}`,
  })
}
