import { lineSearch, type Step } from './line-search.ts'
import { addScaled, dot } from './products.ts'

/** Value at a point, whose gradient is written to `gradient`. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number

export interface Minimisation {
  readonly point: Float64Array
  readonly value: number
  readonly n_iter: number
  /** The gradient or the decrease became small; otherwise a limit was met, or no step was found. */
  readonly converged: boolean
}

interface Limits {
  readonly max_iter: number
  readonly max_fun: number
  /** Stop when no element of the gradient is larger. */
  readonly tol: number
}

/** A move and how it changed the gradient. */
interface Move {
  readonly step: Float64Array
  readonly change: Float64Array
  /** 1 / (stepᵀ change) */
  readonly scale: number
}

/** Moves remembered. */
const memory = 10
/** Stop when a step lowers the value by less of it: the limit of scipy's `minimize`. */
const leastDecrease = 2.220446049250313e-9

/**
 * Minimise a smooth function by the limited-memory BFGS method: directions from the gradient and the last 10 moves.
 *
 * @see Liu & Nocedal (1989), Mathematical Programming 45, 503–528; Byrd, Lu, Nocedal & Zhu (1995), SIAM Journal on Scientific
 *   Computing 16(5), 1190–1208, for the limits
 */
export function limitedMemoryQuasiNewton(objective: Objective, start: Float64Array, limits: Limits): Minimisation {
  let point = start.slice()
  let gradient: Float64Array = new Float64Array(start.length)
  let value = objective(point, gradient)
  let n_fun = 1
  let moves: readonly Move[] = []
  let n_iter = 0
  const stopped = (converged: boolean): Minimisation => ({ point, value, n_iter, converged })
  if (largest(gradient) <= limits.tol) return stopped(true)
  while (n_iter < limits.max_iter && n_fun <= limits.max_fun) {
    const direction = descent(gradient, moves)
    const slope = dot(gradient, direction)
    let next = { point, gradient }
    const evaluate = (size: number): Omit<Step, 'size'> => {
      next = { point: point.slice(), gradient: new Float64Array(point.length) }
      addScaled(next.point, size, direction)
      n_fun++
      const value = objective(next.point, next.gradient)
      return { value, slope: dot(next.gradient, direction) }
    }
    const first = n_iter === 0 ? 1 / Math.sqrt(dot(direction, direction)) : 1
    const found = slope < 0 ? lineSearch({ value, slope }, first, evaluate) : undefined
    if (!found) {
      // Without memories the direction is the gradient's own: nothing is left to try.
      if (moves.length === 0) return stopped(false)
      moves = []
      continue
    }
    n_iter++
    const lowered = value - found.value
    const size = Math.max(Math.abs(value), Math.abs(found.value), 1)
    moves = remembered(moves, moveOf(direction, found, gradient, next.gradient, slope))
    ;({ point, gradient } = next)
    value = found.value
    if (n_iter >= limits.max_iter || n_fun > limits.max_fun) return stopped(false)
    if (largest(gradient) <= limits.tol || lowered <= leastDecrease * size) return stopped(true)
  }
  return stopped(false)
}

const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

/** −H · gradient, by the two loops over the moves. */
function descent(gradient: Float64Array, moves: readonly Move[]): Float64Array {
  const direction = gradient.map(value => -value)
  const shares = moves.map(() => 0)
  for (let k = moves.length - 1; k >= 0; k--) {
    const { step, change, scale } = moves[k]!
    shares[k] = scale * dot(step, direction)
    addScaled(direction, -shares[k]!, change)
  }
  const last = moves.at(-1)
  if (last) {
    const factor = 1 / (last.scale * dot(last.change, last.change))
    for (let j = 0; j < direction.length; j++) direction[j]! *= factor
  }
  moves.forEach(({ step, change, scale }, k) => {
    addScaled(direction, shares[k]! - scale * dot(change, direction), step)
  })
  return direction
}

/** Undefined where the gradient did not grow along the step: such a move tells nothing of a minimum. */
function moveOf(
  direction: Float64Array,
  { size, slope }: Step,
  before: Float64Array,
  after: Float64Array,
  slopeBefore: number,
): Move | undefined {
  const growth = (slope - slopeBefore) * size
  if (growth <= Number.EPSILON * -slopeBefore * size) return undefined
  return {
    step: direction.map(value => value * size),
    change: after.map((value, j) => value - before[j]!),
    scale: 1 / growth,
  }
}

const remembered = (moves: readonly Move[], move: Move | undefined): readonly Move[] =>
  move ? [...moves, move].slice(-memory) : moves
