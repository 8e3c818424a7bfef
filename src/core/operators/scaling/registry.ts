import type { AnyTransform } from '../operator.ts'
import { areaNormalization } from './area-normalization.ts'
import { maxAbsScaler } from './max-abs-scaler.ts'
import { maxNormalization } from './max-normalization.ts'
import { meanCentering } from './mean-centering.ts'
import { minMaxNormalization } from './min-max-normalization.ts'
import { minMaxScaler } from './min-max-scaler.ts'
import { normalize } from './normalize.ts'
import { normalizer } from './normalizer.ts'
import { paretoScaling } from './pareto-scaling.ts'
import { powerTransformer } from './power-transformer.ts'
import { quantileTransformer } from './quantile-transformer.ts'
import { robustScaler } from './robust-scaler.ts'
import { simpleScale } from './simple-scale.ts'
import { standardScaler } from './standard-scaler.ts'

/** Scalers of columns and of rows. A new one is a file and a line here. */
export const scalingTransforms: readonly AnyTransform[] = [
  minMaxScaler,
  standardScaler,
  robustScaler,
  maxAbsScaler,
  simpleScale,
  normalize,
  meanCentering,
  paretoScaling,
  quantileTransformer,
  powerTransformer,
  normalizer,
  minMaxNormalization,
  maxNormalization,
  areaNormalization,
]
