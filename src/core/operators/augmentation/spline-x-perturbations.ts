import { WrongFeatureCount } from '../../errors/index.ts'
import { interpolator } from '../../math/interpolation.ts'
import { integer, real } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, range } from './parameters.ts'
import { placesOf, smoothCurve } from './places.ts'

/**
 * Move the spectrum along the features by a smoothly varying amount, and read it off a cubic spline through its values.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const splineXPerturbations = defineAugmenter({
  id: 'spline_x_perturbations',
  label: 'SplineX',
  ...namesIn('splines', 'Spline_X_Perturbations'),
  summary: 'Move the spectrum along the features by a smoothly varying amount',
  formula:
    'S(j + s(j)), S the spline through x; s the cubic spline through perturbation_density · n values uniform in perturbation_range, at least 4; cut at the ends',
  source: 'n4a, after nirs4all 0.11: Spline_X_Perturbations',
  checked_against: 'the move of straight spectra at a control point: its range, mean and standard deviation',
  params: {
    spline_degree: integer({ initial: 3, min: 2, max: 3, help: 'Degree of the spline through the values' }),
    perturbation_density: real({ initial: 0.05, min: 0, max: 1, help: 'Control points for each feature' }),
    perturbation_range: range({ initial: [-10, 10], help: 'Of the move at a point, in features' }),
    random_state: seed,
  },
  augment: (X, y, origins, { spline_degree, perturbation_density, perturbation_range }, random) => {
    if (X.columns <= spline_degree)
      throw WrongFeatureCount({ found: X.columns, needed: 'a spline passes through them' })
    const places = placesOf(X.columns, null)
    const points = Math.max(4, Math.round(perturbation_density * X.columns))
    const last = X.columns - 1
    return newSpectra(X, y, origins, (source, target) => {
      const moves = smoothCurve(
        Float64Array.from({ length: points }, () => uniformIn(perturbation_range, random)),
        X.columns,
      )
      const moved = places.map((place, j) => Math.max(0, Math.min(last, place + moves[j]!)))
      target.set(interpolator(places, moved, spline_degree === 3 ? 'cubic' : 'quadratic')(source))
    })
  },
})
