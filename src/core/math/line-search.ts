/** A step along a direction: how far, the value there, and how it changes with the step. */
export interface Step {
  readonly size: number
  readonly value: number
  readonly slope: number
}

/** Enough decrease, as a share of what the first slope promises. */
const decrease = 1e-3
/** Enough flattening, as a share of the first slope. */
const flatness = 0.9
/** The interval that holds a minimum is narrow enough at this share of its end. */
const narrowness = 0.1
const mostTrials = 20

interface Search {
  /** The best step so far, and the other end of the interval once it is bracketed. */
  best: Step
  other: Step
  bracketed: boolean
}

/**
 * A step that lowers the function enough and leaves it flat enough (the strong Wolfe conditions with 10⁻³ and 0.9); undefined
 * where 20 trials find none.
 *
 * @param start value and slope (below 0) of step 0
 * @param evaluate value and slope at a step
 * @see Moré & Thuente (1994), ACM Transactions on Mathematical Software 20(3), 286–307
 */
export function lineSearch(
  start: Omit<Step, 'size'>,
  first: number,
  evaluate: (size: number) => Omit<Step, 'size'>,
): Step | undefined {
  const longest = 1e10
  const promised = decrease * start.slope
  const origin = { size: 0, ...start }
  const search: Search = { best: origin, other: origin, bracketed: false }
  let size = first
  let [shortest, farthest] = [0, 5 * first]
  let [width, widthBefore] = [longest, 2 * longest]
  let lowered = false
  for (let trial = 0; trial < mostTrials; trial++) {
    const found = { size, ...evaluate(size) }
    const allowed = start.value + size * promised
    if (found.value <= allowed && found.slope >= 0) lowered = true
    const enough = found.value <= allowed && Math.abs(found.slope) <= flatness * -start.slope
    const cramped =
      search.bracketed && (size <= shortest || size >= farthest || farthest - shortest <= narrowness * farthest)
    if (enough || cramped || (size === longest && found.value <= allowed && found.slope <= promised)) return found
    // Until the value is low enough, the function less what was promised is what has a minimum in the interval.
    const auxiliary = !lowered && found.value <= search.best.value && found.value > allowed
    size = auxiliary
      ? tilted(search, found, promised, shortest, farthest)
      : trialStep(search, found, shortest, farthest)
    if (search.bracketed) {
      const { best, other } = search
      if (Math.abs(other.size - best.size) >= 0.66 * widthBefore) size = best.size + 0.5 * (other.size - best.size)
      widthBefore = width
      width = Math.abs(other.size - best.size)
      shortest = Math.min(best.size, other.size)
      farthest = Math.max(best.size, other.size)
    } else {
      shortest = size + 1.1 * (size - search.best.size)
      farthest = size + 4 * (size - search.best.size)
    }
    size = Math.min(longest, Math.max(0, size))
    if (search.bracketed && (size <= shortest || size >= farthest || farthest - shortest <= narrowness * farthest)) {
      size = search.best.size
    }
  }
  return undefined
}

/** The next trial for the function less `slope` · step. */
function tilted(search: Search, found: Step, slope: number, shortest: number, farthest: number): number {
  const tilt = ({ size, value, slope: own }: Step, by: number): Step => ({
    size,
    value: value - by * size,
    slope: own - by,
  })
  search.best = tilt(search.best, slope)
  search.other = tilt(search.other, slope)
  const next = trialStep(search, tilt(found, slope), shortest, farthest)
  search.best = tilt(search.best, -slope)
  search.other = tilt(search.other, -slope)
  return next
}

/** Shrink the interval by what was found, and say which step to try next: by cubic and quadratic interpolation. */
function trialStep(search: Search, found: Step, shortest: number, farthest: number): number {
  const { best, other, bracketed } = search
  const turned = found.slope * Math.sign(best.slope) < 0
  let next: number
  if (found.value > best.value) {
    const cubic = cubicMinimum(best, found)
    const drop = (best.value - found.value) / (found.size - best.size) + best.slope
    const quadratic = best.size + (best.slope / drop / 2) * (found.size - best.size)
    const closer = Math.abs(cubic - best.size) < Math.abs(quadratic - best.size)
    next = closer ? cubic : cubic + (quadratic - cubic) / 2
    search.bracketed = true
  } else if (turned) {
    const cubic = cubicMinimum(found, best)
    const secant = secantMinimum(found, best)
    next = Math.abs(cubic - found.size) > Math.abs(secant - found.size) ? cubic : secant
    search.bracketed = true
  } else if (Math.abs(found.slope) < Math.abs(best.slope)) {
    const cubic = cubicBeyond(found, best) ?? (found.size > best.size ? farthest : shortest)
    const secant = secantMinimum(found, best)
    const cubicIsCloser = Math.abs(cubic - found.size) < Math.abs(secant - found.size)
    if (bracketed) {
      const limit = found.size + 0.66 * (other.size - found.size)
      next = cubicIsCloser ? cubic : secant
      next = found.size > best.size ? Math.min(limit, next) : Math.max(limit, next)
    } else {
      next = Math.min(farthest, Math.max(shortest, cubicIsCloser ? secant : cubic))
    }
  } else if (bracketed) next = cubicMinimum(found, other)
  else next = found.size > best.size ? farthest : shortest
  if (found.value > best.value) search.other = found
  else {
    if (turned) search.other = best
    search.best = found
  }
  return next
}

/** Of the cubic through two steps and their slopes. */
function cubicMinimum(from: Step, to: Step): number {
  const { theta, gamma } = cubicOf(from, to)
  const signed = to.size < from.size ? -gamma : gamma
  const ratio = (signed - from.slope + theta) / (signed - from.slope + signed + to.slope)
  return from.size + ratio * (to.size - from.size)
}

/** The minimum of that cubic where it lies beyond `from`, away from `to`; undefined where the cubic has none there. */
function cubicBeyond(from: Step, to: Step): number | undefined {
  const { theta, gamma } = cubicOf(from, to)
  const signed = from.size > to.size ? -gamma : gamma
  const ratio = (signed - from.slope + theta) / (signed + (to.slope - from.slope) + signed)
  return ratio < 0 && gamma !== 0 ? from.size + ratio * (to.size - from.size) : undefined
}

function cubicOf(from: Step, to: Step): { theta: number; gamma: number } {
  const theta = (3 * (from.value - to.value)) / (to.size - from.size) + from.slope + to.slope
  const scale = Math.max(Math.abs(theta), Math.abs(from.slope), Math.abs(to.slope))
  const square = (theta / scale) ** 2 - (from.slope / scale) * (to.slope / scale)
  return { theta, gamma: scale * Math.sqrt(Math.max(0, square)) }
}

/** Where the slope would be 0 if it went on as between the two. */
const secantMinimum = (from: Step, to: Step): number =>
  from.size + (from.slope / (from.slope - to.slope)) * (to.size - from.size)
