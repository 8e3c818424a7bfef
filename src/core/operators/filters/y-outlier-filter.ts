import { NoSpread, ParametersConflict, Unforeseen } from '../../errors/index.ts'
import { isRoundingNoise, mean, quantileOfSorted, variance } from '../../math/statistics.ts'
import { choice, real } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineFilter } from '../operator.ts'
import { positive } from '../positive.ts'
import { maskOf } from './mask.ts'
import { naming } from './parameters.ts'

/** Makes the median absolute deviation of normal values their standard deviation. */
const normalConsistency = 1.4826

interface Bounds {
  readonly low: number
  readonly high: number
}

interface BoundParameters {
  readonly method: 'iqr' | 'zscore' | 'percentile' | 'mad'
  readonly threshold: number
  readonly lower_percentile: number
  readonly upper_percentile: number
}

/** Center and reach of the values that stay. @throws NoSpread */
function boundsOf(y: Float64Array, { method, threshold, lower_percentile, upper_percentile }: BoundParameters): Bounds {
  const sorted = y.slice().sort()
  const at = (probability: number) => quantileOfSorted(sorted, probability)
  switch (method) {
    case 'percentile':
      return { low: at(lower_percentile / 100), high: at(upper_percentile / 100) }
    case 'iqr': {
      const [q1, q3] = [at(0.25), at(0.75)]
      if (q1 === q3) throw NoSpread({ measure: 'interquartile range' })
      return { low: q1 - threshold * (q3 - q1), high: q3 + threshold * (q3 - q1) }
    }
    case 'zscore': {
      const [center, spread] = [mean(y), variance(y, 0)]
      if (isRoundingNoise(spread, center, y.length)) throw NoSpread({ measure: 'standard deviation' })
      return { low: center - threshold * Math.sqrt(spread), high: center + threshold * Math.sqrt(spread) }
    }
    case 'mad': {
      const center = at(0.5)
      const deviations = sorted.map(value => Math.abs(value - center)).sort()
      const reach = threshold * normalConsistency * quantileOfSorted(deviations, 0.5)
      if (reach === 0) throw NoSpread({ measure: 'median absolute deviation' })
      return { low: center - reach, high: center + reach }
    }
  }
}

/**
 * Take samples out whose reference value lies far from the others.
 *
 * y: (n_samples,) → 1 where low ≤ y ≤ high. Learns `low` and `high`.
 *
 * @throws NoSpread, TooFewSamples, NotFinite
 */
export const yOutlierFilter = defineFilter({
  id: 'y_outlier_filter',
  label: 'YOutlier',
  class_path: 'nirs4all.operators.filters.YOutlierFilter',
  aliases: ['YOutlierFilter', 'nirs4all.operators.filters.y_outlier.YOutlierFilter'],
  summary: 'Take samples out whose reference value lies far from the others',
  formula:
    'low ≤ y ≤ high; iqr: Q1 − t · IQR … Q3 + t · IQR; zscore: ȳ ± t · sd (ddof 0); mad: median ± t · 1.4826 · MAD; percentile: the two percentiles (type 7)',
  source:
    'Tukey (1977), Exploratory Data Analysis (iqr); Leys et al. (2013), J. Exp. Soc. Psychol. 49(4), 764–766 (mad)',
  checked_against: 'numpy 1.24.2 and scipy 1.10.1: the same rows on skewed values of all methods',
  differs: 'reference values without spread (by iqr, mad or zscore) are an error, where all but one value would go',
  params: {
    method: choice({
      initial: 'iqr',
      options: ['iqr', 'zscore', 'percentile', 'mad'],
      help: 'What is far: beyond the quartiles, the mean or the median by a multiple of their spread, or two percentiles',
    }),
    threshold: positive({ initial: 1.5, help: 'Multiple of the spread, t; without effect on percentile' }),
    lower_percentile: real({ initial: 1, min: 0, max: 100, help: 'Of percentile: values below it are taken out' }),
    upper_percentile: real({ initial: 99, min: 0, max: 100, help: 'Of percentile: values above it are taken out' }),
    ...naming,
  },
  check: ({ lower_percentile, upper_percentile }) => {
    if (lower_percentile >= upper_percentile) {
      throw ParametersConflict({
        reason: `lower_percentile ${lower_percentile} is not below upper_percentile ${upper_percentile}`,
      })
    }
  },
  supervised: true,
  fit: (X, params, { y }): Bounds => {
    checkTrainingData(X, y, 3, 'a filter of reference values')
    return boundsOf(y, params)
  },
  keeps: (X, { low, high }, _params, { y }) => {
    checkSpectra(X)
    if (y.length !== X.rows) throw Unforeseen({ reason: `${y.length} reference values came with ${X.rows} spectra` })
    return maskOf(X.rows, i => low <= y[i]! && y[i]! <= high)
  },
})
