import { classCounts } from './class-counts.ts'
import type { ClassificationMetric } from './metric.ts'

/**
 * Correlation of truth and prediction over the classes; 0 where either holds one class only.
 * @see Gorodkin (2004), Computational Biology and Chemistry 28(5–6), 367–374
 */
export const mcc: ClassificationMetric = {
  task: 'classification',
  name: 'mcc',
  label: 'MCC',
  formula: '(n Σright − Σ t p) / √((n² − Σ t²)(n² − Σ p²)), t samples and p predictions of a class',
  higher_is_better: true,
  optimal: 1,
  unit: 'none',
  aliases: ['matthews_corrcoef'],
  elsewhere: 'sklearn: matthews_corrcoef; R yardstick: mcc; nirs4all: matthews_corrcoef, mcc',
  score: outcome => {
    const { n } = outcome
    if (n === 0) return Number.NaN
    let [joint, ofTruth, ofPrediction] = [0, n * n, n * n]
    for (const { truth, predicted, right } of classCounts(outcome)) {
      joint += n * right - truth * predicted
      ofTruth -= truth * truth
      ofPrediction -= predicted * predicted
    }
    return ofTruth === 0 || ofPrediction === 0 ? 0 : joint / Math.sqrt(ofTruth * ofPrediction)
  },
}
