import { type Matrix, row } from '../../math/matrix.ts'
import { arithmetic, rowOf } from './arithmetic.ts'
import type { Graph, Table } from './graph.ts'

/** Spectra less their orthogonal components, one after the other: x ← x − (xᵀw) p. Weights and loadings: one row a component. */
export function addWithoutComponents(graph: Graph, X: Table, weights: Matrix, loadings: Matrix): Table {
  const { subtract, multiply, product } = arithmetic(graph)
  let { tensor } = X
  for (let a = 0; a < weights.rows; a++) {
    const scores = product(tensor, graph.numbers(row(weights, a), [weights.columns, 1]))
    tensor = subtract(tensor, multiply(scores, rowOf(graph, row(loadings, a))))
  }
  return { ...X, tensor }
}
