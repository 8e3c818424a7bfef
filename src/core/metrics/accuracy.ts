import type { ClassificationMetric } from './metric.ts'

/** Share of right predictions. */
export const accuracy: ClassificationMetric = {
  task: 'classification',
  name: 'accuracy',
  label: 'Accuracy',
  formula: 'right predictions / n',
  higher_is_better: true,
  optimal: 1,
  unit: 'none',
  elsewhere: 'sklearn: accuracy_score',
  score: ({ n, n_classes, confusion }) => {
    let right = 0
    for (let k = 0; k < n_classes; k++) right += confusion[k * n_classes + k]!
    return right / n
  },
}
