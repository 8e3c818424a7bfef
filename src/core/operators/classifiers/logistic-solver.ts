import { type Matrix, zeros } from '../../math/matrix.ts'
import { addScaled, dot } from '../../math/products.ts'
import { curvatureAlong, gradientAt, type LogisticProblem, lossAt, widthOf } from './logistic-problem.ts'

export interface LogisticSolution {
  /** (n_functions, n_directions), and a column of intercepts where there are any. */
  readonly parameters: Matrix
  readonly n_iter: number
  readonly converged: boolean
}

/** The loss that a step may still promise at the end, against the loss without any coefficients. */
const negligible = 1e-22
/** Below this share of the loss, differences of losses are rounding. */
const rounding = 1e-12
/** How far the equations of a step are solved: each step leaves about this share of the error. */
const stepAccuracy = 1e-5

/**
 * Newton's method: each step solves its equations by conjugate gradients, and is halved until it lowers the loss.
 *
 * @param squares sums of squares of the columns of the scores: (n_directions,)
 * @see Nocedal & Wright (2006), Numerical Optimization, algorithm 7.1
 */
export function solveLogistic(problem: LogisticProblem, squares: Float64Array, max_iter: number): LogisticSolution {
  let parameters = zeros(problem.n_functions, widthOf(problem))
  let { loss, probabilities } = lossAt(problem, parameters)
  let before = Number.POSITIVE_INFINITY
  const enough = negligible * Math.max(loss, Number.MIN_VALUE)
  for (let n_iter = 0; n_iter < max_iter; n_iter++) {
    const gradient = gradientAt(problem, parameters, probabilities)
    const step = newtonStep(problem, squares, probabilities, gradient)
    const promised = dot(gradient.values, step.values)
    // A promise that is rounding and no longer shrinks is as near as one can come.
    const isLeast = promised <= rounding * loss && promised > before / 4
    if (promised <= enough || isLeast) return { parameters, n_iter, converged: true }
    before = promised
    let length = 1
    for (; ; length /= 2) {
      const next = { ...parameters, values: parameters.values.slice() }
      addScaled(next.values, -length, step.values)
      const found = lossAt(problem, next)
      const lowered = loss - found.loss
      // Near the end the difference of two losses is rounding, and the step is as good as it gets.
      const isRounding = length === 1 && Math.abs(lowered) <= rounding * loss && promised <= rounding * loss
      if (lowered >= 1e-4 * length * promised || isRounding) {
        ;({ loss, probabilities } = found)
        parameters = next
        break
      }
      if (length < 1e-10) return { parameters, n_iter, converged: false }
    }
  }
  return { parameters, n_iter: max_iter, converged: false }
}

function newtonStep(problem: LogisticProblem, squares: Float64Array, probabilities: Matrix, gradient: Matrix): Matrix {
  const scale = preconditioner(problem, squares, probabilities)
  const step = zeros(gradient.rows, gradient.columns)
  const residual = gradient.values.slice()
  let scaled = residual.map((value, at) => value / scale[at % gradient.columns]!)
  let size = dot(residual, scaled)
  const enough = stepAccuracy ** 2 * size
  const direction = { ...gradient, values: scaled.slice() }
  for (let round = 0; round < 20 * gradient.values.length && size > enough; round++) {
    const curved = curvatureAlong(problem, probabilities, direction).values
    const curvature = dot(direction.values, curved)
    if (!(curvature > 0)) break
    addScaled(step.values, size / curvature, direction.values)
    addScaled(residual, -size / curvature, curved)
    scaled = residual.map((value, at) => value / scale[at % gradient.columns]!)
    const next = dot(residual, scaled)
    for (let at = 0; at < scaled.length; at++)
      direction.values[at] = scaled[at]! + (next / size) * direction.values[at]!
    size = next
  }
  return step
}

/** The curvature along each parameter, were all samples equally undecided: (n_directions, and one for the intercept). */
function preconditioner(
  { weights, n_functions, penalty, intercept_penalty }: LogisticProblem,
  squares: Float64Array,
  { values }: Matrix,
): Float64Array {
  let total = 0
  let samples = 0
  for (let i = 0; i < weights.length; i++) {
    samples += weights[i]!
    for (let f = 0; f < n_functions; f++) {
      const share = values[i * n_functions + f]!
      total += weights[i]! * share * (1 - share)
    }
  }
  const each = Math.max(total / (weights.length * n_functions), 1e-12 * (samples / weights.length))
  const along = Array.from(squares, square => each * square + penalty)
  return Float64Array.from(intercept_penalty === null ? along : [...along, each * weights.length + intercept_penalty])
}
