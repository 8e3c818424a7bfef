/**
 * The values with `width` more at each end, on the straight line through the outermost `width` values (all, where there are
 * fewer; level, where it is 1).
 */
export function withExtrapolatedEdges(values: Float64Array, width: number): Float64Array {
  const n = values.length
  const extended = new Float64Array(n + 2 * width)
  extended.set(values, width)
  if (width === 0) return extended
  const window = Math.min(width, n)
  const [before, after] = [lineThrough(values, 0, window), lineThrough(values, n - window, window)]
  for (let k = 1; k <= width; k++) {
    extended[width - k] = before(-k)
    extended[width + n - 1 + k] = after(n - 1 + k)
  }
  return extended
}

/** The least-squares line through `count` values from `start` on, as a function of the position. */
function lineThrough(values: Float64Array, start: number, count: number): (position: number) => number {
  const middle = start + (count - 1) / 2
  let sum = 0
  let product = 0
  for (let j = start; j < start + count; j++) {
    sum += values[j]!
    product += (j - middle) * values[j]!
  }
  const slope = count > 1 ? product / ((count * (count * count - 1)) / 12) : 0
  return position => sum / count + slope * (position - middle)
}

/** Mean over 2 · half + 1 neighbours, for each position that has them all: n − 2 · half values. */
export function innerMovingMean(values: Float64Array, half: number): Float64Array {
  const width = 2 * half + 1
  const means = new Float64Array(values.length - 2 * half)
  let sum = 0
  for (let j = 0; j < width; j++) sum += values[j]!
  for (let j = 0; j < means.length; j++) {
    means[j] = sum / width
    sum += (values[j + width] ?? 0) - values[j]!
  }
  return means
}
