import type { Matrix } from '../../math/matrix.ts'
import type { ParameterSet, ValuesOf } from '../../params/index.ts'
import type { ModelExplanation } from '../../records/index.ts'
import type { OperatorDeclaration } from './declaration.ts'

/** Shape a model will be fitted on, known before anything runs. */
export interface TrainingShape {
  readonly n_samples: number
  readonly n_features: number
}

/** What every model has, whatever it predicts. */
export interface ModelDeclaration<P extends ParameterSet, State> extends OperatorDeclaration<P> {
  readonly kind: 'model'
  /** Refuse before the run what cannot be fitted on the smallest training fold. @throws TooManyComponents */
  readonly checkShape?: (shape: TrainingShape, params: ValuesOf<P>) => void
  /** What a reader of the result should know of this fit: a solver that stopped before it had converged. */
  readonly warnings?: (state: State, params: ValuesOf<P>) => readonly string[]
  /**
   * Coefficients, components and what they say about samples. X: the spectra to judge, (n_samples, n_features). `training`: those
   * that the model was fitted on, where X are others; the limits of Q and the selectivity ratio describe them. Default X.
   */
  readonly explain?: (state: State, X: Matrix, params: ValuesOf<P>, training?: Matrix) => ModelExplanation
}
