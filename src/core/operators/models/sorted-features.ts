import type { Matrix } from '../../math/matrix.ts'

/** Spectra by feature, with the rows in the order of each feature's values. */
export interface SortedFeatures {
  /** (n_features, n_samples) */
  readonly values: Float64Array
  /** (n_features, n_samples) */
  readonly order: Int32Array
  readonly n_samples: number
  readonly n_features: number
}

export function sortedFeatures({ rows, columns, values }: Matrix): SortedFeatures {
  const byFeature = new Float64Array(rows * columns)
  const order = new Int32Array(rows * columns)
  for (let j = 0; j < columns; j++) {
    const feature = byFeature.subarray(j * rows, (j + 1) * rows)
    for (let i = 0; i < rows; i++) feature[i] = values[i * columns + j]!
    order.set(
      Int32Array.from(feature.keys()).sort((a, b) => feature[a]! - feature[b]! || a - b),
      j * rows,
    )
  }
  return { values: byFeature, order, n_samples: rows, n_features: columns }
}
