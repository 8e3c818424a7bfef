import type { ClassificationMetric } from './metric.ts'

/** Mean, over the classes that occur in the truth, of the share of their samples that were predicted right. */
export const balanced_accuracy: ClassificationMetric = {
  task: 'classification',
  name: 'balanced_accuracy',
  label: 'Balanced accuracy',
  formula: 'mean of right predictions / samples, over the classes in the truth',
  higher_is_better: true,
  optimal: 1,
  unit: 'none',
  aliases: ['balanced_accuracy_score'],
  elsewhere: 'sklearn: balanced_accuracy_score; nirs4all: balanced_accuracy',
  score: ({ n_classes, confusion }) => {
    let sum = 0
    let present = 0
    for (let k = 0; k < n_classes; k++) {
      const row = confusion.subarray(k * n_classes, (k + 1) * n_classes)
      const samples = row.reduce((a, b) => a + b, 0)
      if (samples === 0) continue
      present++
      sum += row[k]! / samples
    }
    return present === 0 ? Number.NaN : sum / present
  },
}
