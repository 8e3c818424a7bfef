import { WrongFeatureCount } from '../../errors/index.ts'
import { interpolator } from '../../math/interpolation.ts'
import { permutation } from '../../math/random/shuffle.ts'
import { boolean } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn } from './parameters.ts'
import { placesOf } from './places.ts'
import { splinePoints } from './spline-y-perturbations.ts'

/**
 * Keep some values of the spectrum, and draw it anew through them.
 *
 * With `uniform` nothing is random: every sample made from one origin is the same.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const splineXSimplification = defineAugmenter({
  id: 'spline_x_simplification',
  label: 'SplineXSimp',
  ...namesIn('splines', 'Spline_X_Simplification'),
  summary: 'Draw the spectrum anew through some of its values',
  formula:
    'the cubic spline through spline_points values of x: both ends and random ones between, or evenly spaced ones',
  source: 'n4a, after nirs4all 0.11: Spline_X_Simplification',
  checked_against: 'the values kept, of which there are spline_points; cubic spectra, which it gives back',
  params: {
    spline_points: splinePoints('Values that are kept; null for a quarter of them, at least 4'),
    uniform: boolean({ initial: false, help: 'Keep evenly spaced values' }),
    random_state: seed,
  },
  augment: (X, y, origins, { spline_points, uniform }, random) => {
    const wanted = spline_points ?? Math.max(4, Math.floor(X.columns / 4))
    if (X.columns < wanted) {
      throw WrongFeatureCount({ found: X.columns, needed: `${wanted} of them are to be kept` })
    }
    const places = placesOf(X.columns, null)
    const last = X.columns - 1
    const evenly = () => Float64Array.from({ length: wanted }, (_, k) => Math.round((k * last) / (wanted - 1)))
    const atRandom = () => {
      const inner = permutation(last - 1, random).subarray(0, wanted - 2)
      return Float64Array.from([0, ...inner.map(place => place + 1), last]).sort()
    }
    return newSpectra(X, y, origins, (source, target) => {
      const kept = uniform ? evenly() : atRandom()
      target.set(interpolator(kept, places, 'cubic')(Float64Array.from(kept, place => source[place]!)))
    })
  },
})
