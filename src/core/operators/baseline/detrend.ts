import { ParametersConflict } from '../../errors/index.ts'
import { mapRows } from '../../math/matrix.ts'
import { mean } from '../../math/statistics.ts'
import type { Parameter } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

const isPosition = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0

const breakPoints: Parameter<number | readonly number[]> = {
  initial: 0,
  expected: 'an integer ≥ 0 or a list of them',
  help: 'Features, counted from 0, at which a new straight line starts; 0 for one line',
  accepts: value => (Array.isArray(value) ? value.every(isPosition) : isPosition(value)),
  refused: ['start', -1, 1.5, null, [3, -1], [[3]]],
}

/**
 * Linear detrending: subtract the least-squares straight line on the feature number from each spectrum (or from each of its
 * parts between break points).
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns nothing.
 *
 * @throws ParametersConflict when a break point lies beyond the spectra; WrongFeatureCount; NotFinite
 * @see scipy.signal.detrend(type='linear'). Not the second-order detrending of Barnes, Dhanoa & Lister (1989)
 */
export const detrend = defineTransform({
  id: 'detrend',
  label: 'Detr',
  class_path: 'nirs4all.operators.transforms.Detrend',
  aliases: ['Detrend', 'nirs4all.operators.Detrend', 'nirs4all.operators.transforms.signal.Detrend'],
  summary: 'Subtract the straight line through each spectrum',
  formula: 'x[j] − (a + b · j), with a and b by least squares',
  source: 'scipy.signal.detrend(type="linear")',
  params: { bp: breakPoints, copy },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { bp }) => {
    checkSpectra(X)
    const inner = [bp].flat().filter(start => start > 0 && start < X.columns)
    const beyond = [bp].flat().find(start => start > X.columns)
    if (beyond !== undefined) {
      const reason = `the break point ${beyond} lies beyond the ${X.columns} features of the spectra`
      throw ParametersConflict({ reason })
    }
    const starts = [...new Set([0, ...inner])].sort((a, b) => a - b)
    return mapRows(X, (spectrum, target) => {
      for (let s = 0; s < starts.length; s++) {
        const end = starts[s + 1] ?? X.columns
        subtractLine(spectrum.subarray(starts[s]!, end), target.subarray(starts[s]!, end))
      }
    })
  },
})

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
