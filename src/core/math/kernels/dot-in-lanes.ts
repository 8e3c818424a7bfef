/**
 * Sum of products of a row of X, which starts at `at`, and `r`, in the order of the kernels: four partial sums, of every
 * fourth product each, and what is left over.
 */
export function dotInLanes(values: Float64Array, at: number, r: Float64Array): number {
  const whole = r.length - (r.length % 4)
  let [s0, s1, s2, s3] = [0, 0, 0, 0]
  let j = 0
  for (; j < whole; j += 4) {
    s0 += values[at + j]! * r[j]!
    s1 += values[at + j + 1]! * r[j + 1]!
    s2 += values[at + j + 2]! * r[j + 2]!
    s3 += values[at + j + 3]! * r[j + 3]!
  }
  let sum = s0 + s2 + (s1 + s3)
  for (; j < r.length; j++) sum += values[at + j]! * r[j]!
  return sum
}
