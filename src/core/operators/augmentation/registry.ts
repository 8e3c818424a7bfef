import type { AnyAugmenter } from '../operator.ts'
import { bandMasking } from './band-masking.ts'
import { bandPerturbation } from './band-perturbation.ts'
import { batchEffectAugmenter } from './batch-effect-augmenter.ts'
import { channelDropout } from './channel-dropout.ts'
import { deadBandAugmenter } from './dead-band-augmenter.ts'
import { emscDistortionAugmenter } from './emsc-distortion-augmenter.ts'
import { gaussianAdditiveNoise } from './gaussian-additive-noise.ts'
import { gaussianSmoothingJitter } from './gaussian-smoothing-jitter.ts'
import { heteroscedasticNoiseAugmenter } from './heteroscedastic-noise-augmenter.ts'
import { linearBaselineDrift } from './linear-baseline-drift.ts'
import { localClipping } from './local-clipping.ts'
import { localMixupAugmenter } from './local-mixup-augmenter.ts'
import { localWavelengthWarp } from './local-wavelength-warp.ts'
import { mixupAugmenter } from './mixup-augmenter.ts'
import { moistureAugmenter } from './moisture-augmenter.ts'
import { multiplicativeNoise } from './multiplicative-noise.ts'
import { particleSizeAugmenter } from './particle-size-augmenter.ts'
import { pathLengthAugmenter } from './path-length-augmenter.ts'
import { polynomialBaselineDrift } from './polynomial-baseline-drift.ts'
import { rotateTranslate } from './rotate-translate.ts'
import { scatterSimulation } from './scatter-simulation-msc.ts'
import { smoothMagnitudeWarp } from './smooth-magnitude-warp.ts'
import { spikeNoise } from './spike-noise.ts'
import { splineXPerturbations } from './spline-x-perturbations.ts'
import { splineXSimplification } from './spline-x-simplification.ts'
import { splineYPerturbations } from './spline-y-perturbations.ts'
import { temperatureAugmenter } from './temperature-augmenter.ts'
import { unsharpSpectralMask } from './unsharp-spectral-mask.ts'
import { wavelengthShift } from './wavelength-shift.ts'
import { wavelengthStretch } from './wavelength-stretch.ts'

/** Ways to make new samples. A new one is a file and a line here. */
export const augmenters: readonly AnyAugmenter[] = [
  gaussianAdditiveNoise,
  multiplicativeNoise,
  heteroscedasticNoiseAugmenter,
  spikeNoise,
  linearBaselineDrift,
  polynomialBaselineDrift,
  wavelengthShift,
  wavelengthStretch,
  localWavelengthWarp,
  smoothMagnitudeWarp,
  rotateTranslate,
  splineYPerturbations,
  splineXPerturbations,
  splineXSimplification,
  scatterSimulation,
  emscDistortionAugmenter,
  particleSizeAugmenter,
  temperatureAugmenter,
  moistureAugmenter,
  pathLengthAugmenter,
  batchEffectAugmenter,
  bandPerturbation,
  bandMasking,
  channelDropout,
  deadBandAugmenter,
  localClipping,
  gaussianSmoothingJitter,
  unsharpSpectralMask,
  mixupAugmenter,
  localMixupAugmenter,
]
