import { nextInteger } from '../../math/random/mersenne-twister.ts'
import { checkTrainingSpectra } from '../checks.ts'
import { defineAugmenter } from '../operator.ts'
import { positive } from '../positive.ts'
import { seed } from '../seed-parameter.ts'
import { mixedSpectra } from './mixed-spectra.ts'
import { namesIn } from './parameters.ts'

/**
 * Mix each spectrum with another, and their reference values in the same share: for quantities, not for classes.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 * @see Zhang, Cisse, Dauphin & Lopez-Paz (2018), mixup: Beyond Empirical Risk Minimization, ICLR
 */
export const mixupAugmenter = defineAugmenter({
  id: 'mixup_augmenter',
  label: 'Mixup',
  ...namesIn('spectral', 'MixupAugmenter'),
  summary: 'Mix each spectrum and its reference value with those of another sample',
  formula: 's x + (1 − s) x′ and s y + (1 − s) y′, s ~ Beta(alpha, alpha), x′ any other training sample',
  source: 'Zhang et al. (2018), mixup: Beyond Empirical Risk Minimization, ICLR',
  checked_against: 'one share for spectrum and reference value; mean and variance of the shares of 4,000 spectra',
  params: {
    alpha: positive({
      initial: 0.2,
      help: 'Parameter of the beta distribution: the smaller, the closer to one of the two',
    }),
    random_state: seed,
  },
  augment: (X, y, origins, { alpha }, random) => {
    checkTrainingSpectra(X, 2, 'mixing')
    return mixedSpectra(X, y, origins, alpha, random, origin => {
      const other = nextInteger(random, X.rows - 2)
      return other < origin ? other : other + 1
    })
  },
})
