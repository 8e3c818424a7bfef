/** How many of the ascending values fulfil what only the first ones can, such as being below a bound. O(log n). */
export function countFirst(values: Float64Array, fulfils: (value: number) => boolean): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (fulfils(values[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}
