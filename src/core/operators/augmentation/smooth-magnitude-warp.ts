import { integer } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, range } from './parameters.ts'
import { smoothCurve } from './places.ts'

/**
 * Multiply the spectrum by a smooth curve near 1.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const smoothMagnitudeWarp = defineAugmenter({
  id: 'smooth_magnitude_warp',
  label: 'MagWarp',
  ...namesIn('spectral', 'SmoothMagnitudeWarp'),
  summary: 'Multiply the spectrum by a smooth curve',
  formula: 'x g, g the cubic spline through n_control_points values uniform in gain_range, evenly spaced',
  source: 'n4a, after nirs4all 0.11: SmoothMagnitudeWarp',
  checked_against: 'the gain at a control point: its range, mean and standard deviation',
  params: {
    n_control_points: integer({ initial: 5, min: 2, help: 'Points between which the gain varies' }),
    gain_range: range({ initial: [0.9, 1.1], help: 'Of the gain at a point' }),
    random_state: seed,
  },
  augment: (X, y, origins, { n_control_points, gain_range }, random) =>
    newSpectra(X, y, origins, (source, target) => {
      const points = Float64Array.from({ length: n_control_points }, () => uniformIn(gain_range, random))
      const gains = smoothCurve(points, X.columns)
      for (let j = 0; j < source.length; j++) target[j] = source[j]! * gains[j]!
    }),
})
