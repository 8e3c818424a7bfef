import { cropTransformer } from '../../../operators/conversion/crop-transformer.ts'
import { fractionToPercent } from '../../../operators/conversion/fraction-to-percent.ts'
import { percentToFraction } from '../../../operators/conversion/percent-to-fraction.ts'
import { resampleTransformer } from '../../../operators/conversion/resample-transformer.ts'
import { resampler } from '../../../operators/conversion/resampler.ts'
import { externalParameterOrthogonalization } from '../../../operators/decomposition/external-parameter-orthogonalization.ts'
import { flexiblePrincipalComponents } from '../../../operators/decomposition/flexible-principal-components.ts'
import { flexibleTruncatedDecomposition } from '../../../operators/decomposition/flexible-truncated-decomposition.ts'
import { generalizedLeastSquaresWeighting } from '../../../operators/decomposition/generalized-least-squares-weighting.ts'
import { haarDetails } from '../../../operators/decomposition/haar-details.ts'
import { principalComponents } from '../../../operators/decomposition/principal-components.ts'
import { truncatedDecomposition } from '../../../operators/decomposition/truncated-decomposition.ts'
import { waveletDetails } from '../../../operators/decomposition/wavelet-details.ts'
import { integerKBinsDiscretizer } from '../../../operators/discretization/integer-k-bins-discretizer.ts'
import { kBinsDiscretizer } from '../../../operators/discretization/k-bins-discretizer.ts'
import { rangeDiscretizer } from '../../../operators/discretization/range-discretizer.ts'
import { maxAbsScaler } from '../../../operators/scaling/max-abs-scaler.ts'
import { meanCentering } from '../../../operators/scaling/mean-centering.ts'
import { normalize } from '../../../operators/scaling/normalize.ts'
import { paretoScaling } from '../../../operators/scaling/pareto-scaling.ts'
import { robustScaler } from '../../../operators/scaling/robust-scaler.ts'
import type { ShiftAndScale } from '../../../operators/scaling/shift-and-scale.ts'
import { simpleScale } from '../../../operators/scaling/simple-scale.ts'
import { standardScaler } from '../../../operators/scaling/standard-scaler.ts'
import { competitiveAdaptiveReweightedSampling } from '../../../operators/selection/competitive-adaptive-reweighted-sampling.ts'
import { correlationSelection } from '../../../operators/selection/correlation-selection.ts'
import { intervalSelection } from '../../../operators/selection/interval-selection.ts'
import { projectionImportanceSelection } from '../../../operators/selection/projection-importance.ts'
import { uninformativeVariableElimination } from '../../../operators/selection/uninformative-variable-elimination.ts'
import { varianceThreshold } from '../../../operators/selection/variance-threshold.ts'
import { firstDerivative } from '../../../operators/smoothing/first-derivative.ts'
import { gaussian } from '../../../operators/smoothing/gaussian.ts'
import { movingAverage } from '../../../operators/smoothing/moving-average.ts'
import { norrisWilliams } from '../../../operators/smoothing/norris-williams.ts'
import { savitzkyGolay } from '../../../operators/smoothing/savitzky-golay.ts'
import { secondDerivative } from '../../../operators/smoothing/second-derivative.ts'
import { whittakerSmoother } from '../../../operators/smoothing/whittaker-smoother.ts'
import type { TransformConversion } from '../conversion.ts'
import { affineTransform } from './affine.ts'
import { binTransform } from './column-bins.ts'
import { componentTransform } from './component-scores.ts'
import { dampedTransform } from './damped-directions.ts'
import { onnxDetrend } from './detrend.ts'
import { onnxExtendedMultiplicativeScatterCorrection } from './extended-multiplicative-scatter-correction.ts'
import {
  onnxFromAbsorbance,
  onnxKubelkaMunk,
  onnxReflectanceToAbsorbance,
  onnxSignalTypeConverter,
  onnxToAbsorbance,
} from './light.ts'
import { onnxLocalStandardNormalVariate } from './local-standard-normal-variate.ts'
import { onnxLogTransform } from './log-transform.ts'
import { onnxMinMaxScaler } from './min-max-scaler.ts'
import { onnxMultiplicativeScatterCorrection } from './multiplicative-scatter-correction.ts'
import { onnxOrthogonalSignalCorrection } from './orthogonal-signal-correction.ts'
import { onnxPeakClipping } from './peak-clipping.ts'
import { onnxPowerTransformer } from './power-transformer.ts'
import { onnxQuantileTransformer } from './quantile-transformer.ts'
import { onnxRobustStandardNormalVariate } from './robust-standard-normal-variate.ts'
import { onnxRollingBall } from './rolling-ball.ts'
import { selectionTransform } from './selected-features.ts'
import { shiftAndScaleTransform } from './shift-and-scale.ts'
import {
  onnxAreaNormalization,
  onnxMaxNormalization,
  onnxMinMaxNormalization,
  onnxNormalizer,
} from './spectrum-norms.ts'
import { onnxStandardNormalVariate } from './standard-normal-variate.ts'
import { onnxWaveletDenoising } from './wavelet-denoising.ts'

