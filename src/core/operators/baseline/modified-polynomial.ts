import { fitPolynomials, orthonormalPolynomials } from '../../math/discrete-polynomials.ts'
import type { ValuesOf } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { defineTransform } from '../operator.ts'
import { polynomialFits, polynomialOrder, polynomialTolerance } from './polynomial-parameters.ts'
import { relativeChange } from './relative-change.ts'
import { subtractBaselines } from './subtract-baselines.ts'

const params = { poly_order: polynomialOrder, max_iter: polynomialFits, tol: polynomialTolerance, copy }

export function modifiedPolynomialBaseline(
  spectrum: Float64Array,
  { poly_order, max_iter, tol }: Omit<ValuesOf<typeof params>, 'copy'>,
): Float64Array {
  const ones = new Float64Array(spectrum.length).fill(1)
  const basis = orthonormalPolynomials(ones, poly_order)
  let clipped = spectrum
  let baseline = fitPolynomials(basis, ones, spectrum)
  for (let repetition = 0; repetition < max_iter; repetition++) {
    const before = baseline
    clipped = clipped.map((value, j) => Math.min(value, before[j]!))
    baseline = fitPolynomials(basis, ones, clipped)
    if (relativeChange(before, baseline) < tol) break
  }
  return baseline
}

/**
 * Modified polynomial: fit a polynomial, cut off what stands above it, and repeat.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns nothing. Features count as equally spaced.
 *
 * @throws WrongFeatureCount when spectra have no more features than `poly_order`; NotFinite
 * @see Lieber & Mahadevan-Jansen (2003), Applied Spectroscopy 57(11), 1363–1367, in the form of Gan, Ruan & Mo (2006),
 * Chemometrics and Intelligent Laboratory Systems 82, 59–65
 */
export const modifiedPolynomial = defineTransform({
  id: 'modified_polynomial',
  label: 'ModPoly',
  class_path: 'nirs4all.operators.transforms.ModPoly',
  aliases: ['nirs4all.operators.ModPoly', 'nirs4all.operators.transforms.nirs.ModPoly'],
  summary: 'Subtract a polynomial fitted below the peaks of each spectrum',
  formula: 'x − z; repeat: z = polynomial fitted to c, c = min(c, z); c starts as x',
  source: 'Lieber & Mahadevan-Jansen (2003), Applied Spectroscopy 57(11), 1363–1367',
  checked_against: 'numpy 1.24.2 (polyfit) by the published steps, on Tecator within 1e-10; nirs4all 0.11, within 1e-9',
  params,
  stateless: true,
  fit: () => null,
  transform: (X, _state, values) =>
    subtractBaselines(X, values.poly_order + 1, spectrum => modifiedPolynomialBaseline(spectrum, values)),
})
