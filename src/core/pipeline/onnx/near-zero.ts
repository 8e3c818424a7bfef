import { arithmetic } from './arithmetic.ts'
import type { Graph, Tensor } from './graph.ts'

/** Where the first terms of a series give more digits than the function does. */
const near = 1e-3

/** e^x − 1, which keeps its digits near 0: the series to x⁵ where |x| < 1e-3, what is left out is 1e-18 of it. */
export function expm1(graph: Graph, x: Tensor): Tensor {
  const { add, multiply, subtract, exponential } = arithmetic(graph)
  const series = [1 / 120, 1 / 24, 1 / 6, 1 / 2, 1].reduce<Tensor>(
    (sum, coefficient) => add(multiply(sum, x), coefficient),
    graph.number(0),
  )
  return nearOr(graph, x, multiply(series, x), subtract(exponential(x), 1))
}

/** log(1 + x), likewise. */
export function log1p(graph: Graph, x: Tensor): Tensor {
  const { add, multiply, logarithm } = arithmetic(graph)
  const series = [1 / 5, -1 / 4, 1 / 3, -1 / 2, 1].reduce<Tensor>(
    (sum, coefficient) => add(multiply(sum, x), coefficient),
    graph.number(0),
  )
  return nearOr(graph, x, multiply(series, x), logarithm(add(x, 1)))
}

function nearOr(graph: Graph, x: Tensor, close: Tensor, far: Tensor): Tensor {
  const { absolute, choose, isBelow } = arithmetic(graph)
  return choose(isBelow(absolute(x), near), close, far)
}
