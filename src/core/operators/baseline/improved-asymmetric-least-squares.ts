import { fitPolynomials, orthonormalPolynomials } from '../../math/discrete-polynomials.ts'
import { differencePenalty, type SymmetricBand, solvePenalized } from '../../math/whittaker.ts'
import { real, type ValuesOf } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { defineTransform } from '../operator.ts'
import { relativeChange } from './relative-change.ts'
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
  lam_1: real({ initial: 1e-4, min: 0, help: 'Weight of the penalty on the slope of the corrected spectrum' }),
  max_iter: reweightings(50),
  tol: changeTolerance,
  copy,
}

/** p above the baseline, 1 − p on it and below. */
function asymmetricWeights(spectrum: Float64Array, baseline: Float64Array, p: number): Float64Array {
  return spectrum.map((value, j) => (value > baseline[j]! ? p : 1 - p))
}

export function improvedAsymmetricLeastSquaresBaseline(
  spectrum: Float64Array,
  { lam, p, lam_1, max_iter, tol }: Omit<ValuesOf<typeof params>, 'copy'>,
): Float64Array {
  const n = spectrum.length
  const ones = new Float64Array(n).fill(1)
  const parabola = fitPolynomials(orthonormalPolynomials(ones, 2), ones, spectrum)
  const penalty = joinedPenalty(n, lam, lam_1)
  const terms = [
    { order: penaltyOrder, lambda: lam },
    { order: 1, lambda: lam_1 },
  ]
  const slopes = spectrum.map((_, j) => {
    const before = j > 0 ? spectrum[j]! - spectrum[j - 1]! : 0
    const after = j < n - 1 ? spectrum[j + 1]! - spectrum[j]! : 0
    return lam_1 * (before - after)
  })
  let weights = asymmetricWeights(spectrum, parabola, p)
  for (let repetition = 0; ; repetition++) {
    const squares = weights.map(weight => weight * weight)
    const right = spectrum.map((value, j) => squares[j]! * value + slopes[j]!)
    const baseline = solvePenalized(penalty, terms, squares, right)
    const next = asymmetricWeights(spectrum, baseline, p)
    if (repetition === max_iter || relativeChange(weights, next) < tol) return baseline
    weights = next
  }
}

/** lam · (second differences) + lam_1 · (first differences). */
function joinedPenalty(n: number, lam: number, lam_1: number): SymmetricBand {
  const first = differencePenalty(n, 1)
  return differencePenalty(n, penaltyOrder).map((diagonal, k) =>
    diagonal.map((value, j) => lam * value + lam_1 * (first[k]?.[j] ?? 0)),
  )
}

/**
 * Improved asymmetric least squares: asymmetric least squares with squared weights, and a penalty on the slope of what is left.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns nothing.
 *
 * @throws WrongFeatureCount for fewer than 3 features; NotFinite
 * @see He et al. (2014), Analytical Methods 6(12), 4402–4407; without its outer loop, as pybaselines
 */
export const improvedAsymmetricLeastSquares = defineTransform({
  id: 'improved_asymmetric_least_squares',
  label: 'IASLS',
  class_path: 'nirs4all.operators.transforms.nirs.IASLS',
  aliases: ['nirs4all.operators.transforms.IASLS', 'nirs4all.operators.IASLS'],
  summary: 'Subtract an improved asymmetric least-squares baseline from each spectrum',
  formula: 'x − z; z minimises Σ w² (x − z)² + lam Σ (Δ²z)² + lam_1 Σ (Δ(x − z))², w = p where x > z, else 1 − p',
  source: 'He et al. (2014), Analytical Methods 6(12), 4402–4407',
  checked_against:
    'numpy 1.24.2 (linalg.solve) by the published formula, on Tecator within 1e-10; nirs4all 0.11, within 1e-7, the digits that its solver keeps',
  params,
  check: checkSmoothness,
  stateless: true,
  fit: () => null,
  transform: (X, _state, values) =>
    subtractBaselines(X, shortestSmoothed, spectrum => improvedAsymmetricLeastSquaresBaseline(spectrum, values)),
})
