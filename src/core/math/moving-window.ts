import { type Padding, padded } from './padding.ts'

/** Σ weights[i] · values[j + i − half] at each j, over values continued beyond their ends; an odd number of weights. */
export function movingSum(values: Float64Array, weights: Float64Array, padding: Padding): Float64Array {
  const wide = padded(values, (weights.length - 1) / 2, padding)
  const sums = new Float64Array(values.length)
  for (let j = 0; j < sums.length; j++) {
    let sum = 0
    for (let i = 0; i < weights.length; i++) sum += weights[i]! * wide[j + i]!
    sums[j] = sum
  }
  return sums
}

/** Mean over an odd window around each value, over values continued beyond their ends. */
export function movingMean(values: Float64Array, window: number, padding: Padding): Float64Array {
  return movingSum(values, new Float64Array(window).fill(1), padding).map(sum => sum / window)
}
