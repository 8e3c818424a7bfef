import { type Matrix, zeros } from '../../math/matrix.ts'

/** 1 in the column of a row's class: (n_samples, n_classes). @param codes 0 … n_classes − 1, each of which occurs */
export function classIndicators(codes: Float64Array): Matrix {
  const n_classes = codes.reduce((most, code) => Math.max(most, code), 0) + 1
  const indicators = zeros(codes.length, n_classes)
  for (let i = 0; i < codes.length; i++) indicators.values[i * n_classes + codes[i]!] = 1
  return indicators
}
