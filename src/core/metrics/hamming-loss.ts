import { accuracy } from './accuracy.ts'
import type { ClassificationMetric } from './metric.ts'

/** Share of wrong predictions. */
export const hamming_loss: ClassificationMetric = {
  task: 'classification',
  name: 'hamming_loss',
  label: 'Hamming loss',
  formula: 'wrong predictions / n',
  higher_is_better: false,
  optimal: 0,
  unit: 'none',
  on_demand: true,
  aliases: ['zero_one_loss', 'error_rate'],
  elsewhere: 'sklearn: hamming_loss, zero_one_loss; nirs4all: hamming_loss',
  score: outcome => 1 - accuracy.score(outcome),
}
