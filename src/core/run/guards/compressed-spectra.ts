import type { Dataset } from '../../datasets/index.ts'
import { type Matrix, zeros } from '../../math/matrix.ts'

/** Enough for spectra, whose neighbouring wavelengths say nearly the same; few enough for looking at every pair. */
const most = 64

const known = new WeakMap<Matrix, Matrix>()

/** All spectra with runs of neighbouring wavelengths averaged: (n_samples, at most 64). Made once per matrix. */
export function compressedSpectra({ X }: Dataset): Matrix {
  const found = known.get(X) ?? compressed(X)
  known.set(X, found)
  return found
}

function compressed(X: Matrix): Matrix {
  if (X.columns <= most) return X
  const means = zeros(X.rows, most)
  const starts = Int32Array.from({ length: most + 1 }, (_, block) => Math.floor((block * X.columns) / most))
  for (let i = 0; i < X.rows; i++) {
    for (let block = 0; block < most; block++) {
      const [from, to] = [starts[block]!, starts[block + 1]!]
      let sum = 0
      for (let j = from; j < to; j++) sum += X.values[i * X.columns + j]!
      means.values[i * most + block] = sum / (to - from)
    }
  }
  return means
}
