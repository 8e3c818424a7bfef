import { SingularFit, TooManyComponents } from '../../errors/index.ts'
import { columnMeans, type Matrix, mapRows, row, zeros } from '../../math/matrix.ts'
import { addScaled, dot, multiply, multiplyTransposed } from '../../math/products.ts'
import { mean, standardDeviation } from '../../math/statistics.ts'
import { boolean, choice, integer } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { checkVaries, scalesOf } from '../models/pls-fit.ts'
import { defineTransform } from '../operator.ts'
import { type ShiftAndScale, scaleAndShift, shiftAndScale } from '../scaling/shift-and-scale.ts'

/** What is removed, one row per component: (n_components, n_features) each. */
interface OrthogonalComponents extends ShiftAndScale {
  readonly weights: Matrix
  readonly loadings: Matrix
}

/** A length this small against what it is a part of is what rounding leaves of none. */
const nothing = 1e-10

/**
 * Orthogonal signal correction: take from the spectra components whose weights are orthogonal to the covariance of spectra and
 * reference values.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns means, scales, weights and loadings from spectra and
 * reference values. With `scale` false nothing is centred either.
 *
 * Unlike the Python library: more components than can be had are refused, not lowered in silence.
 *
 * @throws TooManyComponents; ConstantTarget; SingularFit where nothing covaries with y or nothing orthogonal
 * to it is left; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Westerhuis, de Jong & Smilde (2001), Chemometrics and Intelligent Laboratory Systems 56(1), 13–25, for the aim; weights
 * as in Trygg & Wold (2002), Journal of Chemometrics 16(3), 119–128
 */
export const orthogonalSignalCorrection = defineTransform({
  id: 'orthogonal_signal_correction',
  label: 'OSC',
  class_path: 'nirs4all.operators.transforms.OSC',
  aliases: ['nirs4all.operators.OSC', 'nirs4all.operators.transforms.orthogonalization.OSC'],
  summary: 'Remove components of the spectra that are orthogonal to the reference values',
  formula: 'w = Xᵀy/‖Xᵀy‖, t = Xw, p = Xᵀt/tᵀt; v = p − (pᵀw₁) w₁, of unit length; X ← X − Xv (Xᵀs/sᵀs)ᵀ, s = Xv',
  source: 'Trygg & Wold (2002), Journal of Chemometrics 16(3), 119–128',
  checked_against: 'numpy 1.24.2 by the published formula, within 1e-11; nirs4all 0.11, within 1e-9',
  differs: 'more components than can be had are refused, not lowered in silence',
  params: {
    n_components: integer({ initial: 1, min: 1, abbreviation: 'nc', help: 'Number of orthogonal components removed' }),
    scale: boolean({ initial: true, help: 'Center and divide by the training standard deviation (ddof 1) meanwhile' }),
    method: choice({ initial: 'dosc', options: ['dosc'], help: 'The one variant that there is' }),
    copy,
  },
  stateless: false,
  supervised: true,
  fit: (X, { n_components, scale }, { y }): OrthogonalComponents => {
    checkTrainingData(X, y, 3, 'orthogonal signal correction')
    checkVaries(y)
    const limit = Math.min(X.columns - 1, X.rows - 2)
    if (n_components > limit) {
      throw TooManyComponents({ n_components, limit, n_train: X.rows, n_features: X.columns })
    }
    const center = scale ? columnMeans(X) : new Float64Array(X.columns)
    const scales = scale ? scalesOf(X, center, 1) : new Float64Array(X.columns).fill(1)
    const scaled = shiftAndScale(X, { center, scale: scales })
    const target = scale ? standardized(y) : y
    return { center, scale: scales, ...orthogonalComponents(scaled, target, n_components) }
  },
  transform: (X, { weights, loadings, ...scaling }) => {
    checkSpectra(X, weights.columns)
    const scaled = shiftAndScale(X, scaling)
    for (let i = 0; i < X.rows; i++) {
      const spectrum = row(scaled, i)
      for (let a = 0; a < weights.rows; a++) addScaled(spectrum, -dot(spectrum, row(weights, a)), row(loadings, a))
    }
    return scaleAndShift(scaled, scaling)
  },
})

function standardized(y: Float64Array): Float64Array {
  const center = mean(y)
  const deviation = standardDeviation(y, 1)
  return y.map(value => (value - center) / deviation)
}

/** @throws SingularFit where fewer than asked for are left */
function orthogonalComponents(X: Matrix, y: Float64Array, n_components: number) {
  let rest = X
  const size = Math.sqrt(dot(X.values, X.values))
  const predictive = unit(multiplyTransposed(X, y), nothing * size * Math.sqrt(dot(y, y)))
  if (!predictive) throw SingularFit({ reason: 'nothing in the spectra covaries with y' })
  const weights: Float64Array[] = []
  const loadings: Float64Array[] = []
  while (weights.length < n_components) {
    const w = unit(multiplyTransposed(rest, y), nothing * size * Math.sqrt(dot(y, y)))
    if (!w) break
    const p = loadingsOf(rest, multiply(rest, w))
    addScaled(p, -dot(p, predictive), predictive)
    const orthogonal = unit(p, nothing * Math.sqrt(1 + dot(p, p)))
    if (!orthogonal) break
    const scores = multiply(rest, orthogonal)
    if (Math.sqrt(dot(scores, scores)) <= nothing * size) break
    const removed = loadingsOf(rest, scores)
    rest = mapRows(rest, (spectrum, target, i) => {
      target.set(spectrum)
      addScaled(target, -scores[i]!, removed)
    })
    weights.push(orthogonal)
    loadings.push(removed)
  }
  if (weights.length < n_components) {
    throw SingularFit({ reason: `the spectra hold ${weights.length} components orthogonal to y, not ${n_components}` })
  }
  return { weights: stacked(weights, X.columns), loadings: stacked(loadings, X.columns) }
}

/** Xᵀt / tᵀt */
function loadingsOf(X: Matrix, scores: Float64Array): Float64Array {
  const square = dot(scores, scores)
  return multiplyTransposed(X, scores).map(value => value / square)
}

function unit(vector: Float64Array, least: number): Float64Array | null {
  const length = Math.sqrt(dot(vector, vector))
  return length > least ? vector.map(value => value / length) : null
}

function stacked(rows: readonly Float64Array[], columns: number): Matrix {
  const matrix = zeros(rows.length, columns)
  rows.forEach((values, i) => {
    row(matrix, i).set(values)
  })
  return matrix
}
