import { type DesignGuard, finding, some } from './guard.ts'

/** Where all samples of a fold have the same reference value there is nothing to learn, or nothing to explain. */
export const constantTarget: DesignGuard = {
  id: 'constant_target',
  summary: 'a fold or a test partition in which the quantity does not vary',
  matters:
    'A model cannot learn from a constant, and R², RPD and their like are not defined where the truth is constant.',
  remedy: 'Shuffle the folds, use fewer of them, or stratify the splits by y.',
  field: 'config.folds',
  find: ({ dataset, rows }) => {
    if (dataset.classes !== null) return []
    const parts = [
      ...rows.folds.flatMap(({ fold_id, train, val }) => [
        { name: `the training rows of fold ${fold_id}`, y: train.y_true },
        { name: `the validation rows of fold ${fold_id}`, y: val.y_true },
      ]),
      { name: 'the test partition', y: rows.test.y_true },
    ]
    const constant = parts.filter(({ y }) => y.length > 1 && y.every(value => value === y[0]))
    if (constant.length === 0) return []
    const named = some(constant.map(({ name, y }) => `${name} (${y[0]})`))
    return [
      finding(
        `${dataset.target} is constant over ${named}: it cannot be learned there, or its R² is not defined.`,
        'Shuffle the folds, or use fewer.',
        { field: 'config.folds.shuffle', value: true },
      ),
    ]
  },
}
