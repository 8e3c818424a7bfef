import fc from 'fast-check'
import type { Matrix } from '../../../../src/core/math/matrix.ts'
import { mersenneTwister } from '../../../../src/core/math/random/mersenne-twister.ts'
import { normals } from '../../../../src/core/math/random/normal.ts'

/** Shape and character of a data set. */
export interface Shape {
  readonly n_samples: number
  readonly n_features: number
  /** What the spectra lie at, and how much they vary about it. */
  readonly level: number
  readonly spread: number
  /** Features that do not vary. */
  readonly constant: readonly number[]
  readonly seed: number
}

/** Few or many samples, fewer or more than features, absorbances or raw counts, some features constant. */
export const shapes = (features: { readonly min: number; readonly max: number }): fc.Arbitrary<Shape> =>
  fc.record({
    n_samples: fc.integer({ min: 14, max: 40 }),
    n_features: fc.integer(features),
    level: fc.constantFrom(0.5, 2, 300),
    spread: fc.constantFrom(0.05, 0.4),
    constant: fc.oneof(fc.constant([]), fc.array(fc.integer({ min: 0, max: features.min - 1 }), { maxLength: 2 })),
    seed: fc.integer({ min: 0, max: 2 ** 31 }),
  })

/** Smooth spectra of three bands and noise; the first `n_samples` rows are for training, as many again are new. */
export function spectraOf({ n_samples, n_features, level, spread, constant, seed }: Shape): {
  readonly training: Matrix
  readonly fresh: Matrix
  readonly y: Float64Array
} {
  const twister = mersenneTwister(seed)
  const half = (n: number): { readonly X: Matrix; readonly y: Float64Array } => {
    const weights = normals(3 * n, twister)
    const noise = normals(n * n_features, twister)
    const values = new Float64Array(n * n_features)
    const y = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      const [a, b, c] = [weights[3 * i]!, weights[3 * i + 1]!, weights[3 * i + 2]!]
      y[i] = 10 + 3 * a - b + 0.2 * noise[i * n_features]!
      for (let j = 0; j < n_features; j++) {
        const x = j / n_features
        const bands =
          a * Math.exp(-(((x - 0.3) / 0.1) ** 2)) + b * Math.sin(5 * x) + c * x + 0.1 * noise[i * n_features + j]!
        values[i * n_features + j] = constant.includes(j) ? level : level * (1 + spread * Math.tanh(bands) * 0.9)
      }
    }
    return { X: { rows: n, columns: n_features, values }, y }
  }
  const training = half(n_samples)
  const fresh = half(12).X
  // One that was there in training: nothing is between it and its nearest neighbour.
  fresh.values.set(training.X.values.subarray(n_features, 2 * n_features), n_features)
  return { training: training.X, y: training.y, fresh }
}
