import type { Matrix } from '../../math/matrix.ts'
import type { ParameterSet, ValuesOf } from '../../params/index.ts'
import type { OperatorDeclaration } from './declaration.ts'
import type { FitContext, RowFacts } from './row-facts.ts'

/**
 * Says which rows may stay in a training set (`exclude`), or only marks them (`tag`). What it learns is plain data. It never
 * takes a row out of validation or test.
 */
export interface RowFilter<P extends ParameterSet = ParameterSet, State = unknown> extends OperatorDeclaration<P> {
  readonly kind: 'filter'
  /** Looks at the reference values, so it cannot judge rows whose reference value is not known. */
  readonly supervised?: true
  /** X: (n_samples, n_features). */
  readonly fit: (X: Matrix, params: ValuesOf<P>, context: FitContext) => State
  /** 1 for rows that stay, 0 for the others: (n_samples,). `y` and `rows` belong to the rows of X. */
  readonly keeps: (
    X: Matrix,
    state: State,
    params: ValuesOf<P>,
    of: { readonly y: Float64Array; readonly rows?: RowFacts },
  ) => Uint8Array
}

export function defineFilter<const P extends ParameterSet, State>(
  operator: Omit<RowFilter<P, State>, 'kind'>,
): RowFilter<P, State> {
  return { kind: 'filter', ...operator }
}
