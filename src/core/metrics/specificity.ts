import { type ClassCount, classCounts, macroMean, share } from './class-counts.ts'
import type { ClassificationMetric } from './metric.ts'

/** Share of the samples of other classes that were not predicted as the class; of two classes, that of class 1. */
export const specificity: ClassificationMetric = {
  task: 'classification',
  name: 'specificity',
  label: 'Specificity',
  formula: 'TN / (TN + FP) of class 1; of several classes, mean over those in truth or prediction',
  higher_is_better: true,
  optimal: 1,
  unit: 'none',
  on_demand: true,
  aliases: ['true_negative_rate'],
  elsewhere: 'sklearn: recall_score(pos_label=0) of two classes; R yardstick: spec; nirs4all: specificity',
  score: outcome => {
    const ofClass = ({ truth, predicted, right }: ClassCount) =>
      share(outcome.n - truth - predicted + right, outcome.n - truth)
    if (outcome.n === 0) return Number.NaN
    return outcome.n_classes === 2 ? ofClass(classCounts(outcome)[1]!) : macroMean(outcome, ofClass)
  },
}
