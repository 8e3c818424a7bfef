/**
 * Least ½ βᵀKβ − yᵀβ + epsilon Σ|β| with Σβ = 0 and each β between its bounds. Regression: |β| ≤ C. Two classes: y = ±1,
 * epsilon = 0, and each β between 0 and C y.
 */
export interface SupportVectorProblem {
  /** Kernel of sample i with all samples: (n_samples,). */
  readonly kernelOf: (i: number) => Float64Array
  /** Kernel of each sample with itself: (n_samples,). */
  readonly diagonal: Float64Array
  /** (n_samples,) */
  readonly y: Float64Array
  /** At most 0: (n_samples,). */
  readonly lower: Float64Array
  /** At least 0: (n_samples,). */
  readonly upper: Float64Array
  readonly epsilon: number
}

export interface SupportVectors {
  /** (n_samples,); 0 where the sample supports nothing. */
  readonly coefficients: Float64Array
  readonly intercept: number
  readonly n_iter: number
  readonly converged: boolean
}

/** Places of the samples that support any of the solutions. */
export function supportOf(coefficients: readonly Float64Array[]): number[] {
  return Array.from(coefficients[0]!.keys()).filter(i => coefficients.some(own => own[i] !== 0))
}

/** The curvature taken where a kernel says there is none. */
const leastCurvature = 1e-12

/**
 * Sequential minimal optimisation: raise one coefficient and lower another by as much, the two that promise most by the
 * second-order rule, until no pair violates the optimality conditions by more than `tol` (in the unit of y).
 *
 * @see Fan, Chen & Lin (2005), Journal of Machine Learning Research 6, 1889–1918, working set selection 2; Chang & Lin (2011),
 *   ACM Transactions on Intelligent Systems and Technology 2(3), 27, section 4.1
 */
export function supportVectors(problem: SupportVectorProblem, tol: number, max_iter: number): SupportVectors {
  const { kernelOf, diagonal, y } = problem
  const n = y.length
  const coefficients = new Float64Array(n)
  /** y − Kβ */
  const residual = y.slice()
  /** What a raise of a coefficient gains per unit is residual + rise; what a lowering costs, residual + fall. */
  const rise = new Float64Array(n)
  const fall = new Float64Array(n)
  for (let t = 0; t < n; t++) setSlopes(problem, coefficients, rise, fall, t)
  let range = extremes(residual, rise, fall)
  let n_iter = 0
  for (; n_iter < max_iter && range.highest - range.lowest >= tol; n_iter++) {
    const i = range.up
    const kernelI = kernelOf(i)
    const j = bestPartner(residual, fall, kernelI, diagonal, i, range.highest)
    if (j < 0) break
    const kernelJ = kernelOf(j)
    const gap = range.highest - residual[j]! - fall[j]!
    const curvature = Math.max(diagonal[i]! + diagonal[j]! - 2 * kernelI[j]!, leastCurvature)
    const step = move(problem, coefficients, i, j, gap / curvature)
    for (let t = 0; t < n; t++) residual[t]! -= step * (kernelI[t]! - kernelJ[t]!)
    setSlopes(problem, coefficients, rise, fall, i)
    setSlopes(problem, coefficients, rise, fall, j)
    range = extremes(residual, rise, fall)
  }
  const { highest, lowest } = range
  const intercept = interceptOf(problem, coefficients, residual) ?? (highest + lowest) / 2
  return { coefficients, intercept, n_iter, converged: highest - lowest < tol }
}

/** The slope of the objective jumps by 2 epsilon at 0 and ends at the bounds. */
function setSlopes(
  { lower, upper, epsilon }: SupportVectorProblem,
  coefficients: Float64Array,
  rise: Float64Array,
  fall: Float64Array,
  t: number,
): void {
  const coefficient = coefficients[t]!
  rise[t] = coefficient < 0 ? epsilon : coefficient < upper[t]! ? -epsilon : Number.NEGATIVE_INFINITY
  fall[t] = coefficient > 0 ? -epsilon : coefficient > lower[t]! ? epsilon : Number.POSITIVE_INFINITY
}

/** The highest gain of a raise and the lowest cost of a lowering: at the optimum they meet. */
function extremes(residual: Float64Array, rise: Float64Array, fall: Float64Array) {
  let up = 0
  let highest = Number.NEGATIVE_INFINITY
  let lowest = Number.POSITIVE_INFINITY
  for (let t = 0; t < residual.length; t++) {
    const gain = residual[t]! + rise[t]!
    const cost = residual[t]! + fall[t]!
    if (gain > highest) {
      highest = gain
      up = t
    }
    if (cost < lowest) lowest = cost
  }
  return { up, highest, lowest }
}

/** The coefficient that, lowered while i is raised, improves the objective most; −1 where none does. */
function bestPartner(
  residual: Float64Array,
  fall: Float64Array,
  kernelI: Float64Array,
  diagonal: Float64Array,
  i: number,
  highest: number,
): number {
  const own = diagonal[i]!
  let best = 0
  let partner = -1
  for (let t = 0; t < residual.length; t++) {
    const gap = highest - residual[t]! - fall[t]!
    if (!(gap > 0)) continue
    const curvature = Math.max(own + diagonal[t]! - 2 * kernelI[t]!, leastCurvature)
    if (gap * gap > best * curvature) {
      best = (gap * gap) / curvature
      partner = t
    }
  }
  return partner
}

/** Raise i and lower j, up to where a slope changes. @returns by how much */
function move(
  { lower, upper }: SupportVectorProblem,
  coefficients: Float64Array,
  i: number,
  j: number,
  wanted: number,
): number {
  const [before, after] = [coefficients[i]!, coefficients[j]!]
  const roomUp = before < 0 ? -before : upper[i]! - before
  const roomDown = after > 0 ? after : after - lower[j]!
  const step = Math.min(wanted, roomUp, roomDown)
  // At the end of the room the bound is set, not summed: a coefficient a rounding beside its bound would never rest.
  coefficients[i] = step === roomUp ? (before < 0 ? 0 : upper[i]!) : before + step
  coefficients[j] = step === roomDown ? (after > 0 ? 0 : lower[j]!) : after - step
  return step
}

/** Mean over the samples on the edge of the tube or margin; undefined where there are none. */
function interceptOf(
  { lower, upper, epsilon }: SupportVectorProblem,
  coefficients: Float64Array,
  residual: Float64Array,
): number | undefined {
  let sum = 0
  let free = 0
  for (let t = 0; t < residual.length; t++) {
    const coefficient = coefficients[t]!
    if (coefficient !== 0 && lower[t]! < coefficient && coefficient < upper[t]!) {
      sum += residual[t]! - Math.sign(coefficient) * epsilon
      free++
    }
  }
  return free > 0 ? sum / free : undefined
}
