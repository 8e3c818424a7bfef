import { type Matrix, takeRows } from '../math/matrix.ts'
import type { AnyTransform } from '../operators/index.ts'
import type { Step } from '../pipeline/index.ts'
import { inStep } from './in-step.ts'

/**
 * Fit each transform on the `fitted` rows of X and apply it to each set of rows.
 * @returns one matrix for each of `sets`, in their order
 */
export function fitChain(
  transforms: readonly Step<AnyTransform>[],
  X: Matrix,
  fitted: Int32Array,
  sets: readonly Int32Array[],
): readonly Matrix[] {
  let matrices = sets.map(rows => takeRows(X, rows))
  const own = sets.indexOf(fitted)
  let training = own >= 0 ? matrices[own]! : takeRows(X, transforms.length > 0 ? fitted : [])
  for (const step of transforms) {
    const { operator, params } = step
    inStep(step, () => {
      const state = operator.fit(training, params)
      const apply = (matrix: Matrix) => (matrix.rows === 0 ? matrix : operator.transform(matrix, state, params))
      matrices = matrices.map(apply)
      training = own >= 0 ? matrices[own]! : apply(training)
    })
  }
  return matrices
}
