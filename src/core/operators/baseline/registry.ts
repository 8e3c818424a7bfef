import type { AnyTransform } from '../operator.ts'
import { adaptiveReweightedLeastSquares } from './adaptive-reweighted-least-squares.ts'
import { asymmetricLeastSquares } from './asymmetric-least-squares.ts'
import { asymmetricReweightedLeastSquares } from './asymmetric-reweighted-least-squares.ts'
import { baselineByName } from './baseline-by-name.ts'
import { continuumRemoval } from './continuum-removal.ts'
import { detrend } from './detrend.ts'
import { improvedAsymmetricLeastSquares } from './improved-asymmetric-least-squares.ts'
import { improvedModifiedPolynomial } from './improved-modified-polynomial.ts'
import { modifiedPolynomial } from './modified-polynomial.ts'
import { peakClipping } from './peak-clipping.ts'
import { rollingBall } from './rolling-ball.ts'
import { rubberBand } from './rubber-band.ts'

/** Baseline corrections. A new one is a file and a line here. */
export const baselineTransforms: readonly AnyTransform[] = [
  detrend,
  asymmetricLeastSquares,
  improvedAsymmetricLeastSquares,
  adaptiveReweightedLeastSquares,
  asymmetricReweightedLeastSquares,
  modifiedPolynomial,
  improvedModifiedPolynomial,
  peakClipping,
  rollingBall,
  rubberBand,
  continuumRemoval,
  baselineByName,
]
