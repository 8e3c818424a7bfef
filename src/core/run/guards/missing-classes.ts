import { count, type DesignGuard, finding, some } from './guard.ts'

/** A class that a fold does not have cannot be learned there, or is not scored there. */
export const missingClasses: DesignGuard = {
  id: 'missing_classes',
  summary:
    'a class that training rows of a fold lack, that no fold can validate everywhere, or that the test set lacks',
  matters:
    'A class that a model has not seen is never predicted, and one that is not validated does not count in the score.',
  remedy: 'Stratify the folds, use no more folds than the rarest class has samples, or merge rare classes.',
  field: 'config.folds',
  find: ({ dataset: { classes }, rows }) => {
    if (classes === null) return []
    const absent = (y: Float64Array) => {
      const present = new Uint8Array(classes.length)
      for (const code of y) present[code] = 1
      return classes.filter((_, code) => present[code] === 0)
    }
    const untrained = absent(rows.train.y_true)
    const known = (labels: readonly string[]) => labels.filter(label => !untrained.includes(label))
    const unlearned = rows.folds.flatMap(({ fold_id, train }) =>
      known(absent(train.y_true)).map(label => `${label} in fold ${fold_id}`),
    )
    const foldsWithout = rows.folds.filter(({ val }) => val.y_true.length > 1 && known(absent(val.y_true)).length > 0)
    const counts = classes.map((_, code) => rows.train.y_true.filter(one => one === code).length)
    const rare = classes.flatMap((label, code) => {
      const n = counts[code]!
      return n > 0 && n < rows.folds.length ? [`${label}: ${n}`] : []
    })
    const untaught = classes.filter((_, code) => counts[code] === 0 && rows.test.y_true.includes(code))
    const leaveOneOut = rows.folds.every(({ val }) => val.rows.length === 1)
    const stratify = {
      field: 'config.folds',
      value: { splitter: 'StratifiedKFold', n_splits: Math.max(2, Math.min(rows.folds.length, leastOf(counts))) },
    }
    return [
      ...(untaught.length > 0
        ? [
            finding(
              `Test samples are of ${count(untaught.length, 'class')} that no training sample has (${some(untaught)}), so they are predicted wrong for sure.`,
              'Divide the partitions anew, stratified by class.',
            ),
          ]
        : []),
      ...(unlearned.length > 0
        ? [
            finding(
              `Training rows lack a class (${some(unlearned)}), so the models of those folds never predict it.`,
              'Stratify the folds.',
              stratify,
            ),
          ]
        : []),
      ...(foldsWithout.length > 0 && !leaveOneOut
        ? [
            finding(
              `${foldsWithout.length} of ${count(rows.folds.length, 'fold')} validate without one of the classes (${some(known(absent(foldsWithout[0]!.val.y_true)))} in fold ${foldsWithout[0]!.fold_id}), so scores of single folds do not compare.`,
              'Stratify the folds.',
              stratify,
            ),
          ]
        : []),
      ...(rare.length > 0 && !leaveOneOut
        ? [
            finding(
              `Classes with fewer samples than there are folds (${some(rare)}; ${rows.folds.length} folds) cannot stand in each of them.`,
              'Use fewer folds, or merge rare classes.',
            ),
          ]
        : []),
    ]
  },
}

const leastOf = (counts: readonly number[]) => Math.min(...counts.filter(n => n > 0))
