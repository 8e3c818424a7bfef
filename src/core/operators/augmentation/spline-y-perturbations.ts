import { integer, nullable, type Parameter, real } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn } from './parameters.ts'
import { smoothCurve } from './places.ts'

export const splinePoints = (help: string): Parameter<number | null> => ({
  ...nullable(integer({ initial: 10, min: 4, help })),
  initial: null,
})

/**
 * Add a smooth curve to the spectrum, in proportion to its greatest value.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const splineYPerturbations = defineAugmenter({
  id: 'spline_y_perturbations',
  label: 'SplineY',
  ...namesIn('splines', 'Spline_Y_Perturbations'),
  summary: 'Add a smooth random curve to the spectrum',
  formula:
    'x + s, s the cubic spline through spline_points values uniform in ± perturbation_intensity · max|x|, evenly spaced',
  source: 'n4a, after nirs4all 0.11: Spline_Y_Perturbations',
  checked_against: 'the curve at a point: its range, mean and standard deviation',
  params: {
    spline_points: splinePoints('Points between which the curve varies; null for half as many as features, at least 4'),
    perturbation_intensity: real({ initial: 0.005, min: 0, help: 'Greatest size at a point, as a share of max|x|' }),
    random_state: seed,
  },
  augment: (X, y, origins, { spline_points, perturbation_intensity }, random) => {
    const points = spline_points ?? Math.max(4, Math.floor(X.columns / 2))
    return newSpectra(X, y, origins, (source, target) => {
      const reach = perturbation_intensity * source.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
      const curve = smoothCurve(
        Float64Array.from({ length: points }, () => uniformIn([-reach, reach], random)),
        source.length,
      )
      for (let j = 0; j < source.length; j++) target[j] = source[j]! + curve[j]!
    })
  },
})
