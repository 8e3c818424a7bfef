import { foldWeights } from '../fold-weights.ts'
import { finding, percent, type ResultGuard } from './guard.ts'
import { foldParts } from './result-parts.ts'

/** Of all weights; of two or three folds one has much anyway. */
const dominant = (folds: number) => Math.max(0.5, 2 / folds)

export const dominantFold: ResultGuard = {
  id: 'dominant_fold',
  summary: 'a fold model with more than half of the weight in the weighted ensemble (w_avg)',
  matters: 'The ensemble is then one model, chosen by the luck of its validation samples.',
  remedy: 'Use the plain average (avg), or folds that are larger or stratified.',
  find: result => {
    const { metric } = result.evaluation
    const folds = foldParts(result, 'val')
    if (folds.length < 2) return []
    const weights = foldWeights(
      metric,
      folds.map(({ scores }) => scores[metric.name] ?? null),
    )
    const most = weights.reduce((a, b) => Math.max(a, b), 0)
    if (most <= dominant(folds.length)) return []
    return [
      finding(
        `The model of fold ${folds[weights.indexOf(most)]!.fold_id} has ${percent(most)} of the weight of the weighted ensemble (w_avg), because its validation score is so much better: the ensemble is that one model.`,
        'Use the plain average (avg).',
      ),
    ]
  },
}
