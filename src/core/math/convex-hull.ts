/**
 * The lower convex hull of values at equally spaced points, drawn between its corners at every point. O(n).
 * @see Andrew (1979), Information Processing Letters 9(5), 216–219
 */
export function lowerHull(values: Float64Array): Float64Array {
  return hull(values, 1)
}

/** The upper convex hull, drawn between its corners at every point. O(n). */
export function upperHull(values: Float64Array): Float64Array {
  return hull(values, -1)
}

function hull(values: Float64Array, sign: 1 | -1): Float64Array {
  const corners = new Int32Array(values.length)
  let count = 0
  for (let j = 0; j < values.length; j++) {
    while (count >= 2 && !turns(values, corners[count - 2]!, corners[count - 1]!, j, sign)) count--
    corners[count++] = j
  }
  const drawn = new Float64Array(values.length)
  for (let c = 0; c < count; c++) {
    const [start, end] = [corners[c]!, corners[Math.min(c + 1, count - 1)]!]
    drawn[start] = values[start]!
    const slope = (values[end]! - values[start]!) / (end - start)
    for (let j = start + 1; j < end; j++) drawn[j] = values[start]! + slope * (j - start)
  }
  return drawn
}

/** Whether the corner b lies strictly on the hull's side of the line from a to c. */
function turns(values: Float64Array, a: number, b: number, c: number, sign: 1 | -1): boolean {
  return sign * ((b - a) * (values[c]! - values[a]!) - (c - a) * (values[b]! - values[a]!)) > 0
}
