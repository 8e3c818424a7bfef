import { differencePenalty, solveWhittaker } from '../../math/whittaker.ts'
import type { ValuesOf } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { defineTransform } from '../operator.ts'
import { reweighted, weighed } from './reweighted-smoothing.ts'
import { subtractBaselines } from './subtract-baselines.ts'
import {
  asymmetry,
  changeTolerance,
  checkSmoothness,
  penaltyOrder,
  reweightings,
  shortestSmoothed,
  smoothness,
} from './whittaker-parameters.ts'

const params = {
  lam: smoothness(1e6),
  p: asymmetry,
  max_iter: reweightings(50),
  tol: changeTolerance,
  copy,
}

export function asymmetricLeastSquaresBaseline(
  spectrum: Float64Array,
  { lam, p, ...repetitions }: Omit<ValuesOf<typeof params>, 'copy'>,
): Float64Array {
  const penalty = differencePenalty(spectrum.length, penaltyOrder)
  return reweighted(
    spectrum,
    repetitions,
    weights => solveWhittaker(penalty, lam, weights, weighed(spectrum, weights)),
    residuals => residuals.map(residual => (residual > 0 ? p : 1 - p)),
  )
}

/**
 * Asymmetric least squares: subtract a smooth curve that points above it pull less than points below it.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns nothing.
 *
 * @throws WrongFeatureCount for fewer than 3 features; NotFinite
 * @see Eilers & Boelens (2005), Leiden University Medical Centre Report; Eilers (2003), Analytical Chemistry 75(14), 3631–3636
 */
export const asymmetricLeastSquares = defineTransform({
  id: 'asymmetric_least_squares',
  label: 'ASLS',
  class_path: 'nirs4all.operators.transforms.ASLSBaseline',
  aliases: ['ASLSBaseline', 'nirs4all.operators.ASLSBaseline', 'nirs4all.operators.transforms.nirs.ASLSBaseline'],
  summary: 'Subtract an asymmetric least-squares baseline from each spectrum',
  formula: 'x − z; z minimises Σ w (x − z)² + lam Σ (Δ²z)², w = p where x > z, else 1 − p',
  source: 'Eilers & Boelens (2005), Leiden University Medical Centre Report',
  checked_against:
    'numpy 1.24.2 (linalg.solve) by the published formula, on Tecator within 1e-10; nirs4all 0.11, within 1e-7, the digits that its solver keeps',
  params,
  check: checkSmoothness,
  stateless: true,
  fit: () => null,
  transform: (X, _state, values) =>
    subtractBaselines(X, shortestSmoothed, spectrum => asymmetricLeastSquaresBaseline(spectrum, values)),
})
