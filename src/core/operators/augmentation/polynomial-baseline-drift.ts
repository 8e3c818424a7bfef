import { ParametersConflict } from '../../errors/index.ts'
import { integer, type Parameter } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, type Range, range } from './parameters.ts'
import { unitPlaces } from './places.ts'

const usualRange: Range = [-0.05, 0.05]
const one = range({ initial: usualRange, help: 'Range of a coefficient' })

const coefficientRanges: Parameter<readonly Range[] | null> = {
  initial: null,
  help: 'Range of each coefficient, from the constant upwards; null for ±0.05 each',
  expected: 'a list of [low, high], or null',
  accepts: value => value === null || (Array.isArray(value) && value.every(one.accepts)),
  refused: ['wide', 1, [0.1, 0.2], [[1, 0]]],
}

/**
 * Add a polynomial baseline.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples, ParametersConflict
 */
export const polynomialBaselineDrift = defineAugmenter({
  id: 'polynomial_baseline_drift',
  label: 'PolyDrift',
  ...namesIn('spectral', 'PolynomialBaselineDrift'),
  summary: 'Add a baseline that is a polynomial of the wavelength',
  formula: 'x + Σ c[d] u^d, d = 0 … degree, c uniform in its ranges, u from −1 to 1 over the wavelengths',
  source: 'n4a, after nirs4all 0.11: PolynomialBaselineDrift',
  checked_against: 'exact polynomials of the degree, with coefficients in their ranges',
  differs: 'coefficients lie within ±0.05 where no ranges are given; random numbers are of its own',
  params: {
    degree: integer({ initial: 3, min: 0, max: 20, help: 'Degree of the polynomial' }),
    coeff_ranges: coefficientRanges,
    random_state: seed,
  },
  check: ({ degree, coeff_ranges }) => {
    if (coeff_ranges && coeff_ranges.length !== degree + 1) {
      throw ParametersConflict({
        reason: `a polynomial of degree ${degree} has ${degree + 1} coefficients, but coeff_ranges has ${coeff_ranges.length}`,
      })
    }
  },
  augment: (X, y, origins, { degree, coeff_ranges }, random, { axis }) => {
    const places = unitPlaces(X.columns, axis)
    return newSpectra(X, y, origins, (source, target) => {
      const coefficients = Array.from({ length: degree + 1 }, (_, d) =>
        uniformIn(coeff_ranges?.[d] ?? usualRange, random),
      )
      for (let j = 0; j < source.length; j++) {
        target[j] = source[j]! + coefficients.reduceRight((sum, coefficient) => sum * places[j]! + coefficient, 0)
      }
    })
  },
})
