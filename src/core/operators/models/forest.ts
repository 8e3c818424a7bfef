import type { Matrix } from '../../math/matrix.ts'
import { type MersenneTwister, mersenneTwister, nextInteger } from '../../math/random/mersenne-twister.ts'
import { boolean, integer, nullable, type Parameter } from '../../params/index.ts'
import { checkSpectra, checkTrainingData, checkTrainingTargets } from '../checks.ts'
import { type JointFit, type ModelFamily, membersOf } from '../operator.ts'
import { type BinaryTrees, emptyTreeStore, finishedTrees, growTree } from './binary-trees.ts'
import { meanSquaredErrors } from './several-targets.ts'
import { sortedFeatures } from './sorted-features.ts'
import { squaredError } from './squared-error.ts'
import type { NodeSums, TreeGoal } from './tree-criterion.ts'
import { criterion, maxDepth, maxFeatures, treeGrowth, treeParams, treeSeed } from './tree-parameters.ts'
import { treeSums, widthOf } from './tree-predictions.ts'
import { n_jobs, verbose } from './unused-parameters.ts'

const isShare = (value: unknown): boolean => Number.isFinite(value) && (value as number) > 0 && (value as number) < 1

const maxSamples: Parameter<number | null> = {
  ...nullable(
    integer({ initial: 1, min: 1, help: 'Rows drawn for each tree: a number, or a share below 1; null for all' }),
  ),
  expected: 'an integer ≥ 1, a share between 0 and 1, or null',
  initial: null,
  accepts: value => value === null || isShare(value) || (Number.isSafeInteger(value) && (value as number) >= 1),
}

export const forestParams = (bootstrap: boolean) => ({
  n_estimators: integer({ initial: 100, min: 1, abbreviation: 'ne', help: 'Number of trees' }),
  criterion: criterion('squared_error'),
  max_depth: maxDepth(null),
  max_features: maxFeatures(1),
  bootstrap: boolean({ initial: bootstrap, help: 'Draw the rows of each tree with replacement' }),
  max_samples: maxSamples,
  random_state: treeSeed,
  ...treeParams,
  oob_score: boolean({ initial: false, help: 'Accepted without effect: folds tell how good a forest is' }),
  warm_start: boolean({ initial: false, help: 'Accepted without effect: every fit starts anew' }),
  n_jobs,
  verbose,
})

type ForestParams = {
  readonly [K in keyof ReturnType<typeof forestParams>]: ReturnType<typeof forestParams>[K] extends Parameter<infer V>
    ? V
    : never
}

/** What growing needs of the parameters. */
type ForestGrowth = Omit<ForestParams, 'criterion'>

export interface Forest {
  readonly n_features: number
  readonly trees: BinaryTrees
}

/**
 * The first trees of a forest are those of any smaller one. Each has its own stream of random numbers, whose seed is drawn
 * from the forest's, and draws its rows as scikit-learn does.
 *
 * @param weigh from how often each row was drawn to how much it counts: (n_samples,)
 */
export function growForest<Sums extends NodeSums>(
  X: Matrix,
  goal: TreeGoal<Sums>,
  params: ForestGrowth,
  splitter: 'best' | 'random',
  weigh: (times: Float64Array) => Float64Array = times => times,
): Forest {
  const { n_estimators, random_state, bootstrap, max_samples } = params
  const growth = treeGrowth(params, { n_samples: X.rows, n_features: X.columns }, splitter)
  const data = sortedFeatures(X)
  const seeds = mersenneTwister(random_state ?? 0)
  const store = emptyTreeStore()
  for (let tree = 0; tree < n_estimators; tree++) {
    const twister = mersenneTwister(nextInteger(seeds, 2 ** 31 - 2))
    const times = bootstrap ? drawnTimes(X.rows, max_samples, twister) : new Float64Array(X.rows).fill(1)
    growTree(data, goal, weigh(times), growth, twister, store)
  }
  return { n_features: X.columns, trees: finishedTrees(store) }
}

/** @throws TooFewSamples, WrongFeatureCount, NotFinite */
export function fitForest(X: Matrix, y: Float64Array, params: ForestParams, splitter: 'best' | 'random'): Forest {
  checkTrainingData(X, y, 1, 'a forest')
  return growForest(X, squaredError(y), params, splitter)
}

function drawnTimes(n_samples: number, max_samples: number | null, twister: MersenneTwister): Float64Array {
  const share = max_samples === null ? n_samples : max_samples < 1 ? Math.round(max_samples * n_samples) : max_samples
  const times = new Float64Array(n_samples)
  for (let draw = 0; draw < Math.max(1, share); draw++) times[nextInteger(twister, n_samples - 1)]! += 1
  return times
}

/** Means of the first trees, for each of `counts`: (n_samples, width) each. */
export function forestMeans({ n_features, trees }: Forest, X: Matrix, counts: readonly number[]): Float64Array[] {
  checkSpectra(X, n_features)
  const sums = treeSums(trees, X, counts, { start: 0, factor: 1 })
  return sums.map((sum, c) => sum.map(value => value / counts[c]!))
}

/** One forest serves every smaller one. */
export const forestFamily = (splitter: 'best' | 'random'): ModelFamily<ReturnType<typeof forestParams>> => ({
  parameters: ['n_estimators'],
  fitPredict: (X, y, members, targets) => {
    const counts = members.map(({ n_estimators }) => n_estimators)
    const forest = fitForest(X, y, { ...members[0]!, n_estimators: Math.max(...counts) }, splitter)
    const byTarget = targets.map(target => forestMeans(forest, target, counts))
    return membersOf(members, byTarget)
  },
})

/** Trees whose leaves hold the mean of every target. */
export const forestOfTargets = (splitter: 'best' | 'random'): JointFit<ReturnType<typeof forestParams>> => ({
  fit: (X, Y, params): Forest => {
    checkTrainingTargets(X, Y, 1, 'a forest')
    return growForest(X, meanSquaredErrors(Y), params, splitter)
  },
  predict: (X, forest, { n_estimators }) => {
    const values = forestMeans(forest as Forest, X, [n_estimators])[0]!
    return { rows: X.rows, columns: widthOf((forest as Forest).trees), values }
  },
})
