import {
  classificationMetrics,
  classificationOutcome,
  type Metric,
  regressionErrors,
  scoreAll,
  scoreAllClasses,
} from '../metrics/index.ts'
import type { FoldSpread, Partition, Scores } from '../records/index.ts'
import type { RowSet } from './fold-rows.ts'
import type { ScoredPart } from './outcome.ts'
import type { Predicted } from './predicted.ts'

/** Predictions of one model on one set of rows, with every metric. */
export interface ScoredSet {
  readonly rows: RowSet
  readonly predicted: Predicted
  readonly scores: Scores
}

export function scoredSet(rows: RowSet, predicted: Predicted, ranking: Metric): ScoredSet {
  return { rows, predicted, scores: scoresOf(rows.y_true, predicted, ranking) }
}

/** Every metric of predictions against their truth. */
export function scoresOf(y_true: Float64Array, { values, scores }: Predicted, ranking: Metric): Scores {
  if (scores === null) return scoreAll(regressionErrors(y_true, values), ranking)
  if (values.some(Number.isNaN)) return Object.fromEntries(classificationMetrics.map(({ name }) => [name, null]))
  const { matrix, kind } = scores
  const outcome = classificationOutcome(y_true, values, matrix.columns, matrix, kind === 'probabilities')
  return scoreAllClasses(outcome, ranking)
}

/** The parts of one fold (or average, or refit): each carries the same three ranking scores. Empty sets make no part. */
export function partsOf(
  fold_id: string,
  sets: Partial<Record<Partition, ScoredSet>>,
  metric: Metric,
): readonly ScoredPart[] {
  const ranking = (set: ScoredSet | undefined) => set?.scores[metric.name] ?? null
  const [train_score, val_score, test_score] = [ranking(sets.train), ranking(sets.val), ranking(sets.test)]
  return (Object.entries(sets) as [Partition, ScoredSet][])
    .filter(([, set]) => set.rows.rows.length > 0)
    .map(([partition, { rows, predicted, scores }]) => ({
      partition,
      fold_id,
      train_score,
      val_score,
      test_score,
      scores,
      rows,
      predicted,
    }))
}

/** Mean of each metric over the folds; null where a fold has none. */
export function meanScores(folds: readonly Scores[]): Scores {
  const names = Object.keys(folds[0] ?? {})
  return Object.fromEntries(names.map(name => [name, spread(folds.map(scores => scores[name] ?? null)).mean]))
}

export function spreadOfScores(folds: readonly Scores[]): Readonly<Record<string, FoldSpread>> {
  const names = Object.keys(folds[0] ?? {})
  return Object.fromEntries(names.map(name => [name, spread(folds.map(scores => scores[name] ?? null))]))
}

function spread(values: readonly (number | null)[]): FoldSpread {
  if (values.length === 0 || values.includes(null)) return { mean: null, sd: null }
  const numbers = values as readonly number[]
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length
  if (numbers.length < 2) return { mean, sd: null }
  return { mean, sd: Math.sqrt(numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (numbers.length - 1)) }
}
