import { ParametersConflict } from '../../errors/index.ts'
import { fitPolynomials, orthonormalPolynomials } from '../../math/discrete-polynomials.ts'
import { type Matrix, mapRows } from '../../math/matrix.ts'
import { mean } from '../../math/statistics.ts'
import { integer, type Parameter } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

const isPosition = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0

const polynomialOrder = integer({
  initial: 1,
  min: 0,
  max: 20,
  abbreviation: 'o',
  help: 'Order of the polynomial: 0 the mean, 1 a straight line, 2 a parabola',
})

const breakPoints: Parameter<number | readonly number[]> = {
  initial: 0,
  expected: 'an integer ≥ 0 or a list of them',
  help: 'Features, counted from 0, at which a new line starts; 0 for one line',
  accepts: value => (Array.isArray(value) ? value.every(isPosition) : isPosition(value)),
  refused: ['start', -1, 1.5, null, [3, -1], [[3]]],
}

/**
 * Detrending: subtract the least-squares polynomial on the feature number, at first a straight line, from each spectrum (or
 * from each of its parts between break points).
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns nothing.
 *
 * @throws ParametersConflict when a break point lies beyond the spectra, or a part has too few features for its polynomial;
 * WrongFeatureCount; NotFinite
 * @see scipy.signal.detrend(type='linear'); with order 2 on equally spaced features Barnes, Dhanoa & Lister (1989), Applied
 * Spectroscopy 43(5), 772–777
 */
export const detrend = defineTransform({
  id: 'detrend',
  label: 'Detr',
  class_path: 'nirs4all.operators.transforms.Detrend',
  aliases: ['Detrend', 'nirs4all.operators.Detrend', 'nirs4all.operators.transforms.signal.Detrend'],
  summary: 'Subtract the straight line, or a polynomial, through each spectrum',
  formula: 'x[j] − (a + b · j + … + c · j^order), coefficients by least squares',
  source: 'scipy.signal.detrend(type="linear")',
  checked_against:
    'scipy 1.10.1 (signal.detrend) on Tecator, within 1e-12; numpy 1.24.2 (polyfit) for other orders, within 1e-11; nirs4all 0.11, within 1e-9',
  params: { bp: breakPoints, order: polynomialOrder, copy },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { bp, order }) => {
    checkSpectra(X)
    const parts = partsBetween(bp, X.columns)
    if (order !== 1) return subtractPolynomials(X, parts, order)
    return mapRows(X, (spectrum, target) => {
      for (const { start, end } of parts) subtractLine(spectrum.subarray(start, end), target.subarray(start, end))
    })
  },
})

interface Part {
  readonly start: number
  readonly end: number
}

/** The parts of `n` features between the break points. @throws ParametersConflict where one lies beyond them */
export function partsBetween(bp: number | readonly number[], n: number): readonly Part[] {
  const inner = [bp].flat().filter(start => start > 0 && start < n)
  const beyond = [bp].flat().find(start => start > n)
  if (beyond !== undefined) {
    const reason = `the break point ${beyond} lies beyond the ${n} features of the spectra`
    throw ParametersConflict({ reason })
  }
  const starts = [...new Set([0, ...inner])].sort((a, b) => a - b)
  return starts.map((start, s) => ({ start, end: starts[s + 1] ?? n }))
}

function subtractPolynomials(X: Matrix, parts: readonly Part[], order: number): Matrix {
  const fits = parts.map(({ start, end }) => {
    if (end - start <= order) {
      const reason = `a polynomial of order ${order} fits the ${end - start} features from ${start} on exactly`
      throw ParametersConflict({ reason })
    }
    const ones = new Float64Array(end - start).fill(1)
    return { start, end, ones, basis: orthonormalPolynomials(ones, order) }
  })
  return mapRows(X, (spectrum, target) => {
    for (const { start, end, ones, basis } of fits) {
      const fitted = fitPolynomials(basis, ones, spectrum.subarray(start, end))
      for (let j = start; j < end; j++) target[j] = spectrum[j]! - fitted[j - start]!
    }
  })
}

function subtractLine(values: Float64Array, target: Float64Array): void {
  const n = values.length
  const center = mean(values)
  const middle = (n - 1) / 2
  let product = 0
  for (let j = 0; j < n; j++) product += (j - middle) * (values[j]! - center)
  // Σ (j − middle)² of the numbers 0 … n − 1 in closed form.
  const slope = n > 1 ? product / ((n * (n * n - 1)) / 12) : 0
  for (let j = 0; j < n; j++) target[j] = values[j]! - center - slope * (j - middle)
}
