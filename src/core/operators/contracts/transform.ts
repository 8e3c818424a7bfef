import type { Matrix } from '../../math/matrix.ts'
import type { ParameterSet, ValuesOf } from '../../params/index.ts'
import { finiteSpectra } from '../checks.ts'
import { byItsParts, type OperatorDeclaration, type Written } from './declaration.ts'
import type { FitContext, RowFacts } from './row-facts.ts'

/**
 * A preprocessing operator. `fit` learns only from the spectra it is given and returns plain data (numbers, arrays and objects
 * of them, so that it can be stored and sent to a worker); `transform` depends on nothing else.
 */
export interface Transform<P extends ParameterSet = ParameterSet, State = unknown> extends OperatorDeclaration<P> {
  readonly kind: 'transform'
  /** Learns nothing: a row's result depends on that row alone, so it can be computed once, before any split. */
  readonly stateless: boolean
  /** Turns quantities into codes of classes: as `y_processing` it makes classes of the target. */
  readonly makes_classes?: true
  /** Has a meaning for reference values alone, not for spectra. */
  readonly only_targets?: true
  /** Learns from the reference values too. */
  readonly supervised?: true
  /** The columns after it are others than before: fewer, more, or combinations. */
  readonly changes_features?: true
  /** X: (n_samples, n_features). */
  readonly fit: (X: Matrix, params: ValuesOf<P>, context: FitContext) => State
  /** X: (n_samples, n_features) → as many rows, and as many columns unless it says otherwise; X is left untouched. */
  readonly transform: (X: Matrix, state: State, params: ValuesOf<P>, rows?: RowFacts) => Matrix
  /** What a reader of the result should know of this fit: a solver that stopped before it had converged. */
  readonly warnings?: (state: State, params: ValuesOf<P>) => readonly string[]
  /** Undoes `transform`: what a target transform needs to bring predictions back to the unit of y. */
  readonly inverse?: (X: Matrix, state: State, params: ValuesOf<P>) => Matrix
  /** Wavelengths after it that it learned by itself, where those before it are not known. */
  readonly ownAxis?: (state: State) => Float64Array | null
  /** Wavelengths after it, where the columns change and still have some. Default: none after a change. */
  readonly axisAfter?: (axis: Float64Array, state: State, params: ValuesOf<P>) => Float64Array | null
}

/** Check the object and infer its types. At run time they add the kind, and that no infinity or NaN is given without a word. */
export function defineTransform<const P extends ParameterSet, State>(
  operator: Written<Transform<P, State>, 'kind'>,
): Transform<P, State> {
  return {
    kind: 'transform',
    checked_against: byItsParts,
    ...operator,
    transform: (X, state, params, rows) => finiteSpectra(operator.transform(X, state, params, rows)),
  }
}
