import { type Matrix, mapRows } from '../matrix.ts'
import { mapRowBlocks } from './row-blocks.ts'

/** What is subtracted from a row and what it is divided by, told of its mean and the sum of squares about it. */
export type RowScaling = (
  mean: number,
  squares: number,
  row: number,
) => { readonly center: number; readonly divisor: number }

/** (x − center) / divisor of each row: (n_samples, n_features), copied. Sums are added in four parts, as the kernels do. */
export function standardizeRows(X: Matrix, scalingOf: RowScaling): Matrix {
  const { columns } = X
  const fast = mapRowBlocks(X, { inPlace: true, beside: 2, fixed: 0 }, ({ arena, first, rows, source }) => {
    const [centers, divisors] = [arena.take(rows), arena.take(rows)]
    const [to, from, over] = [source.byteOffset, centers.byteOffset, divisors.byteOffset]
    arena.kernels.rowMoments(to, rows, columns, from, over)
    for (let i = 0; i < rows; i++) {
      const { center, divisor } = scalingOf(centers[i]!, divisors[i]!, first + i)
      centers[i] = center
      divisors[i] = divisor
    }
    arena.kernels.standardizeRows(to, rows, columns, from, over)
  })
  if (fast) return fast
  return mapRows(X, (spectrum, target, i) => {
    const mean = sumInLanes(spectrum) / columns
    const { center, divisor } = scalingOf(mean, squaresInLanes(spectrum, mean), i)
    for (let j = 0; j < columns; j++) target[j] = (spectrum[j]! - center) / divisor
  })
}

function sumInLanes(values: Float64Array): number {
  const whole = values.length - (values.length % 4)
  let [s0, s1, s2, s3] = [0, 0, 0, 0]
  let j = 0
  for (; j < whole; j += 4) {
    s0 += values[j]!
    s1 += values[j + 1]!
    s2 += values[j + 2]!
    s3 += values[j + 3]!
  }
  let sum = s0 + s2 + (s1 + s3)
  for (; j < values.length; j++) sum += values[j]!
  return sum
}

function squaresInLanes(values: Float64Array, center: number): number {
  const whole = values.length - (values.length % 4)
  let [s0, s1, s2, s3] = [0, 0, 0, 0]
  let j = 0
  for (; j < whole; j += 4) {
    s0 += (values[j]! - center) * (values[j]! - center)
    s1 += (values[j + 1]! - center) * (values[j + 1]! - center)
    s2 += (values[j + 2]! - center) * (values[j + 2]! - center)
    s3 += (values[j + 3]! - center) * (values[j + 3]! - center)
  }
  let sum = s0 + s2 + (s1 + s3)
  for (; j < values.length; j++) sum += (values[j]! - center) * (values[j]! - center)
  return sum
}
