import { openSpectraPass, type SpectraPass } from './kernels/spectra-pass.ts'
import type { Matrix } from './matrix.ts'
import { addScaled, dot } from './products.ts'

/** A solution is taken where its error is below this share of its length. */
const accuracy = 1e-13

/**
 * b minimises ‖y − Xb‖² + alpha ‖b‖², for each of several penalties: (n_features,) each, whose bits do not depend on which
 * others are asked for.
 *
 * X is turned to bidiagonal form step by step, starting at y (Golub & Kahan 1965), with full reorthogonalisation. After k steps
 * the best b within the first k directions follows for each penalty by k rotations (Paige & Saunders 1982), and what is left of
 * the normal equations is known, which bounds the error of b. Penalties need fewer steps than X has rows or columns, mostly; they
 * share them.
 *
 * @param X (n_samples, n_features), centred where there is an intercept
 * @param y (n_samples,)
 * @param alphas above 0
 */
export function penalizedLeastSquares(X: Matrix, y: Float64Array, alphas: readonly number[]): Float64Array[] {
  const steps = bidiagonalSteps(openSpectraPass(X), y)
  const none = () => new Float64Array(X.columns)
  const first = steps.next()
  if (!first) return alphas.map(none)
  const directions = [first.direction]
  const penalties = alphas.map(alpha => penalty(alpha, y, first.length))
  let open = penalties
  const most = Math.min(X.rows, X.columns)
  while (open.length > 0) {
    const { below, next } = steps.grow()
    open = open.filter(one => !one.add(below, next?.length ?? 0) && directions.length < most && next)
    if (open.length > 0) directions.push(next!.direction)
  }
  return penalties.map(one => {
    const coefficients = none()
    one.solution().forEach((factor, k) => {
      addScaled(coefficients, factor, directions[k]!)
    })
    return coefficients
  })
}

/** A direction among features, and the element of the diagonal that belongs to it. */
interface Direction {
  readonly direction: Float64Array
  readonly length: number
}

const lengthOf = (vector: Float64Array): number => Math.sqrt(dot(vector, vector))

/** Golub and Kahan's lower bidiagonal form; each direction is made orthogonal to all before, twice where much was taken away. */
function bidiagonalSteps(pass: SpectraPass, y: Float64Array) {
  const left: Float64Array[] = []
  const right: Float64Array[] = []
  let diagonal = 0
  /** The next of `known`, and how long it was; null where nothing but rounding is left. */
  const settle = (vector: Float64Array, known: Float64Array[], before: number): Direction | null => {
    let length = lengthOf(vector)
    for (let round = 0; round < 2; round++) {
      const whole = length
      for (const one of known) addScaled(vector, -dot(one, vector), one)
      length = lengthOf(vector)
      if (length > 0.7 * whole) break
    }
    if (!(length > Number.EPSILON * before)) return null
    for (let i = 0; i < vector.length; i++) vector[i]! /= length
    known.push(vector)
    return { direction: vector, length }
  }
  /** From the last of `left`: Xᵀu less what is known of it. */
  const toFeatures = (below: number): Direction | null => {
    const vector = pass.products(left.at(-1)!).slice()
    const before = lengthOf(vector)
    if (right.length > 0) addScaled(vector, -below, right.at(-1)!)
    const found = settle(vector, right, before)
    diagonal = found?.length ?? 0
    return found
  }
  return {
    next: (): Direction | null => {
      const start = y.slice()
      return settle(start, left, 0) && toFeatures(0)
    },
    /** Element below the diagonal, and the next direction where there is one. */
    grow: (): { readonly below: number; readonly next: Direction | null } => {
      const vector = pass.scores(right.at(-1)!).slice()
      const before = lengthOf(vector)
      addScaled(vector, -diagonal, left.at(-1)!)
      const found = settle(vector, left, before)
      return found ? { below: found.length, next: toFeatures(found.length) } : { below: 0, next: null }
    },
  }
}

/** The solution of the bidiagonal system for one penalty, as it grows. */
function penalty(alpha: number, y: Float64Array, firstDiagonal: number) {
  const damping = Math.sqrt(alpha)
  /** Upper bidiagonal system R z = f after the rotations. */
  const diagonal: number[] = []
  const above: number[] = []
  const target: number[] = []
  let rho = firstDiagonal
  let left = lengthOf(y)
  const solution = (): Float64Array => {
    const z = new Float64Array(diagonal.length)
    for (let k = z.length - 1; k >= 0; k--) z[k] = (target[k]! - (above[k] ?? 0) * (z[k + 1] ?? 0)) / diagonal[k]!
    return z
  }
  return {
    solution,
    /** One step more: the element below the diagonal and the next of the diagonal. True where it is exact enough. */
    add: (below: number, next: number): boolean => {
      const damped = Math.hypot(rho, damping)
      left *= rho / damped
      const whole = Math.hypot(damped, below)
      diagonal.push(whole)
      target.push((damped / whole) * left)
      above.push((below / whole) * next)
      left *= below / whole
      rho = (-damped / whole) * next
      const z = solution()
      // What the normal equations lack, against the least that the penalty makes of the coefficients.
      return Math.abs(next * below * z.at(-1)!) <= accuracy * alpha * lengthOf(z)
    },
  }
}
