import { SingularFit, WrongFeatureCount, ZeroDivisor } from '../../errors/index.ts'
import { orthonormalPolynomials } from '../../math/discrete-polynomials.ts'
import { columnMeans, mapRows } from '../../math/matrix.ts'
import { dot } from '../../math/products.ts'
import { boolean, integer } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra, checkTrainingSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

/**
 * Extended multiplicative scatter correction: regress each spectrum on the mean training spectrum and a polynomial of the
 * feature number, and take polynomial and slope out.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns `reference`: (n_features,), the mean training spectrum.
 *
 * Unlike the Python library: with `scale` it subtracts the mean training spectrum first and so regresses on zeros (its numbers
 * reach 1e19); here that is the published model, with a constant. Without `scale` the numbers are the same: no constant.
 *
 * @throws SingularFit, ZeroDivisor, TooFewSamples, WrongFeatureCount, NotFinite
 * @see Martens & Stark (1991), Journal of Pharmaceutical and Biomedical Analysis 9(8), 625–635
 */
export const extendedMultiplicativeScatterCorrection = defineTransform({
  id: 'extended_multiplicative_scatter_correction',
  label: 'EMSC',
  class_path: 'nirs4all.operators.transforms.ExtendedMultiplicativeScatterCorrection',
  aliases: [
    'ExtendedMultiplicativeScatterCorrection',
    'nirs4all.operators.ExtendedMultiplicativeScatterCorrection',
    'nirs4all.operators.transforms.EMSC',
    'nirs4all.operators.transforms.nirs.ExtendedMultiplicativeScatterCorrection',
  ],
  summary: 'Regress each spectrum on the mean training spectrum and a polynomial, and take polynomial and slope out',
  formula: '(x − a − Σ cₖ jᵏ) / b, where x ≈ a + b · reference + Σ cₖ jᵏ by least squares, k = 1 … degree',
  source: 'Martens & Stark (1991), Journal of Pharmaceutical and Biomedical Analysis 9(8), 625–635',
  checked_against:
    'numpy 1.24.2 (linalg.lstsq) on Tecator, within 1e-10; nirs4all 0.11 without the constant, within 1e-9',
  differs:
    'scale true is the published model with a constant, where the library subtracts the mean training spectrum first and so regresses on zeros; scale false gives its numbers',
  params: {
    degree: integer({ initial: 2, min: 0, max: 10, abbreviation: 'd', help: 'Degree of the polynomial' }),
    scale: boolean({ initial: true, help: 'Include the constant a; false gives the numbers of the Python library' }),
    copy,
  },
  stateless: false,
  fit: (X, { degree, scale }) => {
    checkTrainingSpectra(X, 1, 'a mean spectrum')
    if (X.columns < degree + 2) {
      const needed = `at least ${degree + 2} hold a polynomial of degree ${degree} and the mean spectrum`
      throw WrongFeatureCount({ found: X.columns, needed })
    }
    const reference = columnMeans(X)
    const apart = withoutPolynomial(reference, polynomials(X.columns, degree, scale))
    if (isRounding(Math.sqrt(dot(apart, apart)), reference)) {
      throw SingularFit({ reason: `the mean training spectrum is itself a polynomial of degree ${degree} or less` })
    }
    return { reference }
  },
  transform: (X, { reference }, { degree, scale }) => {
    checkSpectra(X, reference.length)
    const basis = polynomials(X.columns, degree, scale)
    const apart = withoutPolynomial(reference, basis)
    const square = dot(apart, apart)
    return mapRows(X, (spectrum, target, sample) => {
      const own = withoutPolynomial(spectrum, basis)
      const slope = dot(apart, own) / square
      if (isRounding(slope * Math.sqrt(square), spectrum)) {
        throw ZeroDivisor({ sample, divisor: 'its slope on the mean training spectrum' })
      }
      // x less its polynomial is what x has apart from any polynomial, and the polynomial that b · reference brings.
      for (let j = 0; j < spectrum.length; j++) target[j] = own[j]! / slope + (reference[j]! - apart[j]!)
    })
  },
})

/** Orthonormal vectors that span 1, j, …, jᵈᵉᵍʳᵉᵉ, or the same without 1. */
export function polynomials(n: number, degree: number, constant: boolean): readonly Float64Array[] {
  if (constant) return orthonormalPolynomials(new Float64Array(n).fill(1), degree)
  // j · q(j) with q orthonormal under the weights j².
  const position = Float64Array.from({ length: n }, (_, j) => j / (n - 1))
  const weights = position.map(value => value * value)
  if (degree === 0) return []
  return orthonormalPolynomials(weights, degree - 1).map(q => q.map((value, j) => value * position[j]!))
}

export function withoutPolynomial(values: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const apart = values.slice()
  for (let pass = 0; pass < 2; pass++) {
    for (const vector of basis) {
      const share = dot(vector, apart)
      for (let j = 0; j < apart.length; j++) apart[j]! -= share * vector[j]!
    }
  }
  return apart
}

const isRounding = (length: number, values: Float64Array): boolean =>
  Math.abs(length) <= 4 * values.length * Number.EPSILON * Math.sqrt(dot(values, values))
