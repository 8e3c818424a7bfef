import { type DesignGuard, finding } from './guard.ts'

const few = 5

/** Scores of a handful of samples say little. */
export const smallFolds: DesignGuard = {
  id: 'small_folds',
  summary: `folds or test sets with fewer than ${few} samples to score`,
  matters: 'Scores of a handful of samples scatter so widely that they do not tell models apart.',
  remedy: 'Use fewer folds, a larger test set, or leave-one-out with the pooled score.',
  field: 'config.folds',
  find: ({ rows: { folds, train, test } }) => {
    const smallest = Math.min(...folds.map(({ val }) => val.rows.length))
    const leaveOneOut = folds.every(({ val }) => val.rows.length === 1)
    const enough = Math.floor(train.rows.length / few)
    return [
      ...(smallest < few && !leaveOneOut
        ? [
            finding(
              `The smallest fold validates on ${smallest} samples, so scores of single folds scatter widely.`,
              'Use fewer folds.',
              enough >= 2 && enough < folds.length ? { field: 'config.folds.n_splits', value: enough } : null,
            ),
          ]
        : []),
      ...(test.rows.length > 0 && test.rows.length < few
        ? [finding(`The test partition has ${test.rows.length} samples: too few to tell models apart.`)]
        : []),
    ]
  },
}
