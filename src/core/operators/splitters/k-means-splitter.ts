import { kMeans, squaredDistance } from '../../math/k-means.ts'
import { row } from '../../math/matrix.ts'
import { mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { choice } from '../../params/index.ts'
import { checkSpectra } from '../checks.ts'
import { defineSplitter } from '../operator.ts'
import { divisionSizes } from './division-sizes.ts'
import { otherRows } from './folds.ts'
import { seed, testSize } from './parameters.ts'
import { distanceParameters, principalScores } from './spectral-distances.ts'

/**
 * As many clusters of spectra as rows shall train; of each the row nearest to its center trains, the others validate. One
 * division.
 *
 * Unlike the Python library: a center takes a row of its own cluster, so that exactly as many rows train as were asked for;
 * and the clusters are drawn by a generator of ours, so a seed gives other ones.
 *
 * @throws TooFewSamples, NotFinite
 * @see Næs (1987), Journal of Chemometrics 1(2), 121–134
 */
export const kMeansSplitter = defineSplitter({
  id: 'k_means_splitter',
  label: 'KMeansSplitter',
  class_path: 'nirs4all.operators.splitters.KMeansSplitter',
  aliases: ['nirs4all.operators.splitters.splitters.KMeansSplitter'],
  summary: 'Train on the row nearest to the center of each cluster of spectra',
  formula: 'n_train clusters by k-means; of each the row with the smallest distance to the mean trains',
  source: 'Næs (1987), Journal of Chemometrics 1(2), 121–134',
  checked_against:
    'scikit-learn 1.2.1 (KMeans, the nearest row to each center), the same division of separate clusters',
  differs:
    'a center takes a row of its own cluster, so that exactly as many rows train as were asked for; and the clusters are drawn by a generator of ours, so a seed gives other ones',
  params: {
    test_size: testSize(0.25),
    random_state: seed,
    pca_components: distanceParameters.pca_components,
    metric: choice({
      initial: 'euclidean',
      options: ['euclidean'],
      help: 'Accepted without effect: k-means has no other',
    }),
  },
  split: ({ n_samples, X }, { test_size, random_state, pca_components }) => {
    const { n_train } = divisionSizes('KMeansSplitter', n_samples, { test_size }, 0.25)
    checkSpectra(X)
    const compared = pca_components === null ? X : principalScores(X, pca_components)
    const { centers, labels } = kMeans(compared, n_train, mersenneTwister(random_state))
    const nearest = new Int32Array(n_train).fill(-1)
    const smallest = new Float64Array(n_train).fill(Infinity)
    labels.forEach((label, i) => {
      const distance = squaredDistance(row(compared, i), row(centers, label))
      if (distance >= smallest[label]!) return
      nearest[label] = i
      smallest[label] = distance
    })
    const train = nearest.sort()
    return [{ fold_id: 0, train, val: otherRows(train, n_samples) }]
  },
})
