import type { ClassScoreKind } from '../../operators/index.ts'
import { arithmetic } from './arithmetic.ts'
import type { Graph, Table, Tensor } from './graph.ts'

/** Scores for all classes, as `spreadScores` gives them: those that did not occur in training come last in every row. */
export function addSpreadScores(
  graph: Graph,
  scores: Table,
  present: readonly number[],
  n_classes: number,
  kind: ClassScoreKind,
): Table {
  if (present.length === n_classes) return scores
  const { beside, minimum, multiply, subtract, take } = arithmetic(graph)
  const absent =
    kind === 'decisions' ? subtract(minimum(scores.tensor), 1) : multiply(take(scores.tensor, [0]), graph.number(0))
  const columns = Int32Array.from({ length: n_classes }, (_, code) => {
    const place = present.indexOf(code)
    return place < 0 ? present.length : place
  })
  return { tensor: take(beside([scores.tensor, absent]), columns), columns: n_classes }
}

/** The code of the greatest score of each row, of equal ones the first: (N,), 64-bit integers. */
export const addLikeliest = (graph: Graph, scores: Table): Tensor =>
  graph.node('ArgMax', [scores.tensor], { axis: { integer: 1 }, keepdims: { integer: 0 } })

/** 1 for the class of the greatest score, 0 for the others: (N, n_classes). */
export function addVotes(graph: Graph, scores: Table): Table {
  const { asNumbers, isEqual, reshape } = arithmetic(graph)
  const codes = graph.integers(
    Int32Array.from({ length: scores.columns }, (_, code) => code),
    [1, scores.columns],
  )
  return { ...scores, tensor: asNumbers(isEqual(reshape(addLikeliest(graph, scores), [-1, 1]), codes)) }
}
