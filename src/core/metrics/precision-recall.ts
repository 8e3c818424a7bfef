import { type ClassCount, macroMean, share, weightedMean } from './class-counts.ts'
import type { ClassificationMetric } from './metric.ts'

const precision = ({ right, predicted }: ClassCount) => share(right, predicted)
const recall = ({ right, truth }: ClassCount) => share(right, truth)
/** Harmonic mean of precision and recall. */
const f1 = ({ right, truth, predicted }: ClassCount) => share(2 * right, truth + predicted)

const ratio = {
  task: 'classification',
  higher_is_better: true,
  optimal: 1,
  unit: 'none',
} as const

/** Macro means treat each class in truth or prediction alike; weighted ones each sample. 0/0 counts as 0. */
export const precision_macro: ClassificationMetric = {
  ...ratio,
  name: 'precision_macro',
  label: 'Precision (macro)',
  formula: 'mean of right / predicted as the class, over the classes in truth or prediction',
  aliases: ['balanced_precision'],
  elsewhere: "sklearn: precision_score(average='macro'); nirs4all: balanced_precision, precision_macro",
  score: outcome => macroMean(outcome, precision),
}

export const precision_weighted: ClassificationMetric = {
  ...ratio,
  name: 'precision_weighted',
  label: 'Precision',
  formula: 'Σ over classes of samples · right / predicted as the class, / n',
  on_demand: true,
  aliases: ['precision', 'precision_score'],
  elsewhere: "sklearn: precision_score(average='weighted'); nirs4all: precision",
  score: outcome => weightedMean(outcome, precision),
}

export const recall_macro: ClassificationMetric = {
  ...ratio,
  name: 'recall_macro',
  label: 'Recall (macro)',
  formula: 'mean of right / samples of the class, over the classes in truth or prediction',
  aliases: ['balanced_recall'],
  elsewhere: "sklearn: recall_score(average='macro'); nirs4all: balanced_recall, recall_macro",
  score: outcome => macroMean(outcome, recall),
}

/** Equal to the accuracy, by arithmetic. */
export const recall_weighted: ClassificationMetric = {
  ...ratio,
  name: 'recall_weighted',
  label: 'Recall',
  formula: 'Σ over classes of right / n, which is the accuracy',
  on_demand: true,
  aliases: ['recall', 'recall_score'],
  elsewhere: "sklearn: recall_score(average='weighted'); nirs4all: recall",
  score: outcome => weightedMean(outcome, recall),
}

export const f1_macro: ClassificationMetric = {
  ...ratio,
  name: 'f1_macro',
  label: 'F1 (macro)',
  formula: 'mean of 2 right / (samples + predicted) of the class, over the classes in truth or prediction',
  aliases: ['balanced_f1'],
  elsewhere: "sklearn: f1_score(average='macro'); nirs4all: f1_macro",
  score: outcome => macroMean(outcome, f1),
}

export const f1_weighted: ClassificationMetric = {
  ...ratio,
  name: 'f1_weighted',
  label: 'F1',
  formula: 'Σ over classes of samples · 2 right / (samples + predicted), / n',
  aliases: ['f1', 'f1_score'],
  elsewhere: "sklearn: f1_score(average='weighted'); nirs4all: f1",
  score: outcome => weightedMean(outcome, f1),
}
