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
  aliases: ['accuracy_score', 'precision_micro', 'recall_micro', 'f1_micro'],
  elsewhere:
    'sklearn: accuracy_score; R yardstick: accuracy; nirs4all: accuracy, and precision_micro, recall_micro, f1_micro, which are the same number',
  score: ({ n, n_classes, confusion }) => {
    let right = 0
    for (let k = 0; k < n_classes; k++) right += confusion[k * n_classes + k]!
    return right / n
  },
}
