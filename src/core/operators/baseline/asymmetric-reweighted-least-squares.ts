import { differencePenalty, solveWhittaker } from '../../math/whittaker.ts'
import type { ValuesOf } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { defineTransform } from '../operator.ts'
import { reweighted, spreadBelow, weighed } from './reweighted-smoothing.ts'
import { subtractBaselines } from './subtract-baselines.ts'
import {
  changeTolerance,
  checkSmoothness,
  penaltyOrder,
  reweightings,
  shortestSmoothed,
  smoothness,
} from './whittaker-parameters.ts'

const params = { lam: smoothness(1e6), max_iter: reweightings(50), tol: changeTolerance, copy }

export function asymmetricReweightedBaseline(
  spectrum: Float64Array,
  { lam, ...repetitions }: Omit<ValuesOf<typeof params>, 'copy'>,
): Float64Array {
  const penalty = differencePenalty(spectrum.length, penaltyOrder)
  return reweighted(
    spectrum,
    repetitions,
    weights => solveWhittaker(penalty, lam, weights, weighed(spectrum, weights)),
    residuals => {
      const below = spreadBelow(residuals)
      if (!below) return null
      const middle = 2 * below.spread - below.center
      return residuals.map(residual => 1 / (1 + Math.exp((2 / below.spread) * (residual - middle))))
    },
  )
}

/**
 * Asymmetrically reweighted penalised least squares (arPLS): weights fall along a logistic curve set by the residuals below.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns nothing.
 *
 * @throws WrongFeatureCount for fewer than 3 features; NotFinite
 * @see Baek, Park, Ahn & Choo (2015), Analyst 140(1), 250–257
 */
export const asymmetricReweightedLeastSquares = defineTransform({
  id: 'asymmetric_reweighted_least_squares',
  label: 'ArPLS',
  class_path: 'nirs4all.operators.transforms.nirs.ArPLS',
  aliases: ['nirs4all.operators.transforms.ArPLS', 'nirs4all.operators.ArPLS'],
  summary: 'Subtract an asymmetrically reweighted smooth baseline (arPLS) from each spectrum',
  formula:
    'x − z; z minimises Σ w (x − z)² + lam Σ (Δ²z)², w = 1 / (1 + exp(2 (d − (2s − m)) / s)), d = x − z; m, s of d < 0',
  source: 'Baek et al. (2015), Analyst 140(1), 250–257',
  checked_against:
    'numpy 1.24.2 (linalg.solve) by the published formula, on Tecator within 1e-10; nirs4all 0.11, within 1e-9',
  params,
  check: checkSmoothness,
  stateless: true,
  fit: () => null,
  transform: (X, _state, values) =>
    subtractBaselines(X, shortestSmoothed, spectrum => asymmetricReweightedBaseline(spectrum, values)),
})
