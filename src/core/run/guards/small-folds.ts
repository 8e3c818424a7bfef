import type { DesignGuard } from './guard.ts'

const few = 5

/** Scores of a handful of samples say little. */
export const smallFolds: DesignGuard = {
  id: 'small_folds',
  summary: 'folds or test sets with too few samples to score',
  warnings: (_dataset, { folds, test }) => {
    const smallest = Math.min(...folds.map(({ val }) => val.rows.length))
    const leaveOneOut = folds.every(({ val }) => val.rows.length === 1)
    return [
      ...(smallest < few && !leaveOneOut
        ? [
            `The smallest fold validates on ${smallest} samples, so scores of single folds scatter widely. Use fewer folds.`,
          ]
        : []),
      ...(test.rows.length > 0 && test.rows.length < few
        ? [`The test partition has ${test.rows.length} samples: too few to tell models apart.`]
        : []),
    ]
  },
}
