import type { Matrix } from '../../math/matrix.ts'
import { quantiles } from '../../math/statistics.ts'

/** What the methods of `XOutlierFilter` share. */
export interface DetectorParameters {
  readonly n_components: number | null
  /** Null for the method's usual level. */
  readonly confidence: number | null
  readonly contamination: number
  readonly support_fraction: number | null
  readonly random_state: number | null
}

/** A way to say how far a spectrum is from the others. State is plain data. */
export interface OutlierDetector<State> {
  /** @throws TooFewSamples, WrongFeatureCount, NotFinite, SingularFit, TooManyComponents */
  readonly fit: (X: Matrix, params: DetectorParameters) => State
  /** Higher is farther: (n_samples,). @throws WrongFeatureCount, NotFinite */
  readonly distances: (X: Matrix, state: State) => Float64Array
  /** The greatest distance that stays. */
  readonly limit: (training: Float64Array, state: State, params: DetectorParameters) => number
}

/** A limit that this share of the training rows stays below. */
export function trainingQuantile(training: Float64Array, share: number): number {
  return quantiles(training, [share])[0]!
}
