/**
 * Central differences of equally spaced values; at the ends one-sided differences of the order of accuracy `edge_order`.
 *
 * @param values (n,), n at least edge_order + 1
 * @see numpy.gradient
 */
export function gradient(values: Float64Array, spacing: number, edge_order: number): Float64Array {
  const last = values.length - 1
  const slopes = new Float64Array(values.length)
  for (let j = 1; j < last; j++) slopes[j] = (values[j + 1]! - values[j - 1]!) / (2 * spacing)
  const at = (j: number) => values[j]!
  if (edge_order === 1) {
    slopes[0] = (at(1) - at(0)) / spacing
    slopes[last] = (at(last) - at(last - 1)) / spacing
  } else {
    slopes[0] = (-1.5 * at(0) + 2 * at(1) - 0.5 * at(2)) / spacing
    slopes[last] = (1.5 * at(last) - 2 * at(last - 1) + 0.5 * at(last - 2)) / spacing
  }
  return slopes
}
