import { arithmetic } from './arithmetic.ts'
import type { Graph, Table, Tensor } from './graph.ts'

/** Rows less what they have along orthonormal vectors, taken off twice, as rounding leaves some the first time. */
export function addWithoutBasis(graph: Graph, X: Table, basis: readonly Float64Array[]): Table {
  if (basis.length === 0) return X
  const { subtract, product } = arithmetic(graph)
  const values = new Float64Array(basis.length * X.columns)
  basis.forEach((vector, k) => {
    values.set(vector, k * X.columns)
  })
  const rows = graph.numbers(values, [basis.length, X.columns])
  const columns = graph.node('Transpose', [rows], { perm: { integers: [1, 0] } })
  const once = (x: Tensor) => subtract(x, product(product(x, columns), rows))
  return { ...X, tensor: once(once(X.tensor)) }
}
