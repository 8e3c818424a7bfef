import { fQuantile } from '../../math/beta-distribution.ts'
import { chiSquareQuantile } from '../../math/gamma-distribution.ts'
import { normalQuantile } from '../../math/normal-distribution.ts'
import { type OutlierDetector, trainingQuantile } from './outlier-detector.ts'
import {
  fitSpectralComponents,
  type SpectralComponents,
  squaredDistances,
  squaredResiduals,
} from './spectral-components.ts'

type ByComponents = OutlierDetector<SpectralComponents>

const withinComponents: Pick<ByComponents, 'fit' | 'distances'> = {
  fit: (X, { n_components }) => fitSpectralComponents(X, n_components),
  distances: squaredDistances,
}

const besideComponents: Pick<ByComponents, 'fit' | 'distances'> = {
  fit: (X, { n_components }) => fitSpectralComponents(X, n_components, 1),
  distances: squaredResiduals,
}

/** √T², against √χ² of as many degrees of freedom as components. */
export const mahalanobis: ByComponents = {
  ...withinComponents,
  distances: (X, components) => squaredDistances(X, components).map(Math.sqrt),
  limit: (_training, { variances }, { confidence }) =>
    Math.sqrt(chiSquareQuantile(confidence ?? 0.975, variances.length)),
}

/** T² against a quantile of the training rows. */
export const leverageQuantile: ByComponents = {
  ...withinComponents,
  limit: (training, _components, { confidence }) => trainingQuantile(training, confidence ?? 0.95),
}

/** Q against a quantile of the training rows. */
export const residualQuantile: ByComponents = {
  ...besideComponents,
  limit: (training, _components, { confidence }) => trainingQuantile(training, confidence ?? 0.95),
}

/** T² against its F limit. @see Jackson (1991), A User's Guide to Principal Components, Wiley, chapter 1 */
export const hotelling: ByComponents = {
  ...withinComponents,
  limit: (_training, { variances, n_samples: n }, { confidence }) => {
    const k = variances.length
    return ((k * (n - 1)) / (n - k)) * fQuantile(confidence ?? 0.95, k, n - k)
  },
}

/**
 * Q against the limit that follows from the variances left out.
 * @see Jackson & Mudholkar (1979), Technometrics 21(3), 341–349
 */
export const jacksonMudholkar: ByComponents = {
  ...besideComponents,
  limit: (_training, { residual_variances }, { confidence }) => {
    const theta = (power: number) => residual_variances.reduce((sum, value) => sum + value ** power, 0)
    const [one, two, three] = [theta(1), theta(2), theta(3)]
    const h = 1 - (2 * one * three) / (3 * two * two)
    const z = normalQuantile(confidence ?? 0.95)
    return one * ((z * Math.sqrt(2 * two * h * h)) / one + 1 + (two * h * (h - 1)) / (one * one)) ** (1 / h)
  },
}
