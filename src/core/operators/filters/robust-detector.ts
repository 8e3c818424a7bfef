import { TooFewSamples } from '../../errors/index.ts'
import { chiSquareQuantile } from '../../math/gamma-distribution.ts'
import { takeRows } from '../../math/matrix.ts'
import {
  minimumCovarianceDeterminant,
  type RobustCenter,
  squaredMahalanobis,
} from '../../math/minimum-covariance-determinant.ts'
import { mersenneTwister } from '../../math/random/mersenne-twister.ts'
import type { OutlierDetector } from './outlier-detector.ts'
import {
  fitSpectralComponents,
  type SpectralComponents,
  scoresOf,
  squaredDistances,
  usualComponents,
} from './spectral-components.ts'

interface RobustState {
  readonly components: SpectralComponents
  readonly center: RobustCenter
}

/**
 * Mahalanobis distance of the scores from the center of their densest half, by its covariance. At most one component for each
 * twenty samples unless asked for: with ten, a fifth of normal samples lies beyond the limit.
 */
export const robustMahalanobis: OutlierDetector<RobustState> = {
  fit: (X, { n_components, support_fraction, random_state }) => {
    const usual = Math.max(1, Math.min(usualComponents, Math.floor(X.rows / 20)))
    const components = fitSpectralComponents(X, n_components, 0, usual)
    const needed = 2 * components.variances.length + 1
    if (X.rows < needed) {
      throw TooFewSamples({ n_samples: X.rows, needed, purpose: 'a robust covariance of that many components' })
    }
    // Random subsets are drawn by place: ordered by distance, the order of the table does not matter.
    const distances = squaredDistances(X, components)
    const order = Int32Array.from(distances.keys()).sort((a, b) => distances[a]! - distances[b]!)
    const scores = takeRows(scoresOf(X, components), order)
    const random = mersenneTwister(random_state ?? 0)
    return { components, center: minimumCovarianceDeterminant(scores, support_fraction, random) }
  },
  distances: (X, { components, center }) => squaredMahalanobis(scoresOf(X, components), center).map(Math.sqrt),
  limit: (_training, { components }, { confidence }) =>
    Math.sqrt(chiSquareQuantile(confidence ?? 0.975, components.variances.length)),
}
