import { ParametersConflict } from '../../errors/index.ts'
import { type Matrix, takeColumns, takeElements, takeRows } from '../../math/matrix.ts'
import { type MersenneTwister, mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { permutation } from '../../math/random/shuffle.ts'
import { chosenByWeight } from '../../math/random/weighted.ts'
import { integer, real } from '../../params/index.ts'
import { checkTrainingData } from '../checks.ts'
import { checkVaries, predictPls } from '../models/pls-fit.ts'
import { defineTransform } from '../operator.ts'
import { fitLargestPls } from './largest-pls.ts'
import { components, seed, subsetRatio } from './random-parameters.ts'
import { type SelectedFeatures, selectedAxis, selectFeatures } from './selected-features.ts'

/** Root mean squared error over all validated samples. */
function crossValidatedError(
  X: Matrix,
  y: Float64Array,
  n_components: number,
  cv_folds: number,
  twister: MersenneTwister,
): number {
  const order = permutation(X.rows, twister)
  const size = Math.floor(X.rows / cv_folds)
  let squares = 0
  for (let fold = 0; fold < cv_folds; fold++) {
    const start = fold * size
    const end = fold < cv_folds - 1 ? start + size : X.rows
    const training = Int32Array.from([...order.subarray(0, start), ...order.subarray(end)])
    const validation = order.subarray(start, end)
    const model = fitLargestPls(takeRows(X, training), takeElements(y, training), n_components)
    if (!model) return Number.POSITIVE_INFINITY
    const predicted = predictPls(takeRows(X, validation), model)
    for (let i = 0; i < predicted.length; i++) squares += (predicted[i]! - y[validation[i]!]!) ** 2
  }
  return Math.sqrt(squares / X.rows)
}

/**
 * Competitive adaptive reweighted sampling (CARS): in each run fewer features are drawn, by the size of their PLS coefficients
 * on a random subset of the samples; the set of least cross-validated error is kept.
 *
 * X: (n_samples, n_features), any unit → (n_samples, n_selected), same unit. Learns which features from spectra and reference
 * values. Random numbers are those of numpy's legacy generator.
 *
 * Unlike the Python library: no seed is seed 0, and another generator draws, so single selections differ.
 *
 * @throws ParametersConflict; ConstantTarget; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Li, Liang, Xu & Cao (2009), Analytica Chimica Acta 648(1), 77–84
 */
export const competitiveAdaptiveReweightedSampling = defineTransform({
  id: 'competitive_adaptive_reweighted_sampling',
  label: 'CARS',
  class_path: 'nirs4all.operators.transforms.CARS',
  aliases: ['nirs4all.operators.CARS', 'nirs4all.operators.transforms.feature_selection.CARS'],
  summary: 'Keep the features that survive competitive sampling by their PLS coefficients',
  formula:
    'in run i draw max(1, ⌊p a (b/a)^(i/(N−1))⌋ of the features left by weight |b[j]|/Σ|b|; keep the set of least RMSECV',
  source: 'Li et al. (2009), Analytica Chimica Acta 648(1), 77–84',
  checked_against:
    'numpy 1.24.2 and scikit-learn 1.2.1 by the published steps, over 100 seeds: how many features and how often each, within four standard errors',
  differs: 'no seed is seed 0, and another generator draws, so single selections differ',
  params: {
    n_components: components,
    n_sampling_runs: integer({ initial: 50, min: 1, abbreviation: 'n', help: 'Number of runs' }),
    n_variables_ratio_start: real({
      initial: 1,
      min: 0.001,
      max: 1,
      help: 'Share of the features kept in the first run',
    }),
    n_variables_ratio_end: real({
      initial: 0.1,
      min: 0.001,
      max: 1,
      help: 'Share of the features kept in the last run',
    }),
    cv_folds: integer({ initial: 5, min: 2, help: 'Number of folds of the cross-validation' }),
    subset_ratio: subsetRatio,
    random_state: seed,
  },
  check: ({ n_variables_ratio_start: start, n_variables_ratio_end: end }) => {
    if (end > start) throw ParametersConflict({ reason: `n_variables_ratio_end ${end} is above the start, ${start}` })
  },
  stateless: false,
  supervised: true,
  changes_features: true,
  fit: (X, params, { y }): SelectedFeatures => {
    checkTrainingData(X, y, Math.max(3, params.cv_folds), 'competitive adaptive reweighted sampling')
    checkVaries(y)
    const twister = mersenneTwister(params.random_state ?? 0)
    const { n_sampling_runs, n_variables_ratio_start: start, n_variables_ratio_end: end } = params
    const decay = n_sampling_runs > 1 ? (end / start) ** (1 / (n_sampling_runs - 1)) : 1
    const subset = Math.max(2, Math.floor(X.rows * params.subset_ratio))
    const survived = new Float64Array(X.columns)
    let current = Int32Array.from({ length: X.columns }, (_, j) => j)
    let best = { indices: current, error: Number.POSITIVE_INFINITY }
    for (let run = 0; run < n_sampling_runs; run++) {
      const rows = permutation(X.rows, twister).subarray(0, subset)
      const wanted = Math.max(1, Math.floor(X.columns * start * decay ** run))
      const model = fitLargestPls(takeColumns(takeRows(X, rows), current), takeElements(y, rows), params.n_components)
      if (model && wanted < current.length) {
        const drawn = chosenByWeight(model.coefficients.map(Math.abs), wanted, twister)
        current = Int32Array.from(drawn.sort(), k => current[k]!)
      }
      for (const j of current) survived[j]! += 1 / n_sampling_runs
      const error = crossValidatedError(takeColumns(X, current), y, params.n_components, params.cv_folds, twister)
      if (error < best.error) best = { indices: current, error }
    }
    return { indices: best.indices, n_features: X.columns, scores: survived }
  },
  transform: (X, selection) => selectFeatures(X, selection),
  axisAfter: selectedAxis,
})
