import { row } from '../../math/matrix.ts'
import { nextInteger } from '../../math/random/mersenne-twister.ts'
import { integer } from '../../params/index.ts'
import { checkTrainingSpectra } from '../checks.ts'
import { distancesTo } from '../models/nearest-neighbors.ts'
import { defineAugmenter } from '../operator.ts'
import { positive } from '../positive.ts'
import { seed } from '../seed-parameter.ts'
import { mixedSpectra } from './mixed-spectra.ts'
import { namesIn } from './parameters.ts'

/**
 * Mix each spectrum with one of its nearest neighbours, and their reference values in the same share.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const localMixupAugmenter = defineAugmenter({
  id: 'local_mixup_augmenter',
  label: 'LocalMixup',
  ...namesIn('spectral', 'LocalMixupAugmenter'),
  summary: 'Mix each spectrum and its reference value with those of a similar sample',
  formula:
    's x + (1 − s) x′ and s y + (1 − s) y′, s ~ Beta(alpha, alpha), x′ one of the k_neighbors nearest (euclidean)',
  source: 'n4a, after Zhang et al. (2018), ICLR, and nirs4all 0.11: LocalMixupAugmenter',
  checked_against: 'partners among the nearest; one share for spectrum and reference value',
  params: {
    alpha: positive({
      initial: 0.2,
      help: 'Parameter of the beta distribution: the smaller, the closer to one of the two',
    }),
    k_neighbors: integer({
      initial: 5,
      min: 1,
      help: 'Neighbours to choose from; fewer where there are fewer samples',
    }),
    random_state: seed,
  },
  augment: (X, y, origins, { alpha, k_neighbors }, random) => {
    checkTrainingSpectra(X, 2, 'mixing')
    const known = new Map<number, Int32Array>()
    const neighborsOf = (origin: number) => {
      const distances = distancesTo(row(X, origin), X, 2)
      const others = Int32Array.from(distances.keys()).filter(i => i !== origin)
      return others.sort((a, b) => distances[a]! - distances[b]! || a - b).slice(0, k_neighbors)
    }
    return mixedSpectra(X, y, origins, alpha, random, origin => {
      const near = known.get(origin) ?? neighborsOf(origin)
      known.set(origin, near)
      return near[nextInteger(random, near.length - 1)]!
    })
  },
})
