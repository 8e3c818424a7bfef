import { arithmetic } from './arithmetic.ts'
import type { Graph, Table, Tensor } from './graph.ts'

/** The median of each row: (N, 1). */
export function rowMedians(graph: Graph, X: Table): Tensor {
  const { take, mean } = arithmetic(graph)
  const all = graph.integers([X.columns], [1])
  const attributes = { axis: { integer: 1 }, largest: { integer: 0 }, sorted: { integer: 1 } }
  const [sorted] = graph.nodes('TopK', [X.tensor, all], 2, attributes)
  const middle = (X.columns - 1) / 2
  return mean(take(sorted!, [Math.floor(middle), Math.ceil(middle)]))
}
