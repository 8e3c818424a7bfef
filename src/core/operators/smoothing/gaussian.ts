import { WrongFeatureCount } from '../../errors/index.ts'
import { gaussianWeights } from '../../math/gaussian-weights.ts'
import { mapRows } from '../../math/matrix.ts'
import { movingSum } from '../../math/moving-window.ts'
import { integer } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { positive } from '../positive.ts'

/**
 * Gaussian filter: convolve each spectrum with a Gaussian or with a derivative of one, cut at 4 standard deviations. Beyond
 * its ends a spectrum is mirrored. The default is a second derivative, as in the Python library; order 0 smooths.
 *
 * X: (n_samples, n_features), any unit → same shape; the unit of X per `order`-th power of a feature. Learns nothing.
 *
 * @throws WrongFeatureCount when the Gaussian reaches further than a spectrum is long; NotFinite
 * @see scipy.ndimage.gaussian_filter1d(mode='reflect', truncate=4)
 */
export const gaussian = defineTransform({
  id: 'gaussian',
  label: 'Gauss',
  class_path: 'nirs4all.operators.transforms.Gaussian',
  aliases: ['Gaussian', 'nirs4all.operators.Gaussian', 'nirs4all.operators.transforms.signal.Gaussian'],
  summary: 'Smooth or differentiate each spectrum by a Gaussian',
  formula: 'Σ g(i) x[j − i], g: the derivative of a given order of a Gaussian of unit sum',
  source: 'scipy.ndimage.gaussian_filter1d(mode="reflect", truncate=4)',
  checked_against: 'scipy 1.10.1 (gaussian_filter1d), within 1e-11; nirs4all 0.11, within 1e-9',
  params: {
    order: integer({ initial: 2, min: 0, max: 10, abbreviation: 'd', help: 'Order of the derivative; 0 smooths' }),
    sigma: positive({ initial: 1, abbreviation: 's', help: 'Standard deviation of the Gaussian, in features' }),
    copy,
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { order, sigma }) => {
    checkSpectra(X)
    const radius = Math.floor(4 * sigma + 0.5)
    if (X.columns < radius) {
      throw WrongFeatureCount({ found: X.columns, needed: `a Gaussian of sigma ${sigma} reaches over ${radius}` })
    }
    const weights = gaussianWeights(sigma, order, radius)
    return mapRows(X, (spectrum, target) => target.set(movingSum(spectrum, weights, 'symmetric')))
  },
})
