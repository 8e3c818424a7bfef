import { type Matrix, mapRows, row, zeros } from '../../math/matrix.ts'

/**
 * Probabilities from sums that have no bounds: the softmax; where there are two classes and one column of sums, the logistic
 * function, which is that of the second class.
 *
 * (n_samples, n_classes, or 1 for two classes) → (n_samples, n_classes)
 */
export function classProbabilities(sums: Matrix, n_classes: number): Matrix {
  return n_classes === 2 && sums.columns === 1 ? ofTwo(sums) : mapRows(sums, softmax)
}

function ofTwo({ rows, values }: Matrix): Matrix {
  const probabilities = zeros(rows, 2)
  for (let i = 0; i < rows; i++) {
    const second = 1 / (1 + Math.exp(-values[i]!))
    row(probabilities, i).set([1 - second, second])
  }
  return probabilities
}

function softmax(sums: Float64Array, target: Float64Array): void {
  // The greatest is taken off, so that no power overflows.
  const most = sums.reduce((greatest, value) => Math.max(greatest, value), Number.NEGATIVE_INFINITY)
  let total = 0
  for (let c = 0; c < sums.length; c++) {
    target[c] = Math.exp(sums[c]! - most)
    total += target[c]!
  }
  for (let c = 0; c < target.length; c++) target[c]! /= total
}
