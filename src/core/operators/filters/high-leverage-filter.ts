import { ParametersConflict, SingularFit } from '../../errors/index.ts'
import { centeredRows, columnMeans, type Matrix, row, takeRows } from '../../math/matrix.ts'
import { dot } from '../../math/products.ts'
import { singularValueDecomposition } from '../../math/singular-value-decomposition.ts'
import { boolean, choice, integer, nullable, type Parameter } from '../../params/index.ts'
import { unusedSeed } from '../accepted-parameters.ts'
import { checkSpectra, checkTrainingSpectra } from '../checks.ts'
import { defineFilter } from '../operator.ts'
import { positive } from '../positive.ts'
import { maskOf } from './mask.ts'
import { naming, positiveOrNull } from './parameters.ts'
import { directionsIn, usualComponents } from './spectral-components.ts'

interface Leverages {
  /** (n_features,), or null where the spectra are not centred. */
  readonly mean: Float64Array | null
  /** Directions, one a row, divided by their singular value: (k, n_features). */
  readonly directions: Matrix
  readonly limit: number
}

const componentCount: Parameter<number | null> = {
  ...nullable(
    integer({
      initial: 10,
      min: 1,
      abbreviation: 'nc',
      help: 'Of pca: components k; null for 10 or as many as there are',
    }),
  ),
  initial: null,
}

/** h = Σ (t / σ)², over the directions: (n_samples,). */
function leveragesOf(X: Matrix, mean: Float64Array | null, directions: Matrix): Float64Array {
  const spectra = mean ? centeredRows(X, mean) : X
  return Float64Array.from({ length: X.rows }, (_, i) => {
    let sum = 0
    for (let k = 0; k < directions.rows; k++) sum += dot(row(spectra, i), row(directions, k)) ** 2
    return sum
  })
}

/**
 * Take samples out that pull a linear model towards themselves: the diagonal of the hat matrix.
 *
 * X: (n_samples, n_features), any unit → 1 where the leverage is at most the limit. Learns directions and the limit, a multiple
 * of the mean leverage of the training rows, k / n.
 *
 * With no more samples than features every leverage of `hat` would be 1, so the leverages are those of `pca` there.
 *
 * @throws TooFewSamples, WrongFeatureCount, NotFinite, SingularFit, ParametersConflict
 * @see Hoaglin & Welsch (1978), The American Statistician 32(1), 17–22
 */
export const highLeverageFilter = defineFilter({
  id: 'high_leverage_filter',
  label: 'HighLeverage',
  class_path: 'nirs4all.operators.filters.HighLeverageFilter',
  aliases: ['HighLeverageFilter', 'nirs4all.operators.filters.high_leverage.HighLeverageFilter'],
  summary: 'Take samples out that pull a linear model towards themselves',
  formula:
    'h = diag(X (XᵀX)⁻¹ Xᵀ) ≤ threshold_multiplier · mean(h), X centred; pca: X the scores of k components, also used for hat where n ≤ features',
  source: 'Hoaglin & Welsch (1978), The American Statistician 32(1), 17–22',
  checked_against: 'numpy 1.24.2 (hat matrix by pseudo-inverse) and scikit-learn 1.2.1 (PCA), within 1e-9 relative',
  differs: 'with no more samples than features hat uses principal components, because every leverage would be 1',
  params: {
    method: choice({
      initial: 'hat',
      options: ['hat', 'pca'],
      help: 'Leverages of the spectra, or of their principal components',
    }),
    threshold_multiplier: positive({ initial: 2, help: 'Limit as a multiple of the mean leverage' }),
    absolute_threshold: positiveOrNull('Greatest leverage that stays, instead of the multiple'),
    n_components: componentCount,
    center: boolean({ initial: true, help: 'Subtract the mean training spectrum first' }),
    random_state: unusedSeed,
    ...naming,
  },
  fit: (X, { method, threshold_multiplier, absolute_threshold, n_components, center }): Leverages => {
    checkTrainingSpectra(X, 3, 'a filter of leverages')
    const mean = center ? columnMeans(X) : null
    const { values, right } = singularValueDecomposition(mean ? centeredRows(X, mean) : X)
    const rank = directionsIn(X, values)
    if (rank === 0) throw SingularFit({ reason: 'the training spectra are all the same, so they have no leverage' })
    if (n_components !== null && n_components > rank) {
      throw ParametersConflict({ reason: `n_components is ${n_components}, but the training spectra hold ${rank}` })
    }
    const byAll = method === 'hat' && X.rows > X.columns + 1
    const count = byAll ? rank : (n_components ?? Math.min(usualComponents, rank))
    const directions = takeRows(
      right,
      Array.from({ length: count }, (_, k) => k),
    )
    for (let k = 0; k < count; k++) for (let j = 0; j < X.columns; j++) row(directions, k)[j]! /= values[k]!
    return { mean, directions, limit: absolute_threshold ?? (threshold_multiplier * count) / X.rows }
  },
  keeps: (X, { mean, directions, limit }) => {
    checkSpectra(X, directions.columns)
    const leverages = leveragesOf(X, mean, directions)
    return maskOf(X.rows, i => leverages[i]! <= limit)
  },
})
