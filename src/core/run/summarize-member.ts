import type { Metric } from '../metrics/index.ts'
import type { ResultScores } from '../records/index.ts'
import { averagedTest, averagedTrain, type FoldPredictions } from './average-folds.ts'
import type { FoldRows } from './fold-rows.ts'
import { foldWeights } from './fold-weights.ts'
import type { ScoredPart } from './outcome.ts'
import { concatenated, type Predicted } from './predicted.ts'
import { meanScores, partsOf, type ScoredSet, scoredSet, spreadOfScores } from './score-parts.ts'

/** Scores and parts of one member from its fold models' predictions. */
export function summarizeFolds(
  rows: FoldRows,
  folds: readonly FoldPredictions[],
  metric: Metric,
): { scores: ResultScores; parts: readonly ScoredPart[] } {
  const ofFolds = folds.map((fold, f) => ({
    train: scoredSet(rows.folds[f]!.train, fold.train, metric),
    val: scoredSet(rows.folds[f]!.val, fold.val, metric),
    test: scoredSet(rows.test, fold.test, metric),
  }))
  const weights = foldWeights(
    metric,
    ofFolds.map(({ val }) => val.scores[metric.name] ?? null),
  )
  const equal = folds.map(() => 1 / folds.length)
  const val = scoredSet(rows.pooled, concatenated(folds.map(fold => fold.val)), metric)
  const averages = { avg: average(rows, folds, equal, val, metric), w_avg: average(rows, folds, weights, val, metric) }
  const tested = rows.test.rows.length > 0
  return {
    scores: {
      train: meanScores(ofFolds.map(({ train }) => train.scores)),
      val: val.scores,
      val_folds: spreadOfScores(ofFolds.map(fold => fold.val.scores)),
      ...(tested && {
        test: meanScores(ofFolds.map(({ test }) => test.scores)),
        avg_test: averages.avg.test.scores,
        w_avg_test: averages.w_avg.test.scores,
      }),
    },
    parts: [
      ...ofFolds.flatMap((sets, f) => partsOf(rows.folds[f]!.fold_id, sets, metric)),
      ...partsOf('avg', averages.avg, metric),
      ...partsOf('w_avg', averages.w_avg, metric),
    ],
  }
}

function average(
  rows: FoldRows,
  folds: readonly FoldPredictions[],
  weights: readonly number[],
  val: ScoredSet,
  metric: Metric,
): Record<'train' | 'val' | 'test', ScoredSet> {
  return {
    train: scoredSet(rows.train, averagedTrain(rows, folds, weights), metric),
    val,
    test: scoredSet(rows.test, averagedTest(folds, weights), metric),
  }
}

/** Scores and parts of the model refitted on all training rows. It has no validation score and never ranks. */
export function summarizeRefit(rows: FoldRows, train: Predicted, test: Predicted, metric: Metric) {
  const sets = { train: scoredSet(rows.train, train, metric), test: scoredSet(rows.test, test, metric) }
  const tested = rows.test.rows.length > 0
  return {
    scores: { final_train: sets.train.scores, ...(tested && { final_test: sets.test.scores }) },
    parts: partsOf('final', sets, metric),
  }
}
