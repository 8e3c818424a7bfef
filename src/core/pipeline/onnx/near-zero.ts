import { arithmetic } from './arithmetic.ts'
import type { Graph, Tensor } from './graph.ts'

// What 1 + x loses of x is lost of (1 + x) − 1 too, so the quotient of both has all its digits.

/**
 * log(1 + x) to the last digits, also near 0: log(u) · x / (u − 1) with u = 1 + x, and x where u is 1.
 * @see Higham (2002), Accuracy and Stability of Numerical Algorithms, SIAM, section 1.14.1 and problem 1.5
 */
export function log1p(graph: Graph, x: Tensor): Tensor {
  const { add, choose, divide, isEqual, logarithm, multiply, subtract } = arithmetic(graph)
  const u = add(x, 1)
  const lost = subtract(u, 1)
  const nothing = isEqual(lost, 0)
  return choose(nothing, x, multiply(logarithm(u), divide(x, choose(nothing, 1, lost))))
}

/** e^x − 1, likewise: (u − 1) · x / log(u) with u = e^x, and x where u is 1; as it stands where x is not near 0. */
export function expm1(graph: Graph, x: Tensor): Tensor {
  const { absolute, choose, divide, exponential, isBelow, isEqual, logarithm, multiply, subtract } = arithmetic(graph)
  const u = exponential(x)
  const plain = subtract(u, 1)
  const nothing = isEqual(plain, 0)
  const exact = choose(nothing, x, multiply(plain, divide(x, choose(nothing, 1, logarithm(u)))))
  return choose(isBelow(absolute(x), 1), exact, plain)
}
