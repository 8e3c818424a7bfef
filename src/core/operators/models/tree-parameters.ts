import { choice, integer, nullable, type Parameter, real } from '../../params/index.ts'
import type { TreeGrowth } from './tree-division.ts'
import { onlyInitial } from './unused-parameters.ts'

const isShare = (value: unknown): boolean => Number.isFinite(value) && (value as number) > 0 && (value as number) < 1

/** A number of rows, or a share of them. */
const rowsOrShare = (initial: number, min: number, help: string, abbreviation: string): Parameter<number> => ({
  initial,
  abbreviation,
  expected: `an integer ≥ ${min}, or a share between 0 and 1`,
  help,
  accepts: value => isShare(value) || (Number.isSafeInteger(value) && (value as number) >= min),
  refused: ['few', min - 1, min + 0.5, null],
})

export const maxFeatures = (initial: number | 'sqrt' | null): Parameter<number | 'sqrt' | 'log2' | null> => ({
  initial,
  expected: 'sqrt, log2, an integer ≥ 2, a share of at most 1, or null',
  help: 'Features drawn at each node; 1 and null for all of them',
  abbreviation: 'mf',
  accepts: value =>
    value === null ||
    value === 'sqrt' ||
    value === 'log2' ||
    value === 1 ||
    isShare(value) ||
    (Number.isSafeInteger(value) && (value as number) >= 2),
  refused: ['auto', 0, -1, 1.5],
})

export const maxDepth = (initial: number | null): Parameter<number | null> => ({
  ...nullable(
    integer({ initial: 3, min: 1, abbreviation: 'd', help: 'Most questions from root to leaf; null for no limit' }),
  ),
  initial,
})

export { seed as treeSeed } from '../seed-parameter.ts'

/** Of every tree. */
export const treeParams = {
  min_samples_split: rowsOrShare(2, 2, 'Fewest rows to divide: a number, or a share of all', 'mss'),
  min_samples_leaf: rowsOrShare(1, 1, 'Fewest rows in a leaf: a number, or a share of all', 'msl'),
  min_impurity_decrease: real({
    initial: 0,
    min: 0,
    help: 'Least decrease of the mean impurity (of quantities: the mean squared error) that a division must bring',
  }),
  min_weight_fraction_leaf: onlyInitial({ initial: 0, refused: [0.1, null], help: 'Use min_samples_leaf' }),
  max_leaf_nodes: onlyInitial({ initial: null, refused: [10, 'many'], help: 'Trees grow depth first; use max_depth' }),
  ccp_alpha: onlyInitial({ initial: 0, refused: [0.1, null], help: 'Trees are not pruned' }),
  monotonic_cst: onlyInitial({ initial: null, refused: [[1], 1], help: 'Trees are not constrained' }),
}

export const criterion = (initial: 'squared_error' | 'friedman_mse') =>
  choice({
    initial,
    options: ['squared_error', 'friedman_mse', 'deprecated'],
    help: 'All choose the division that leaves the least squared error',
  })

/** Of trees of classes. */
export const classCriterion = choice({
  initial: 'gini',
  options: ['gini', 'entropy', 'log_loss'],
  help: 'What a division reduces: the Gini impurity, or the entropy, of which log_loss is another name',
})

interface GivenGrowth {
  readonly max_depth: number | null
  readonly max_features: number | 'sqrt' | 'log2' | null
  readonly min_samples_split: number
  readonly min_samples_leaf: number
  readonly min_impurity_decrease: number
}

/** What the parameters mean for these many rows and features. */
export function treeGrowth(
  given: GivenGrowth,
  { n_samples, n_features }: { readonly n_samples: number; readonly n_features: number },
  splitter: 'best' | 'random',
): TreeGrowth {
  const rows = (value: number, min: number) => (value < 1 ? Math.max(min, Math.ceil(value * n_samples)) : value)
  return {
    max_depth: given.max_depth ?? Number.POSITIVE_INFINITY,
    min_samples_split: rows(given.min_samples_split, 2),
    min_samples_leaf: rows(given.min_samples_leaf, 1),
    max_features: featuresDrawn(given.max_features, n_features),
    min_impurity_decrease: given.min_impurity_decrease,
    splitter,
  }
}

function featuresDrawn(value: number | 'sqrt' | 'log2' | null, n_features: number): number {
  if (value === null || value === 1) return n_features
  if (value === 'sqrt') return Math.max(1, Math.floor(Math.sqrt(n_features)))
  if (value === 'log2') return Math.max(1, Math.floor(Math.log2(n_features)))
  return value < 1 ? Math.max(1, Math.floor(value * n_features)) : Math.min(value, n_features)
}
