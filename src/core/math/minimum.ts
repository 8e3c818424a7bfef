const golden = (3 - Math.sqrt(5)) / 2

/**
 * Where a function of one variable has its minimum: from two places downhill until it rises, then Brent's method within.
 * Infinite values count as higher than any other.
 *
 * @param tolerance relative to the place; below 1e-8 the rounding of the function decides
 * @see Brent (1973), Algorithms for Minimization without Derivatives, chapter 5
 */
export function findMinimum(value: (place: number) => number, from: number, to: number, tolerance = 1e-9): number {
  const [low, start, high] = bracket(value, from, to)
  let [a, b] = low < high ? [low, high] : [high, low]
  // The best place, the second best and the one before.
  let [best, second, third] = [start, start, start]
  let valueBest = value(best)
  let [valueSecond, valueThird] = [valueBest, valueBest]
  let [step, stepBefore] = [0, 0]
  for (let iteration = 0; iteration < 500; iteration++) {
    const middle = (a + b) / 2
    const near = tolerance * Math.abs(best) + 1e-11
    if (Math.abs(best - middle) <= 2 * near - (b - a) / 2) break
    const parabola = vertex(best, second, third, valueBest, valueSecond, valueThird)
    const isGood = parabola > a + near && parabola < b - near && Math.abs(parabola - best) < Math.abs(stepBefore) / 2
    stepBefore = isGood ? step : best < middle ? b - best : a - best
    step = isGood ? parabola - best : golden * stepBefore
    const place = best + (Math.abs(step) >= near ? step : near * (Math.sign(step) || 1))
    const found = value(place)
    if (found <= valueBest) {
      if (place >= best) a = best
      else b = best
      ;[third, second, best] = [second, best, place]
      ;[valueThird, valueSecond, valueBest] = [valueSecond, valueBest, found]
      continue
    }
    if (place < best) a = place
    else b = place
    if (found <= valueSecond || second === best) {
      ;[third, second] = [second, place]
      ;[valueThird, valueSecond] = [valueSecond, found]
    } else if (found <= valueThird || third === best || third === second) {
      third = place
      valueThird = found
    }
  }
  return best
}

/** Three places in a row, the middle one the lowest. */
function bracket(value: (place: number) => number, from: number, to: number): readonly [number, number, number] {
  let [before, at] = value(from) >= value(to) ? [from, to] : [to, from]
  let valueAt = value(at)
  for (let k = 0; k < 1000; k++) {
    const after = at + (at - before) * 1.618034
    const valueAfter = value(after)
    if (!(valueAfter < valueAt)) return [before, at, after]
    ;[before, at, valueAt] = [at, after, valueAfter]
  }
  return [before, at, at]
}

/** Where the parabola through three points turns; NaN where they lie on a line. */
function vertex(x: number, v: number, w: number, fx: number, fv: number, fw: number): number {
  const r = (x - v) * (fx - fw)
  const q = (x - w) * (fx - fv)
  return x - ((x - w) * q - (x - v) * r) / (2 * (q - r))
}
