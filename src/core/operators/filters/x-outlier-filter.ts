import { choice, integer, nullable, type Parameter } from '../../params/index.ts'
import { defineFilter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { hotelling, jacksonMudholkar, leverageQuantile, mahalanobis, residualQuantile } from './component-detectors.ts'
import { isolationForest } from './isolation-forest-detector.ts'
import { localOutlierFactor } from './local-outlier-detector.ts'
import { maskOf } from './mask.ts'
import type { OutlierDetector } from './outlier-detector.ts'
import { naming, positiveOrNull, share } from './parameters.ts'
import { robustMahalanobis } from './robust-detector.ts'

/** Ways to find outlying spectra. A new one is a file and a line here. */
const detectors = {
  mahalanobis,
  robust_mahalanobis: robustMahalanobis,
  pca_residual: residualQuantile,
  pca_leverage: leverageQuantile,
  isolation_forest: isolationForest,
  lof: localOutlierFactor,
  hotelling_t2: hotelling,
  q_residual: jacksonMudholkar,
}
type Method = keyof typeof detectors

const detectorOf = (method: Method) => detectors[method] as OutlierDetector<unknown>

const orNull = (parameter: Parameter<number>): Parameter<number | null> => ({ ...nullable(parameter), initial: null })

/**
 * Take samples out whose spectrum lies far from the others.
 *
 * X: (n_samples, n_features), any unit → 1 where the distance is at most the limit. Learns what the method needs, and the limit.
 * Mahalanobis distances, T² and Q are those of principal components, since spectra have more features than samples.
 *
 * @throws TooFewSamples, WrongFeatureCount, NotFinite, SingularFit, TooManyComponents
 */
export const xOutlierFilter = defineFilter({
  id: 'x_outlier_filter',
  label: 'XOutlier',
  class_path: 'nirs4all.operators.filters.XOutlierFilter',
  aliases: ['XOutlierFilter', 'nirs4all.operators.filters.x_outlier.XOutlierFilter'],
  summary: 'Take samples out whose spectrum lies far from the others',
  formula:
    'mahalanobis: √Σ t²/λ ≤ √χ² (0.975, k); robust: the same about the densest half (MCD); T² = Σ t²/λ and Q = |x − x̄ − Pt|² ≤ 95 % of training (pca_*), k (n² − 1) / (n (n − k)) F (hotelling_t2), Jackson–Mudholkar (q_residual); isolation_forest, lof: the share `contamination` goes',
  source:
    'Jackson & Mudholkar (1979), Technometrics 21(3), 341–349; Rousseeuw & Van Driessen (1999), ibid. 41(3), 212–223; Liu et al. (2008), ICDM, 413–422; Breunig et al. (2000), SIGMOD Record 29(2), 93–104',
  checked_against:
    'scikit-learn 1.2.1 and scipy 1.10.1: Mahalanobis, T², Q, their limits and LOF within 1e-9 relative, MCD distances within 1e-6, isolation forest scores within 0.05',
  differs:
    'Mahalanobis distances are those of principal components whatever the number of samples, because neighbouring wavelengths are nearly collinear; the densest half and the forest do not depend on the order of the rows, and no seed is seed 0; confidence, hotelling_t2 and q_residual are ours',
  params: {
    method: choice({
      initial: 'mahalanobis',
      options: Object.keys(detectors) as Method[],
      help: 'How far a spectrum is: in the components, beside them, by divisions that set it apart, or by its neighbours',
    }),
    threshold: positiveOrNull(
      'Greatest distance that stays, in the measure of the method; null for the limit of the formula',
    ),
    n_components: orNull(
      integer({
        initial: 10,
        min: 1,
        abbreviation: 'nc',
        help: 'Principal components k; null for 10 or as many as there are (robust: at most one for 20 samples)',
      }),
    ),
    confidence: orNull(
      share({
        initial: 0.95,
        help: 'Level of the limit; null is 0.975 for Mahalanobis distances and 0.95 for T² and Q',
      }),
    ),
    contamination: share({
      initial: 0.1,
      max: 0.5,
      help: 'Of isolation_forest and lof: share of the training rows to take out',
    }),
    support_fraction: orNull(
      share({
        initial: 0.75,
        help: 'Of robust_mahalanobis: share of the rows in the densest part; null for (n + k + 1) / 2n',
      }),
    ),
    random_state: seed,
    ...naming,
  },
  fit: (X, { method, threshold, ...params }) => {
    const detector = detectorOf(method)
    const found = detector.fit(X, params)
    return { found, limit: threshold ?? detector.limit(detector.distances(X, found), found, params) }
  },
  keeps: (X, { found, limit }, { method }) => {
    const distances = detectorOf(method).distances(X, found)
    return maskOf(X.rows, i => distances[i]! <= limit)
  },
})
