/**
 * Minimum over the window j − half … j + half of each j, cut at the ends. O(n): candidates wait in a queue of rising values.
 * @see Lemire (2006), Nordic Journal of Computing 13(4), 328–339
 */
export function movingMinimum(values: Float64Array, half: number): Float64Array {
  return movingExtreme(values, half, 1)
}

/** Maximum over the window j − half … j + half of each j, cut at the ends. O(n). */
export function movingMaximum(values: Float64Array, half: number): Float64Array {
  return movingExtreme(values, half, -1)
}

/** Morphological opening: the moving maximum of the moving minimum, which never lies above the values. */
export function opening(values: Float64Array, half: number): Float64Array {
  return movingMaximum(movingMinimum(values, half), half)
}

function movingExtreme(values: Float64Array, half: number, sign: 1 | -1): Float64Array {
  const n = values.length
  const extremes = new Float64Array(n)
  const waiting = new Int32Array(n)
  let first = 0
  let end = 0
  let entered = 0
  for (let j = 0; j < n; j++) {
    for (; entered <= Math.min(j + half, n - 1); entered++) {
      while (end > first && sign * values[waiting[end - 1]!]! >= sign * values[entered]!) end--
      waiting[end++] = entered
    }
    while (waiting[first]! < j - half) first++
    extremes[j] = values[waiting[first]!]!
  }
  return extremes
}
