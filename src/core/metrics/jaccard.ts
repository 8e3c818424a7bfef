import { share, weightedMean } from './class-counts.ts'
import type { ClassificationMetric } from './metric.ts'

/** Overlap of truth and prediction, class by class, each as heavy as it has samples. */
export const jaccard: ClassificationMetric = {
  task: 'classification',
  name: 'jaccard',
  label: 'Jaccard',
  formula: 'Σ over classes of samples · right / (samples + predicted − right), / n',
  higher_is_better: true,
  optimal: 1,
  unit: 'none',
  on_demand: true,
  aliases: ['jaccard_score'],
  elsewhere: "sklearn: jaccard_score(average='weighted'); nirs4all: jaccard",
  score: outcome => weightedMean(outcome, ({ truth, predicted, right }) => share(right, truth + predicted - right)),
}
