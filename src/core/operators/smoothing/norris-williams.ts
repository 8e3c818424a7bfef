import { ParametersConflict, WrongFeatureCount } from '../../errors/index.ts'
import { mapRows } from '../../math/matrix.ts'
import { movingMean } from '../../math/moving-window.ts'
import { padded } from '../../math/padding.ts'
import { integer, real } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { checkDelta } from './numerical-derivative.ts'

/**
 * Norris–Williams derivative: smooth each spectrum by the mean of a segment, then take differences across a gap; once for
 * each order. Beyond its ends a spectrum continues with its last value.
 *
 * X: (n_samples, n_features), any unit → same shape; the unit of X per `deriv`-th power of `delta`. Learns nothing.
 *
 * Unlike the Python library: a segment or a gap wider than the spectrum is refused.
 *
 * @throws WrongFeatureCount, NotFinite
 * @see Norris & Williams (1984), Cereal Chemistry 61(2), 158–165
 */
export const norrisWilliams = defineTransform({
  id: 'norris_williams',
  label: 'NW',
  class_path: 'nirs4all.operators.transforms.NorrisWilliams',
  aliases: [
    'NorrisWilliams',
    'nirs4all.operators.NorrisWilliams',
    'nirs4all.operators.transforms.norris_williams.NorrisWilliams',
  ],
  summary: 'Differentiate each spectrum across a gap after smoothing over a segment',
  formula: '(s[j + gap] − s[j − gap]) / (2 · gap · delta), s: mean of the segment; repeated for deriv 2',
  source: 'Norris & Williams (1984), Cereal Chemistry 61(2), 158–165',
  checked_against: 'nirs4all 0.11, within 1e-9',
  differs: 'a segment or a gap wider than the spectrum is refused',
  params: {
    gap: integer({ initial: 5, min: 1, abbreviation: 'g', help: 'Number of features to each side' }),
    segment: integer({ initial: 5, min: 1, abbreviation: 's', help: 'Number of features averaged; odd, 1 for none' }),
    deriv: integer({ initial: 1, min: 1, max: 2, abbreviation: 'd', help: 'Order of the derivative' }),
    delta: real({ initial: 1, help: 'Spacing of the features; not 0' }),
    copy,
  },
  check: ({ segment, delta }) => {
    if (segment % 2 === 0) throw ParametersConflict({ reason: `segment ${segment} is even, so it has no middle` })
    checkDelta({ delta })
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { gap, segment, deriv, delta }) => {
    checkSpectra(X)
    const window = Math.max(segment, 2 * gap + 1)
    if (X.columns < window) {
      throw WrongFeatureCount({ found: X.columns, needed: `gap ${gap} and segment ${segment} reach over ${window}` })
    }
    return mapRows(X, (spectrum, target) => {
      target.set(spectrum)
      for (let order = 0; order < deriv; order++) {
        const wide = padded(movingMean(target, segment, 'edge'), gap, 'edge')
        for (let j = 0; j < target.length; j++) target[j] = (wide[j + 2 * gap]! - wide[j]!) / (2 * gap * delta)
      }
    })
  },
})
