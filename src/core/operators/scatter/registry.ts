import type { AnyTransform } from '../operator.ts'
import { multiplicativeScatterCorrection } from './multiplicative-scatter-correction.ts'
import { standardNormalVariate } from './standard-normal-variate.ts'

/** Scatter corrections. A new one is a file and a line here. */
export const scatterTransforms: readonly AnyTransform[] = [multiplicativeScatterCorrection, standardNormalVariate]
