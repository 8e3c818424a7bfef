/** The problem of support vector regression: coefficients β = α − α*, with 0 ≤ α, α* ≤ C and Σβ = 0. */
export interface SupportVectorProblem {
  /** Kernel of sample i with all samples: (n_samples,). */
  readonly kernelOf: (i: number) => Float64Array
  /** Kernel of each sample with itself: (n_samples,). */
  readonly diagonal: Float64Array
  /** (n_samples,) */
  readonly y: Float64Array
  readonly C: number
  readonly epsilon: number
}

export interface SupportVectors {
  /** (n_samples,); 0 where the sample supports nothing. */
  readonly coefficients: Float64Array
  readonly intercept: number
  readonly n_iter: number
  readonly converged: boolean
}

/** The curvature taken where a kernel says there is none. */
const leastCurvature = 1e-12

/**
 * Sequential minimal optimisation: move weight between the two multipliers that promise most by the second-order rule, until
 * no pair violates the optimality conditions by more than `tol` (in the unit of y).
 *
 * @see Fan, Chen & Lin (2005), Journal of Machine Learning Research 6, 1889–1918, working set selection 2; Chang & Lin (2011),
 *   ACM Transactions on Intelligent Systems and Technology 2(3), 27, section 4.1
 */
export function supportVectors(problem: SupportVectorProblem, tol: number, max_iter: number): SupportVectors {
  const { kernelOf, diagonal, y, C, epsilon } = problem
  const n = y.length
  // Multipliers 0 … n − 1 pull a prediction up (α), n … 2n − 1 pull it down (α*).
  const multipliers = new Float64Array(2 * n)
  /** y − Kβ */
  const residual = y.slice()
  let n_iter = 0
  for (; n_iter < max_iter; n_iter++) {
    const { up, highest, lowest } = extremes(multipliers, residual, C, epsilon)
    if (highest - lowest < tol || up < 0) break
    const i = up % n
    const kernelI = kernelOf(i)
    const down = bestPartner({ multipliers, residual, C, epsilon }, kernelI, diagonal, i, highest)
    if (down < 0) break
    const j = down % n
    const kernelJ = kernelOf(j)
    const curvature = diagonal[i]! + diagonal[j]! - 2 * kernelI[j]!
    const gap = highest - (residual[j]! + (down < n ? -epsilon : epsilon))
    const roomUp = up < n ? C - multipliers[up]! : multipliers[up]!
    const roomDown = down < n ? multipliers[down]! : C - multipliers[down]!
    const step = Math.min(gap / (curvature > 0 ? curvature : leastCurvature), roomUp, roomDown)
    // At the end of the room the bound is set, not summed: a multiplier a rounding beside its bound would never rest.
    multipliers[up] = step === roomUp ? (up < n ? C : 0) : multipliers[up]! + (up < n ? step : -step)
    multipliers[down] = step === roomDown ? (down < n ? 0 : C) : multipliers[down]! + (down < n ? -step : step)
    for (let t = 0; t < n; t++) residual[t]! -= step * (kernelI[t]! - kernelJ[t]!)
  }
  const coefficients = new Float64Array(n)
  for (let i = 0; i < n; i++) coefficients[i] = multipliers[i]! - multipliers[i + n]!
  const { highest, lowest } = extremes(multipliers, residual, C, epsilon)
  const intercept = interceptOf(multipliers, residual, C, epsilon) ?? (highest + lowest) / 2
  return { coefficients, intercept, n_iter, converged: n_iter < max_iter }
}

/** The highest of those that may rise and the lowest of those that may fall: at the optimum they meet. */
function extremes(multipliers: Float64Array, residual: Float64Array, C: number, epsilon: number) {
  const n = residual.length
  let up = -1
  let highest = Number.NEGATIVE_INFINITY
  let lowest = Number.POSITIVE_INFINITY
  for (let t = 0; t < n; t++) {
    const above = residual[t]! - epsilon
    const below = residual[t]! + epsilon
    if (multipliers[t]! < C && above >= highest) {
      highest = above
      up = t
    }
    if (multipliers[t + n]! > 0 && below >= highest) {
      highest = below
      up = t + n
    }
    if (multipliers[t]! > 0 && above < lowest) lowest = above
    if (multipliers[t + n]! < C && below < lowest) lowest = below
  }
  return { up, highest, lowest }
}

interface State {
  readonly multipliers: Float64Array
  readonly residual: Float64Array
  readonly C: number
  readonly epsilon: number
}

/** The multiplier that, moved against sample i, lowers the objective most; −1 where none does. */
function bestPartner(state: State, kernelI: Float64Array, diagonal: Float64Array, i: number, highest: number): number {
  const { multipliers, residual, C, epsilon } = state
  const n = residual.length
  let best = 0
  let partner = -1
  for (let t = 0; t < n; t++) {
    const curvature = Math.max(diagonal[i]! + diagonal[t]! - 2 * kernelI[t]!, leastCurvature)
    const gapAbove = highest - residual[t]! + epsilon
    if (multipliers[t]! > 0 && gapAbove > 0 && gapAbove * gapAbove > best * curvature) {
      best = (gapAbove * gapAbove) / curvature
      partner = t
    }
    const gapBelow = highest - residual[t]! - epsilon
    if (multipliers[t + n]! < C && gapBelow > 0 && gapBelow * gapBelow > best * curvature) {
      best = (gapBelow * gapBelow) / curvature
      partner = t + n
    }
  }
  return partner
}

/** Mean over the samples on the edge of the tube; undefined where there are none. */
function interceptOf(multipliers: Float64Array, residual: Float64Array, C: number, epsilon: number) {
  const n = residual.length
  let sum = 0
  let free = 0
  for (let t = 0; t < 2 * n; t++) {
    if (multipliers[t]! > 0 && multipliers[t]! < C) {
      sum += t < n ? residual[t]! - epsilon : residual[t - n]! + epsilon
      free++
    }
  }
  return free > 0 ? sum / free : undefined
}
