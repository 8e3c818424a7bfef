import { type Matrix, takeElements, takeRows } from '../math/matrix.ts'
import type { AnyTransform } from '../operators/index.ts'
import type { Step } from '../pipeline/index.ts'
import { inStep } from './in-step.ts'

/** Spectra before a chain, with what belongs to their rows and columns. */
export interface ChainInput {
  readonly X: Matrix
  readonly y: Float64Array
  readonly axis: Float64Array | null
}

/**
 * Fit each transform on the `fitted` rows of X and apply it to each set of rows.
 * @returns one matrix for each of `sets`, in their order, and the wavelengths of their columns
 */
export function fitChain(
  transforms: readonly Step<AnyTransform>[],
  { X, y, axis: first }: ChainInput,
  fitted: Int32Array,
  sets: readonly Int32Array[],
): { readonly matrices: readonly Matrix[]; readonly axis: Float64Array | null } {
  let matrices = sets.map(rows => takeRows(X, rows))
  const own = sets.indexOf(fitted)
  const learning = transforms.length > 0 ? fitted : new Int32Array(0)
  const y_true = takeElements(y, learning)
  let training = own >= 0 ? matrices[own]! : takeRows(X, learning)
  let axis = first
  for (const step of transforms) {
    const { operator, params } = step
    inStep(step, () => {
      const state = operator.fit(training, params, { y: y_true, axis })
      const apply = (matrix: Matrix) => operator.transform(matrix, state, params)
      const fittedAfter = apply(training)
      const empty = { rows: 0, columns: fittedAfter.columns, values: new Float64Array(0) }
      matrices = matrices.map((matrix, i) => (i === own ? fittedAfter : matrix.rows === 0 ? empty : apply(matrix)))
      training = fittedAfter
      axis = axisAfter(step, state, axis)
    })
  }
  return { matrices, axis }
}

/** Wavelengths of the columns after a fitted step. */
export function axisAfter(
  { operator, params }: Step<AnyTransform>,
  state: unknown,
  axis: Float64Array | null,
): Float64Array | null {
  if (axis === null || !operator.changes_features) return axis
  return operator.axisAfter?.(axis, state, params) ?? null
}
