import { type Fold, getOperator } from '../../operators/index.ts'
import { splitKeepingGroups } from '../../operators/splitters/split-keeping-groups.ts'
import { resolveParameters } from '../../params/index.ts'
import type { ChainData } from '../chain/fitted-chain.ts'

/**
 * Folds inside training rows, as scikit-learn makes them for an integer `cv`: in the order of the rows, and with the share of
 * each class where there are classes. Groups stay together.
 */
export function foldsKeepingGroups({ X, y, rows }: ChainData, n_splits: number, classes: boolean): readonly Fold[] {
  const splitter = getOperator(classes ? 'StratifiedKFold' : 'KFold')
  if (splitter.kind !== 'splitter') return []
  const params = resolveParameters(splitter.label, splitter.params, { n_splits })
  return splitKeepingGroups(splitter, { n_samples: X.rows, X, y, groups: rows?.groups ?? null }, params)
}
