import { classCounts } from './class-counts.ts'
import type { ClassificationMetric } from './metric.ts'

/**
 * Agreement beyond what chance would give; undefined where truth and prediction are all of one class.
 * @see Cohen (1960), Educational and Psychological Measurement 20(1), 37–46
 */
export const kappa: ClassificationMetric = {
  task: 'classification',
  name: 'kappa',
  label: 'Kappa',
  formula: '(a − c) / (1 − c), a the accuracy, c = Σ samples · predicted of a class / n²',
  higher_is_better: true,
  optimal: 1,
  unit: 'none',
  aliases: ['cohen_kappa', 'cohen_kappa_score'],
  elsewhere: 'sklearn: cohen_kappa_score; R yardstick: kap; nirs4all: cohen_kappa',
  score: outcome => {
    const { n } = outcome
    let [agreed, byChance] = [0, 0]
    for (const { truth, predicted, right } of classCounts(outcome)) {
      agreed += right * n
      byChance += truth * predicted
    }
    return (agreed - byChance) / (n * n - byChance)
  },
}
