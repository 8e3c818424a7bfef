import { type Matrix, row, zeros } from '../../math/matrix.ts'
import { addScaled, dot } from '../../math/products.ts'

/**
 * Σᵢ weightᵢ · −log p(class of i) + ½ Σ penalty · parameter², over parameters of one or several linear functions. Where there
 * is one function fewer than classes, that of the first class is 0.
 */
export interface LogisticProblem {
  /** (n_samples, n_directions) */
  readonly scores: Matrix
  /** Codes: (n_samples,). */
  readonly y: Float64Array
  readonly n_classes: number
  readonly n_functions: number
  /** C, times the weight of the class: (n_samples,). */
  readonly weights: Float64Array
  /** On coefficients. */
  readonly penalty: number
  /** On the intercept, or null where there is none. */
  readonly intercept_penalty: number | null
}

/** One row per function: its coefficients, then its intercept. */
export type LogisticParameters = Matrix

export const widthOf = ({ scores, intercept_penalty }: LogisticProblem): number =>
  scores.columns + (intercept_penalty === null ? 0 : 1)

/** (n_samples, n_functions) */
export function functionValues(
  { scores, n_functions, intercept_penalty }: LogisticProblem,
  parameters: Matrix,
): Matrix {
  const values = zeros(scores.rows, n_functions)
  for (let i = 0; i < scores.rows; i++) {
    const sample = row(scores, i)
    for (let f = 0; f < n_functions; f++) {
      const own = row(parameters, f)
      const sum = dot(sample, own)
      values.values[i * n_functions + f] = intercept_penalty === null ? sum : sum + own[sample.length]!
    }
  }
  return values
}

interface LossAndProbabilities {
  readonly loss: number
  /** Of the classes that have a function: (n_samples, n_functions). */
  readonly probabilities: Matrix
}

export function lossAt(problem: LogisticProblem, parameters: LogisticParameters): LossAndProbabilities {
  const { y, n_classes, n_functions, weights } = problem
  const values = functionValues(problem, parameters)
  const probabilities = zeros(values.rows, n_functions)
  const fixed = n_classes - n_functions
  let loss = penaltyOf(problem, parameters)
  for (let i = 0; i < values.rows; i++) {
    const sums = row(values, i)
    let most = fixed > 0 ? 0 : Number.NEGATIVE_INFINITY
    for (const sum of sums) most = Math.max(most, sum)
    let total = fixed > 0 ? Math.exp(-most) : 0
    for (let f = 0; f < n_functions; f++) {
      const part = Math.exp(sums[f]! - most)
      probabilities.values[i * n_functions + f] = part
      total += part
    }
    for (let f = 0; f < n_functions; f++) probabilities.values[i * n_functions + f]! /= total
    const own = y[i]! - fixed
    loss += weights[i]! * (Math.log(total) + most - (own < 0 ? 0 : sums[own]!))
  }
  return { loss, probabilities }
}

const penaltyAt = ({ penalty, intercept_penalty, scores }: LogisticProblem, j: number): number =>
  j < scores.columns ? penalty : (intercept_penalty ?? 0)

function penaltyOf(problem: LogisticProblem, parameters: LogisticParameters): number {
  let sum = 0
  parameters.values.forEach((value, at) => {
    sum += penaltyAt(problem, at % parameters.columns) * value * value
  })
  return sum / 2
}

/** Σᵢ factorᵢf · (scores of i, 1) for each function, and the pull of the penalty on `parameters`. */
function assemble(problem: LogisticProblem, factors: Matrix, parameters: LogisticParameters): Matrix {
  const { scores, n_functions } = problem
  const sums = zeros(n_functions, parameters.columns)
  for (let i = 0; i < scores.rows; i++) {
    const sample = row(scores, i)
    for (let f = 0; f < n_functions; f++) {
      const factor = factors.values[i * n_functions + f]!
      const target = row(sums, f)
      addScaled(target.subarray(0, sample.length), factor, sample)
      if (problem.intercept_penalty !== null) target[sample.length]! += factor
    }
  }
  for (let at = 0; at < sums.values.length; at++) {
    sums.values[at]! += penaltyAt(problem, at % sums.columns) * parameters.values[at]!
  }
  if (n_functions === problem.n_classes) removeShift(sums)
  return sums
}

/** Adding the same to every function changes no probability: what rounding leaves of such a slope would be followed far. */
function removeShift({ rows, columns, values }: Matrix): void {
  for (let j = 0; j < columns; j++) {
    let sum = 0
    for (let f = 0; f < rows; f++) sum += values[f * columns + j]!
    for (let f = 0; f < rows; f++) values[f * columns + j]! -= sum / rows
  }
}

export function gradientAt(problem: LogisticProblem, parameters: LogisticParameters, probabilities: Matrix): Matrix {
  const { y, weights, n_classes, n_functions } = problem
  const factors = zeros(probabilities.rows, n_functions)
  for (let i = 0; i < probabilities.rows; i++) {
    const own = y[i]! - (n_classes - n_functions)
    for (let f = 0; f < n_functions; f++) {
      factors.values[i * n_functions + f] =
        weights[i]! * (probabilities.values[i * n_functions + f]! - (f === own ? 1 : 0))
    }
  }
  return assemble(problem, factors, parameters)
}

/** The second derivative, applied to a direction. */
export function curvatureAlong(problem: LogisticProblem, probabilities: Matrix, direction: LogisticParameters): Matrix {
  const factors = functionValues(problem, direction)
  for (let i = 0; i < factors.rows; i++) {
    const [slopes, shares] = [row(factors, i), row(probabilities, i)]
    const mean = dot(slopes, shares)
    for (let f = 0; f < slopes.length; f++) slopes[f] = problem.weights[i]! * shares[f]! * (slopes[f]! - mean)
  }
  return assemble(problem, factors, direction)
}
