import { type Matrix, mapRows } from '../matrix.ts'
import { mapRowBlocks } from './row-blocks.ts'

/**
 * Σ wᵢ x[j + i] of each row, at the middle of each whole window, summed from the first weight to the last. Within half a window
 * of the ends stands anything.
 *
 * @param X (n_samples, n_features), n_features at least as many as the weights
 * @param weights an odd number of them
 * @returns (n_samples, n_features)
 */
export function movingWindowSums(X: Matrix, weights: Float64Array): Matrix {
  const { columns } = X
  const half = (weights.length - 1) / 2
  const needs = { inPlace: false, beside: 0, fixed: weights.length }
  const fast = mapRowBlocks(X, needs, ({ arena, rows, source, target }) => {
    const factors = arena.take(weights.length)
    factors.set(weights)
    const to = target.byteOffset + 8 * half
    arena.kernels.correlateRows(source.byteOffset, rows, columns, factors.byteOffset, weights.length, to)
  })
  if (fast) return fast
  return mapRows(X, (spectrum, target) => {
    for (let start = 0; start + weights.length <= columns; start++) {
      target[start + half] = weighWindow(spectrum, start, weights)
    }
  })
}

/** Σ wᵢ x[start + i] */
export function weighWindow(values: Float64Array, start: number, weights: Float64Array): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * values[start + i]!
  return sum
}
