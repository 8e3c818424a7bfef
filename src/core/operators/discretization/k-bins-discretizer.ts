import { integer, nullable, type Parameter } from '../../params/index.ts'
import { unusedSeed } from '../accepted-parameters.ts'
import { defineTransform } from '../operator.ts'
import { binning, columnBins, fitColumnBins } from './column-bins.ts'

const subsample: Parameter<number | null> = {
  ...nullable(integer({ initial: 200_000, min: 1, help: 'Accepted without effect: edges are found from all samples' })),
  initial: null,
}

/**
 * Divide the values of each feature into bins, and give the number of the bin.
 *
 * X: (n_samples, n_features), any unit → same shape, whole numbers from 0. Learns the edges of each feature.
 *
 * @throws TooFewSamples, WrongFeatureCount, NotFinite
 */
export const kBinsDiscretizer = defineTransform({
  id: 'k_bins_discretizer',
  label: 'KBins',
  class_path: 'sklearn.preprocessing.KBinsDiscretizer',
  aliases: ['KBinsDiscretizer', 'sklearn.preprocessing._discretization.KBinsDiscretizer'],
  summary: 'Replace each value by the number of the bin it lies in',
  formula:
    'bin k: edge[k] ≤ x < edge[k + 1]; the edges divide the training values by width, by quantiles or by k-means',
  source: 'scikit-learn 1.9: KBinsDiscretizer',
  checked_against: 'scikit-learn 1.2.1 (quantile_method linear, uniform, kmeans): the same bins',
  differs:
    'the number of the bin is given, which is encode ordinal, where the default of scikit-learn is a column for each bin',
  params: { ...binning, subsample, random_state: unusedSeed },
  makes_classes: true,
  stateless: false,
  fit: fitColumnBins,
  transform: columnBins,
})
