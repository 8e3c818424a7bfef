import { defineTransform } from '../operator.ts'
import { binning, columnBins, fitColumnBins } from './column-bins.ts'

/**
 * The same bins as `KBinsDiscretizer`, meant for reference values: classes of a quantity.
 *
 * X: (n_samples, n_features), any unit → same shape, whole numbers from 0. Learns the edges of each feature.
 *
 * @throws TooFewSamples, WrongFeatureCount, NotFinite
 */
export const integerKBinsDiscretizer = defineTransform({
  id: 'integer_k_bins_discretizer',
  label: 'IntKBins',
  class_path: 'nirs4all.operators.transforms.IntegerKBinsDiscretizer',
  aliases: ['IntegerKBinsDiscretizer', 'nirs4all.operators.transforms.targets.IntegerKBinsDiscretizer'],
  summary: 'Turn a quantity into classes: the number of the bin it lies in',
  formula:
    'class k: edge[k] ≤ y < edge[k + 1]; the edges divide the training values by quantiles, by width or by k-means',
  source: 'nirs4all 0.11: IntegerKBinsDiscretizer',
  checked_against: 'nirs4all 0.11: the same classes',
  params: binning,
  makes_classes: true,
  only_targets: true,
  stateless: false,
  fit: fitColumnBins,
  transform: columnBins,
})
