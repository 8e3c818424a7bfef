import { columnMeans, columnVariances, type Matrix, takeElements, takeRows, zeros } from '../../math/matrix.ts'
import { mersenneTwister, nextInteger } from '../../math/random/mersenne-twister.ts'
import { normals } from '../../math/random/normal.ts'
import { mean, quantiles } from '../../math/statistics.ts'
import { choice, integer, nullable, type Parameter, real } from '../../params/index.ts'
import { checkTrainingData } from '../checks.ts'
import { checkVaries } from '../models/pls-fit.ts'
import { defineTransform } from '../operator.ts'
import { fitLargestPls } from './largest-pls.ts'
import { components, seed, subsetRatio } from './random-parameters.ts'
import { featuresFrom, selectedAxis, selectFeatures } from './selected-features.ts'

const noiseVariables: Parameter<number | null> = {
  ...nullable(integer({ initial: 1, min: 1, help: 'Number of noise features added; null for as many as there are' })),
  initial: null,
}

/** Added to the spread of a coefficient, so that one which never changes is not infinitely stable. */
const leastSpread = 1e-10

/** How much above the most stable noise a feature must be. */
const margin = 1.1

/** X with `noise` to the right of it. */
function withNoise(X: Matrix, noise: Float64Array, n_noise: number): Matrix {
  const joined = zeros(X.rows, X.columns + n_noise)
  for (let i = 0; i < X.rows; i++) {
    joined.values.set(X.values.subarray(i * X.columns, (i + 1) * X.columns), i * joined.columns)
    joined.values.set(noise.subarray(i * n_noise, (i + 1) * n_noise), i * joined.columns + X.columns)
  }
  return joined
}

/**
 * Monte-Carlo elimination of uninformative variables (MC-UVE): keep the features whose PLS coefficients are more stable over
 * random subsets of the samples than those of noise added to the spectra.
 *
 * X: (n_samples, n_features), any unit → (n_samples, n_selected), same unit. Learns which features from spectra and reference
 * values. Random numbers are those of numpy's legacy generator.
 *
 * Unlike the Python library: no seed is seed 0, another generator draws, so single selections differ; and where no feature is
 * above the noise that is said, and no tenth of them kept instead.
 *
 * @throws NothingSelected; ConstantTarget; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Cai, Li & Shao (2008), Chemometrics and Intelligent Laboratory Systems 90(2), 188–194
 */
export const uninformativeVariableElimination = defineTransform({
  id: 'uninformative_variable_elimination',
  label: 'MCUVE',
  class_path: 'nirs4all.operators.transforms.MCUVE',
  aliases: ['nirs4all.operators.MCUVE', 'nirs4all.operators.transforms.feature_selection.MCUVE'],
  summary: 'Keep the features whose PLS coefficients are more stable than those of noise',
  formula:
    '|mean(b[j])| / sd(b[j]) over random subsets ≥ 1.1 · the largest of the noise (auto), its percentile, or a value',
  source: 'Cai, Li & Shao (2008), Chemometrics and Intelligent Laboratory Systems 90(2), 188–194',
  checked_against:
    'numpy 1.24.2 and scikit-learn 1.2.1 by the published steps, over 100 seeds: the stability of each feature, within four standard errors',
  differs:
    'no seed is seed 0, another generator draws, so single selections differ; and where no feature is above the noise that is said, and no tenth of them kept instead',
  params: {
    n_components: components,
    n_iterations: integer({ initial: 100, min: 2, abbreviation: 'n', help: 'Number of subsets' }),
    subset_ratio: subsetRatio,
    n_noise_variables: noiseVariables,
    threshold_method: choice({
      initial: 'auto',
      options: ['auto', 'percentile', 'fixed'],
      help: 'Threshold from the largest stability of the noise, from a percentile of it, or given',
    }),
    threshold_percentile: real({ initial: 99, min: 0, max: 100, help: 'Percentile of the stability of the noise' }),
    threshold_value: real({ initial: 2, min: 0, help: 'Least stability, if the threshold is given' }),
    random_state: seed,
  },
  stateless: false,
  supervised: true,
  changes_features: true,
  fit: (X, params, { y }) => {
    checkTrainingData(X, y, 3, 'the elimination of uninformative variables')
    checkVaries(y)
    const twister = mersenneTwister(params.random_state ?? 0)
    const n_noise = params.n_noise_variables ?? X.columns
    const size = mean(columnVariances(X, columnMeans(X), 0).map(Math.sqrt))
    const noise = normals(X.rows * n_noise, twister).map(value => value * size)
    const joined = withNoise(X, noise, n_noise)
    const subset = Math.max(2, Math.floor(X.rows * params.subset_ratio))
    const coefficients: Float64Array[] = []
    while (coefficients.length < params.n_iterations) {
      const rows = Int32Array.from({ length: subset }, () => nextInteger(twister, X.rows - 1))
      const target = takeElements(y, rows)
      // A subset of one sample, many times over, says nothing.
      if (target.every(value => value === target[0])) continue
      const model = fitLargestPls(takeRows(joined, rows), target, params.n_components)
      coefficients.push(model?.coefficients ?? new Float64Array(joined.columns))
    }
    const stability = stabilityOf({
      rows: coefficients.length,
      columns: joined.columns,
      values: Float64Array.from(coefficients.flatMap(values => Array.from(values))),
    })
    const ofNoise = stability.subarray(X.columns)
    const thresholds = {
      auto: () => margin * Math.max(...ofNoise),
      percentile: () => quantiles(ofNoise, [params.threshold_percentile / 100])[0]!,
      fixed: () => params.threshold_value,
    }
    return featuresFrom(stability.slice(0, X.columns), thresholds[params.threshold_method](), 'stability')
  },
  transform: (X, selection) => selectFeatures(X, selection),
  axisAfter: selectedAxis,
})

/** |mean| / standard deviation of each column. */
function stabilityOf(coefficients: Matrix): Float64Array {
  const means = columnMeans(coefficients)
  const variances = columnVariances(coefficients, means, 0)
  return means.map((center, j) => Math.abs(center) / (Math.sqrt(variances[j]!) + leastSpread))
}
