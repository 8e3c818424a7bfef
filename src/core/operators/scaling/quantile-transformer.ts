import { sortedColumns } from '../../math/column-ranges.ts'
import { type Matrix, mapRows } from '../../math/matrix.ts'
import { normalProbability, normalQuantile } from '../../math/normal-distribution.ts'
import { countFirst } from '../../math/sorted-search.ts'
import { boolean, choice, integer, nullable } from '../../params/index.ts'
import { copy, unusedSeed } from '../accepted-parameters.ts'
import { checkSpectra, checkTrainingSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

// What scikit-learn keeps from the ends of a normal distribution, so that its quantiles stay finite.
export const margin = 1e-7 - Number.EPSILON

interface Learned {
  /** (n_features · n_quantiles,), feature by feature, ascending. */
  readonly quantiles: Float64Array
  readonly n_features: number
}

/**
 * Replace each value by its rank among the training values of its feature, between 0 and 1, or by the normal quantile of that
 * rank. Values between training quantiles are interpolated; values beyond them get the rank of the end.
 *
 * X: (n_samples, n_features), any unit → same shape, unitless. Learns `quantiles`: (n_features · n_quantiles,).
 *
 * Unlike scikit-learn: every training row is used, none drawn at random, and values tied in training get the middle of their
 * ranks whatever the rounding.
 *
 * @throws TooFewSamples, WrongFeatureCount, NotFinite
 * @see scikit-learn, sklearn.preprocessing.QuantileTransformer
 */
export const quantileTransformer = defineTransform({
  id: 'quantile_transformer',
  label: 'Quant',
  class_path: 'sklearn.preprocessing.QuantileTransformer',
  aliases: ['QuantileTransformer', 'sklearn.preprocessing._data.QuantileTransformer'],
  summary: 'Replace each value by its rank among the training values of its feature',
  formula: 'F(x), or the normal quantile of F(x); F: the piecewise linear distribution function of the training values',
  source: 'scikit-learn: sklearn.preprocessing.QuantileTransformer',
  checked_against: 'scikit-learn 1.2.1, within 1e-14; nirs4all 0.11, within 1e-9',
  differs:
    'every training row is used, none drawn at random, and values tied in training get the middle of their ranks whatever the rounding',
  params: {
    n_quantiles: integer({ initial: 1000, min: 1, help: 'Number of quantiles learned; at most one per training row' }),
    output_distribution: choice({
      initial: 'uniform',
      options: ['uniform', 'normal'],
      help: 'Ranks between 0 and 1, or their normal quantiles',
    }),
    ignore_implicit_zeros: boolean({ initial: false, help: 'Accepted without effect: spectra are never sparse' }),
    subsample: {
      ...nullable(integer({ initial: 10_000, min: 1, help: 'Accepted without effect: every training row is used' })),
      initial: 10_000,
    },
    random_state: unusedSeed,
    copy,
  },
  stateless: false,
  fit: (X, { n_quantiles }): Learned => {
    checkTrainingSpectra(X, 1, 'quantiles')
    const n = Math.min(n_quantiles, X.rows)
    const quantiles = new Float64Array(X.columns * n)
    sortedColumns(X).forEach((sorted, j) => {
      for (let k = 0; k < n; k++) quantiles[j * n + k] = quantileAt(sorted, k, n)
    })
    return { quantiles, n_features: X.columns }
  },
  transform: (X, learned, { output_distribution }) => {
    checkSpectra(X, learned.n_features)
    return eachFeature(X, learned, (value, quantiles) => {
      const rank = rankAmong(quantiles, value)
      if (output_distribution === 'uniform') return rank
      return normalQuantile(Math.min(Math.max(rank, margin), 1 - margin))
    })
  },
  inverse: (X, learned, { output_distribution }) =>
    eachFeature(X, learned, (value, quantiles) => {
      const rank = output_distribution === 'uniform' ? value : withoutMargin(normalProbability(value))
      const position = Math.min(Math.max(rank, 0), 1) * (quantiles.length - 1)
      const before = Math.floor(position)
      const fraction = position - before
      return fraction === 0 ? quantiles[before]! : between(quantiles[before]!, quantiles[before + 1]!, fraction)
    }),
})

const between = (low: number, high: number, fraction: number): number => low + fraction * (high - low)

/** Quantile k of n, from the smallest to the largest value; in whole numbers, so that a rank that meets a value is that value. */
function quantileAt(sorted: Float64Array, k: number, n: number): number {
  if (n === 1) return sorted[0]!
  const before = Math.floor((k * (sorted.length - 1)) / (n - 1))
  const rest = k * (sorted.length - 1) - before * (n - 1)
  return rest === 0 ? sorted[before]! : between(sorted[before]!, sorted[before + 1]!, rest / (n - 1))
}

/** 0 up to the first quantile, 1 from the last, on straight lines between; the middle of those that equal the value. */
function rankAmong(quantiles: Float64Array, value: number): number {
  const last = quantiles.length - 1
  if (value <= quantiles[0]!) return 0
  if (value >= quantiles[last]!) return 1
  const below = countFirst(quantiles, quantile => quantile < value)
  const upTo = countFirst(quantiles, quantile => quantile <= value)
  if (upTo > below) return (below + upTo - 1) / 2 / last
  const [low, high] = [quantiles[below - 1]!, quantiles[below]!]
  return (below - 1 + (value - low) / (high - low)) / last
}

const withoutMargin = (rank: number): number => (rank <= 1e-7 ? 0 : rank >= 1 - 1e-7 ? 1 : rank)

function eachFeature(
  X: Matrix,
  { quantiles, n_features }: Learned,
  change: (value: number, quantiles: Float64Array) => number,
): Matrix {
  const n = quantiles.length / n_features
  return mapRows(X, (spectrum, target) => {
    for (let j = 0; j < spectrum.length; j++) {
      target[j] = change(spectrum[j]!, quantiles.subarray(j * n, (j + 1) * n))
    }
  })
}
