import { arithmetic } from '../arithmetic.ts'
import type { Graph, Table } from '../graph.ts'

/** What sums say of classes: their softmax; of two classes the logistic function of the one sum there is. */
export function addProbabilities(graph: Graph, sums: Table, n_classes: number): Table {
  if (n_classes === 2 && sums.columns === 1) return ofTwo(graph, addLogistic(graph, sums))
  const { divide, exponential, maximum, subtract, sum } = arithmetic(graph)
  const powers = exponential(subtract(sums.tensor, maximum(sums.tensor)))
  return { ...sums, tensor: divide(powers, sum(powers)) }
}

/** 1 / (1 + e⁻ˣ) */
export function addLogistic(graph: Graph, sums: Table): Table {
  const { add, divide, exponential, negative } = arithmetic(graph)
  return { ...sums, tensor: divide(1, add(exponential(negative(sums.tensor)), 1)) }
}

/** Of the second class → of both. */
export function ofTwo(graph: Graph, second: Table): Table {
  const { beside, subtract } = arithmetic(graph)
  return { tensor: beside([subtract(1, second.tensor), second.tensor]), columns: 2 }
}
