import { NotPositive } from '../../errors/index.ts'
import { upperHull } from '../../math/convex-hull.ts'
import { mapRows } from '../../math/matrix.ts'
import { choice } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

/**
 * Continuum removal: divide each reflectance spectrum by its upper convex hull (or subtract the hull), which leaves the
 * absorption bands.
 *
 * X: (n_samples, n_features), reflectance → same shape, unitless, at most 1 (at most 0, in the unit of X, if subtracted).
 * Learns nothing. Features count as equally spaced.
 *
 * @throws NotPositive, naming the spectrum, where a hull to divide by is not above 0; NotFinite
 * @see Clark & Roush (1984), Journal of Geophysical Research 89(B7), 6329–6340
 */
export const continuumRemoval = defineTransform({
  id: 'continuum_removal',
  label: 'ContinuumRemoval',
  class_path: 'n4a.transforms.ContinuumRemoval',
  aliases: ['continuumRemoval'],
  summary: 'Divide each reflectance spectrum by its upper convex hull',
  formula: 'x / upper convex hull of (j, x[j]), or x − hull',
  source: 'Clark & Roush (1984), Journal of Geophysical Research 89(B7), 6329–6340',
  checked_against: 'scipy 1.10.1 (spatial.ConvexHull) on Tecator, within 1e-10',
  params: {
    method: choice({ initial: 'division', options: ['division', 'subtraction'], help: 'What is done with the hull' }),
    copy,
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { method }) => {
    checkSpectra(X)
    return mapRows(X, (spectrum, target, i) => {
      const hull = upperHull(spectrum)
      for (let j = 0; j < target.length; j++) {
        if (method === 'division' && !(hull[j]! > 0)) {
          throw NotPositive({ what: 'The hull', sample: i, feature: j, value: hull[j]! })
        }
        target[j] = method === 'division' ? spectrum[j]! / hull[j]! : spectrum[j]! - hull[j]!
      }
    })
  },
})
