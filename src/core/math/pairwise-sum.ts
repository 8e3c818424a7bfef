const blockLength = 128

/**
 * The sum in numpy's order of additions (eight partial sums, halves of long arrays), for choices that its last bit decides.
 */
export function pairwiseSum(values: Float64Array): number {
  const n = values.length
  if (n < 8) return values.reduce((sum, value) => sum + value, 0)
  if (n > blockLength) {
    const half = Math.floor(n / 2)
    const cut = half - (half % 8)
    return pairwiseSum(values.subarray(0, cut)) + pairwiseSum(values.subarray(cut))
  }
  const partial = values.slice(0, 8)
  const whole = n - (n % 8)
  for (let i = 8; i < whole; i++) partial[i % 8]! += values[i]!
  const [a, b, c, d, e, f, g, h] = partial as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  let sum = a + b + (c + d) + (e + f + (g + h))
  for (let i = whole; i < n; i++) sum += values[i]!
  return sum
}
