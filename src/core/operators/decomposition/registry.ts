import type { AnyTransform } from '../operator.ts'
import { externalParameterOrthogonalization } from './external-parameter-orthogonalization.ts'
import { flexiblePrincipalComponents } from './flexible-principal-components.ts'
import { flexibleTruncatedDecomposition } from './flexible-truncated-decomposition.ts'
import { generalizedLeastSquaresWeighting } from './generalized-least-squares-weighting.ts'
import { haarDetails } from './haar-details.ts'
import { orthogonalSignalCorrection } from './orthogonal-signal-correction.ts'
import { principalComponents } from './principal-components.ts'
import { truncatedDecomposition } from './truncated-decomposition.ts'
import { waveletDenoising } from './wavelet-denoising.ts'
import { waveletDetails } from './wavelet-details.ts'
import { waveletFeatures } from './wavelet-features.ts'

/** Spectra taken apart: wavelets, components, and what is orthogonal to a target. A new one is a file and a line here. */
export const decompositionTransforms: readonly AnyTransform[] = [
  haarDetails,
  waveletDetails,
  waveletDenoising,
  waveletFeatures,
  principalComponents,
  flexiblePrincipalComponents,
  truncatedDecomposition,
  flexibleTruncatedDecomposition,
  orthogonalSignalCorrection,
  externalParameterOrthogonalization,
  generalizedLeastSquaresWeighting,
]