const own = (state: ShiftAndScale): ShiftAndScale => state

/** Transforms that can be said in a graph. A new one is a file and a line here; the others stand in `refusals.ts`. */
export const transformConversions: readonly TransformConversion[] = [
  onnxMultiplicativeScatterCorrection,
  onnxExtendedMultiplicativeScatterCorrection,
  onnxStandardNormalVariate,
  onnxRobustStandardNormalVariate,
  onnxLocalStandardNormalVariate,
  onnxMinMaxScaler,
  shiftAndScaleTransform(standardScaler, ({ mean, scale }) => ({ center: mean, scale })),
  shiftAndScaleTransform(robustScaler, own),
  shiftAndScaleTransform(maxAbsScaler, own),
  shiftAndScaleTransform(simpleScale, own),
  shiftAndScaleTransform(normalize, own),
  shiftAndScaleTransform(meanCentering, own),
  shiftAndScaleTransform(paretoScaling, own),
  onnxQuantileTransformer,
  onnxPowerTransformer,
  onnxNormalizer,
  onnxMinMaxNormalization,
  onnxMaxNormalization,
  onnxAreaNormalization,
  affineTransform(savitzkyGolay),
  affineTransform(firstDerivative),
  affineTransform(secondDerivative),
  affineTransform(norrisWilliams),
  affineTransform(gaussian),
  affineTransform(movingAverage),
  affineTransform(whittakerSmoother),
  onnxDetrend,
  onnxPeakClipping,
  onnxRollingBall,
  onnxToAbsorbance,
  onnxFromAbsorbance,
  onnxReflectanceToAbsorbance,
  onnxKubelkaMunk,
  affineTransform(percentToFraction),
  affineTransform(fractionToPercent),
  onnxSignalTypeConverter,
  onnxLogTransform,
  affineTransform(cropTransformer),
  affineTransform(resampleTransformer),
  affineTransform(resampler),
  affineTransform(haarDetails),
  affineTransform(waveletDetails),
  onnxWaveletDenoising,
  componentTransform(principalComponents),
  componentTransform(flexiblePrincipalComponents),
  componentTransform(truncatedDecomposition),
  componentTransform(flexibleTruncatedDecomposition),
  onnxOrthogonalSignalCorrection,
  dampedTransform(externalParameterOrthogonalization),
  dampedTransform(generalizedLeastSquaresWeighting),
  selectionTransform(projectionImportanceSelection),
  selectionTransform(correlationSelection),
  selectionTransform(varianceThreshold),
  selectionTransform(intervalSelection),
  selectionTransform(competitiveAdaptiveReweightedSampling),
  selectionTransform(uninformativeVariableElimination),
  binTransform(kBinsDiscretizer),
  binTransform(integerKBinsDiscretizer),
  binTransform(rangeDiscretizer),
]
