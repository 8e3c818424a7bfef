import { ParametersConflict, WrongFeatureCount } from '../../errors/index.ts'
import { movingWindowSums, weighWindow } from '../../math/kernels/moving-window-sums.ts'
import { row } from '../../math/matrix.ts'
import { savitzkyGolayWeights } from '../../math/savitzky-golay-weights.ts'
import { integer, real } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

/**
 * Savitzky–Golay filter: fit a polynomial to a moving window by least squares, and take its value or a derivative in the
 * middle. Within half a window of an end, the polynomial of the first or last whole window is taken (`mode='interp'` of
 * scipy).
 *
 * X: (n_samples, n_features), any unit → same shape; the unit of X per `deriv`-th power of `delta`. Learns nothing.
 *
 * @throws WrongFeatureCount when spectra are shorter than the window; NotFinite
 * @see Savitzky & Golay (1964), Analytical Chemistry 36(8), 1627–1639; for the ends Gorry (1990), ibid. 62(6), 570–573
 */
export const savitzkyGolay = defineTransform({
  id: 'savitzky_golay',
  label: 'SG',
  class_path: 'nirs4all.operators.transforms.SavitzkyGolay',
  aliases: ['SavitzkyGolay', 'nirs4all.operators.SavitzkyGolay', 'nirs4all.operators.transforms.nirs.SavitzkyGolay'],
  summary: 'Smooth or differentiate each spectrum by polynomials in a moving window',
  formula: 'Σ wᵢ x[j + i] over the window; w: least-squares weights of the derivative of the polynomial',
  source: 'Savitzky & Golay (1964), Analytical Chemistry 36(8), 1627–1639',
  checked_against: 'scipy 1.10.1 (savgol_filter) on Tecator, within 1e-12; nirs4all 0.11, within 1e-9',
  differs:
    'an even window has no centre point and is refused, and so is a deriv above polyorder, whose derivative is 0',
  params: {
    window_length: integer({ initial: 11, min: 1, abbreviation: 'w', help: 'Number of features in the window; odd' }),
    polyorder: integer({ initial: 3, min: 0, abbreviation: 'p', help: 'Order of the polynomial, below window_length' }),
    deriv: integer({ initial: 0, min: 0, abbreviation: 'd', help: 'Order of the derivative; 0 smooths' }),
    delta: real({ initial: 1, help: 'Spacing of the features in a derivative; not 0' }),
    copy,
  },
  check: ({ window_length, polyorder, deriv, delta }) => {
    if (window_length % 2 === 0) {
      throw ParametersConflict({ reason: `window_length ${window_length} is even, so the window has no middle` })
    }
    if (polyorder >= window_length) {
      const reason = `polyorder ${polyorder} is not below window_length ${window_length}`
      throw ParametersConflict({ reason })
    }
    if (deriv > polyorder) {
      const reason = `derivative ${deriv} of a polynomial of order ${polyorder} is zero everywhere`
      throw ParametersConflict({ reason })
    }
    if (delta === 0) throw ParametersConflict({ reason: 'a delta of 0 gives no derivative' })
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { window_length, polyorder, deriv, delta }) => {
    checkSpectra(X)
    if (X.columns < window_length) {
      throw WrongFeatureCount({ found: X.columns, needed: `a window of ${window_length} is to pass over them` })
    }
    const half = (window_length - 1) / 2
    const weightsAt = (position: number) => savitzkyGolayWeights(window_length, polyorder, deriv, delta, position)
    const middle = weightsAt(0)
    const ends = Array.from({ length: half }, (_, e) => ({ first: weightsAt(e - half), last: weightsAt(half - e) }))
    const lastWindow = X.columns - window_length
    const filtered = movingWindowSums(X, middle)
    for (let i = 0; i < X.rows; i++) {
      const [spectrum, target] = [row(X, i), row(filtered, i)]
      for (let e = 0; e < half; e++) {
        target[e] = weighWindow(spectrum, 0, ends[e]!.first)
        target[X.columns - 1 - e] = weighWindow(spectrum, lastWindow, ends[e]!.last)
      }
    }
    return filtered
  },
})
