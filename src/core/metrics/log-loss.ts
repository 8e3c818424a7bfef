import type { ClassificationMetric } from './metric.ts'

/** Mean surprise at the true classes; undefined where the model gives no probabilities. */
export const log_loss: ClassificationMetric = {
  task: 'classification',
  name: 'log_loss',
  label: 'Log loss',
  formula: '−Σ ln p(true class) / n, p kept 2.2e-16 away from 0 and 1',
  higher_is_better: false,
  optimal: 0,
  unit: 'none',
  aliases: ['cross_entropy'],
  elsewhere: 'sklearn: log_loss(labels=all classes); R yardstick: mn_log_loss; nirs4all: log_loss',
  score: ({ n, n_classes, y_true, scores, probabilities }) => {
    if (!scores || !probabilities) return Number.NaN
    let sum = 0
    for (let i = 0; i < n; i++) {
      let total = 0
      for (let k = 0; k < n_classes; k++) total += kept(scores.values[i * n_classes + k]!)
      sum += Math.log(total / kept(scores.values[i * n_classes + y_true[i]!]!))
    }
    return sum / n
  },
}

/** As scikit-learn clips, so that one wrong certainty is not infinitely bad. */
const kept = (probability: number): number => Math.min(Math.max(probability, Number.EPSILON), 1 - Number.EPSILON)
