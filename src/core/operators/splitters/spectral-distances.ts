import { ParametersConflict, TooManyToCompare } from '../../errors/index.ts'
import {
  type DistanceMetric,
  distanceMetrics,
  eachPair,
  type PairDistances,
  pairDistances,
  scaledToOne,
} from '../../math/distances.ts'
import { centeredRows, columnMeans, type Matrix, row, transposed, zeros } from '../../math/matrix.ts'
import { multiply, rowProducts } from '../../math/products.ts'
import { symmetricEigen } from '../../math/symmetric-eigen.ts'
import { choice, integer, nullable, type Parameter } from '../../params/index.ts'
import { checkSpectra } from '../checks.ts'
import type { SplitRows } from '../operator.ts'

/** A triangle of 30,000 rows takes 3.6 GB. */
const mostCompared = 30_000

const components: Parameter<number | null> = {
  ...nullable(integer({ initial: 1, min: 1, help: 'Compare this many principal components; null: all wavelengths' })),
  initial: null,
}

export const distanceParameters = {
  metric: choice({ initial: 'euclidean', options: distanceMetrics, help: 'Distance between two spectra' }),
  pca_components: components,
}

export interface SpectralDistance {
  readonly metric: DistanceMetric
  readonly pca_components: number | null
}

/** @throws TooManyToCompare, NotFinite, WrongFeatureCount, ParametersConflict */
export function spectralDistances(X: Matrix, { metric, pca_components }: SpectralDistance): PairDistances {
  checkSpectra(X)
  if (X.rows > mostCompared) throw TooManyToCompare({ n_samples: X.rows, limit: mostCompared })
  return pairDistances(pca_components === null ? X : principalScores(X, pca_components), metric)
}

/** X and y together: both distances divided by their largest, and added. @see spectralDistances */
export function jointDistances(
  { X, y }: Pick<SplitRows, 'X' | 'y'>,
  settings: SpectralDistance,
  y_metric: 'euclidean' | 'hamming' | null = 'euclidean',
): PairDistances {
  const ofX = scaledToOne(spectralDistances(X, settings))
  if (y_metric === null) return ofX
  const between =
    y_metric === 'euclidean'
      ? (i: number, j: number) => Math.abs(y[i]! - y[j]!)
      : (i: number, j: number) => Number(y[i] !== y[j])
  const ofY = scaledToOne(eachPair(X.rows, between))
  return { n: X.rows, values: ofX.values.map((value, at) => value + ofY.values[at]!) }
}

/** (n_samples, n_components), centered. @throws ParametersConflict where there are not as many */
export function principalScores(X: Matrix, n_components: number): Matrix {
  const most = Math.min(X.rows, X.columns)
  if (n_components > most) {
    const reason = `pca_components is ${n_components}, but ${X.rows} samples with ${X.columns} features have ${most}`
    throw ParametersConflict({ reason })
  }
  const centered = centeredRows(X, columnMeans(X))
  const wide = X.columns > X.rows
  // The eigenvectors of the products are exact enough to compare samples, and far quicker than a decomposition of X.
  const { values, vectors } = symmetricEigen(rowProducts(wide ? centered : transposed(centered)))
  const scores = zeros(X.rows, n_components)
  for (let k = 0; k < n_components; k++) {
    const length = Math.sqrt(Math.max(0, values[k]!))
    const score = wide ? row(vectors, k).map(value => value * length) : multiply(centered, row(vectors, k))
    for (let i = 0; i < X.rows; i++) scores.values[i * n_components + k] = score[i]!
  }
  return scores
}
