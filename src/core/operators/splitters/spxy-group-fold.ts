import { ParametersConflict } from '../../errors/index.ts'
import { choice } from '../../params/index.ts'
import { unusedSeed } from '../accepted-parameters.ts'
import { defineSplitter, type SplitRows } from '../operator.ts'
import { divisionSizes } from './division-sizes.ts'
import { foldsOfLabels, otherRows } from './folds.ts'
import { aggregations, foldsOfGroups, representatives } from './group-representatives.ts'
import { groupCodes } from './groups.ts'
import { requireRows } from './k-fold.ts'
import { maxMinSelection } from './max-min-selection.ts'
import { foldCount, optionalTestSize } from './parameters.ts'
import { distanceParameters, jointDistances, type SpectralDistance } from './spectral-distances.ts'
import { yMetric } from './spxy-fold.ts'
import { spxyLabels } from './spxy-labels.ts'

/**
 * SPXYFold that keeps groups together: folds are made of one representative of each group. With one fold, a single
 * division as SPXYSplitter makes it. Without groups each row is a group.
 *
 * @throws TooFewSamples, TooManyToCompare, NotFinite
 * @see Galvão et al. (2005), Talanta 67(4), 736–740, for the distance
 */
export const spxyGroupFold = defineSplitter({
  id: 'spxy_group_fold',
  label: 'SPXYGFold',
  class_path: 'nirs4all.operators.splitters.SPXYGFold',
  aliases: ['nirs4all.operators.splitters.splitters.SPXYGFold'],
  summary: 'SPXYFold that keeps groups together',
  formula: 'SPXYFold of the mean or median of each group; SPXY where n_splits is 1',
  source: 'Galvão et al. (2005), Talanta 67(4), 736–740; nirs4all: SPXYGFold',
  checked_against: 'nirs4all 0.11, the same folds',
  keeps_groups: true,
  params: {
    n_splits: foldCount(5, 1),
    test_size: optionalTestSize(0.25),
    ...distanceParameters,
    y_metric: yMetric,
    aggregation: choice({ initial: 'mean', options: aggregations, help: 'What stands for a group' }),
    random_state: unusedSeed,
  },
  check: checkSizes,
  split: (rows, params) => {
    checkSizes(params)
    if (rows.groups === null) return divide(rows, params)
    const grouped = groupCodes(rows.groups, 'SPXYGFold')
    return foldsOfGroups(divide(representatives(rows, grouped, params.aggregation), params), grouped)
  },
})

interface Settings extends SpectralDistance {
  readonly n_splits: number
  readonly test_size: number | null
  readonly y_metric: 'euclidean' | 'hamming' | null
}

function divide(rows: SplitRows, params: Settings) {
  const { n_splits, test_size, y_metric } = params
  if (n_splits > 1) {
    requireRows(rows.n_samples, n_splits, 'SPXYGFold')
    return foldsOfLabels(spxyLabels(jointDistances(rows, params, y_metric), n_splits), n_splits)
  }
  const { n_train } = divisionSizes('SPXYGFold', rows.n_samples, { test_size }, 0.25, 2)
  const train = maxMinSelection(jointDistances(rows, params, y_metric), n_train)
  return [{ fold_id: 0, train, val: otherRows(train, rows.n_samples) }]
}

function checkSizes({ n_splits, test_size }: { n_splits: number; test_size: number | null }): void {
  if (n_splits === 1 || test_size === null) return
  throw ParametersConflict({ reason: 'test_size has an effect with n_splits: 1 only' })
}
