import type { AnyTransform } from '../operator.ts'
import { firstDerivative } from './first-derivative.ts'
import { gaussian } from './gaussian.ts'
import { movingAverage } from './moving-average.ts'
import { norrisWilliams } from './norris-williams.ts'
import { savitzkyGolay } from './savitzky-golay.ts'
import { secondDerivative } from './second-derivative.ts'
import { whittakerSmoother } from './whittaker-smoother.ts'

/** Smoothing and derivatives. A new one is a file and a line here. */
export const smoothingTransforms: readonly AnyTransform[] = [
  savitzkyGolay,
  firstDerivative,
  secondDerivative,
  norrisWilliams,
  gaussian,
  movingAverage,
  whittakerSmoother,
]
