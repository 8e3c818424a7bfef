export const sorted = values => values.toSorted((a, b) => a - b)

export function median(values) {
  const ordered = sorted(values)
  const middle = ordered.length >> 1
  return ordered.length % 2 === 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2
}

export const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length

/** The slope of log(values) on log(sizes): the exponent of growth. */
export function exponent(sizes, values) {
  const [x, y] = [sizes.map(Math.log), values.map(Math.log)]
  const [x_mean, y_mean] = [mean(x), mean(y)]
  const covariance = x.reduce((sum, value, i) => sum + (value - x_mean) * (y[i] - y_mean), 0)
  return covariance / x.reduce((sum, value) => sum + (value - x_mean) ** 2, 0)
}
