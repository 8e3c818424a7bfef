import { SingularFit } from '../../errors/index.ts'
import { hotellingLimit, limitOfPowerSums } from '../../math/control-limits.ts'
import { chiSquareQuantile } from '../../math/gamma-distribution.ts'
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

/** What these spectra have no limit for. */
const noLimit = (measure: string) => SingularFit({ reason: `${measure} of so few training spectra has no limit` })

/** T² against its F limit. */
export const hotelling: ByComponents = {
  ...withinComponents,
  limit: (_training, { variances, n_samples }, { confidence }) => {
    const limit = hotellingLimit(n_samples, variances.length, confidence ?? 0.95)
    if (limit === null) throw noLimit('T²')
    return limit
  },
}

/**
 * Q against the limit that follows from the variances left out.
 * @see Jackson & Mudholkar (1979), Technometrics 21(3), 341–349
 */
export const jacksonMudholkar: ByComponents = {
  ...besideComponents,
  limit: (_training, { residual_variances }, { confidence }) => {
    const sum = (power: number) => residual_variances.reduce((total, value) => total + value ** power, 0)
    const limit = limitOfPowerSums(sum(1), sum(2), sum(3), confidence ?? 0.95)
    if (limit === null) throw noLimit('Q')
    return limit
  },
}
