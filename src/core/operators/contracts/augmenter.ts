import type { Matrix } from '../../math/matrix.ts'
import type { MersenneTwister } from '../../math/random/mersenne-twister.ts'
import type { ParameterSet, ValuesOf } from '../../params/index.ts'
import type { OperatorDeclaration } from './declaration.ts'
import type { FitContext } from './row-facts.ts'

/** Makes new training samples from those there are. */
export interface Augmenter<P extends ParameterSet = ParameterSet> extends OperatorDeclaration<P> {
  readonly kind: 'augmenter'
  /**
   * One new sample for each of `origins` (rows of X, perhaps repeated). X: (n_samples, n_features), y: (n_samples,) →
   * (origins.length, n_features) and (origins.length,). The reference value is the origin's, unless spectra are mixed.
   */
  readonly augment: (
    X: Matrix,
    y: Float64Array,
    origins: Int32Array,
    params: ValuesOf<P>,
    random: MersenneTwister,
    context: Pick<FitContext, 'axis'>,
  ) => { readonly X: Matrix; readonly y: Float64Array }
}

export function defineAugmenter<const P extends ParameterSet>(operator: Omit<Augmenter<P>, 'kind'>): Augmenter<P> {
  return { kind: 'augmenter', ...operator }
}
