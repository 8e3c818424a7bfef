import { type Matrix, zeros } from '../../math/matrix.ts'

/** 1 in the column of a row's class: (n_samples, n_classes). Classes are those that occur, unless more are said. */
export function classIndicators(
  codes: Float64Array,
  n_classes = codes.reduce((most, code) => Math.max(most, code), 0) + 1,
): Matrix {
  const indicators = zeros(codes.length, n_classes)
  for (let i = 0; i < codes.length; i++) indicators.values[i * n_classes + codes[i]!] = 1
  return indicators
}
