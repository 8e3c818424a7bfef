import type { AnyTransform } from '../operator.ts'
import { cropTransformer } from './crop-transformer.ts'
import { fractionToPercent } from './fraction-to-percent.ts'
import { fromAbsorbance } from './from-absorbance.ts'
import { kubelkaMunk } from './kubelka-munk.ts'
import { logTransform } from './log-transform.ts'
import { percentToFraction } from './percent-to-fraction.ts'
import { reflectanceToAbsorbance } from './reflectance-to-absorbance.ts'
import { resampleTransformer } from './resample-transformer.ts'
import { resampler } from './resampler.ts'
import { signalTypeConverter } from './signal-type-converter.ts'
import { toAbsorbance } from './to-absorbance.ts'

/** Signal types, logarithms, and other ranges or grids of wavelengths. A new one is a file and a line here. */
export const conversionTransforms: readonly AnyTransform[] = [
  toAbsorbance,
  fromAbsorbance,
  reflectanceToAbsorbance,
  kubelkaMunk,
  percentToFraction,
  fractionToPercent,
  signalTypeConverter,
  logTransform,
  cropTransformer,
  resampleTransformer,
  resampler,
]
