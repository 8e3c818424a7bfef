import type { AnyTransform } from '../operator.ts'
import { extendedMultiplicativeScatterCorrection } from './extended-multiplicative-scatter-correction.ts'
import { localStandardNormalVariate } from './local-standard-normal-variate.ts'
import { multiplicativeScatterCorrection } from './multiplicative-scatter-correction.ts'
import { robustStandardNormalVariate } from './robust-standard-normal-variate.ts'
import { standardNormalVariate } from './standard-normal-variate.ts'

/** Scatter corrections. A new one is a file and a line here. */
export const scatterTransforms: readonly AnyTransform[] = [
  multiplicativeScatterCorrection,
  extendedMultiplicativeScatterCorrection,
  standardNormalVariate,
  robustStandardNormalVariate,
  localStandardNormalVariate,
]
