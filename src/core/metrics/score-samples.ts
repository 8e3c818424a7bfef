import { type Matrix, takeElements, takeRows } from '../math/matrix.ts'
import { classificationOutcome } from './classification-outcome.ts'
import type { Metric } from './metric.ts'
import { regressionErrors } from './regression-errors.ts'

/** Predictions beside their truth, as arrays: quantities, or codes of classes. */
export interface PredictedSamples {
  /** (n_samples,) each. */
  readonly y_true: Float64Array
  readonly y_pred: Float64Array
  /** null of quantities. */
  readonly classes: {
    readonly n_classes: number
    /** (n_samples, n_classes); null where the model gives none. */
    readonly scores: Matrix | null
    readonly probabilities: boolean
  } | null
}

/** One metric of some samples: those at `rows`, which may repeat, or all. NaN where it is not defined. */
export function scoreSamples(metric: Metric, samples: PredictedSamples, rows?: Int32Array): number {
  const chosen = (values: Float64Array) => (rows ? takeElements(values, rows) : values)
  const [y_true, y_pred] = [chosen(samples.y_true), chosen(samples.y_pred)]
  if (metric.task === 'regression') return metric.score(regressionErrors(y_true, y_pred))
  const { n_classes, scores, probabilities } = samples.classes ?? { n_classes: 0, scores: null, probabilities: false }
  const taken = scores && rows ? takeRows(scores, rows) : scores
  return metric.score(classificationOutcome(y_true, y_pred, n_classes, taken, probabilities))
}
