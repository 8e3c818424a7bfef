import { type MersenneTwister, mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { permutation } from '../../math/random/shuffle.ts'
import { boolean, integer, type Parameter, real } from '../../params/index.ts'
import { criterion, maxDepth, maxFeatures, treeParams, treeSeed } from './tree-parameters.ts'
import { onlyInitial, verbose } from './unused-parameters.ts'

const subsample: Parameter<number> = {
  initial: 1,
  expected: 'a number > 0 and ≤ 1',
  help: 'Share of the rows, drawn without replacement, that each tree is grown on',
  abbreviation: 'ss',
  accepts: value => Number.isFinite(value) && (value as number) > 0 && (value as number) <= 1,
  refused: ['half', 0, 1.5, null],
}

/** Of boosting, whatever it reduces. */
export const boostingParams = {
  learning_rate: real({ initial: 0.1, min: 0, abbreviation: 'lr', help: 'Share of each tree that is added' }),
  n_estimators: integer({ initial: 100, min: 1, abbreviation: 'ne', help: 'Number of trees' }),
  subsample,
  criterion: criterion('friedman_mse'),
  max_depth: maxDepth(3),
  max_features: maxFeatures(null),
  random_state: treeSeed,
  ...treeParams,
  init: onlyInitial({ initial: null, refused: ['zero', 1], help: 'Trees start from the mean of y' }),
  n_iter_no_change: onlyInitial({ initial: null, refused: [5, 'some'], help: 'All trees are grown' }),
  validation_fraction: real({ initial: 0.1, min: 0, max: 1, help: 'Accepted without effect: all trees are grown' }),
  tol: real({ initial: 1e-4, min: 0, help: 'Accepted without effect: all trees are grown' }),
  warm_start: boolean({ initial: false, help: 'Accepted without effect: every fit starts anew' }),
  verbose,
}

/** Draws the rows of one tree after the other: 1 for those that are in, (n_samples,). */
export function rowDraws(n_samples: number, share: number, random_state: number | null) {
  const twister: MersenneTwister = mersenneTwister(random_state ?? 0)
  const drawn = Math.max(1, Math.floor(share * n_samples))
  const draw = (): Float64Array => {
    const weights = new Float64Array(n_samples)
    if (drawn === n_samples) weights.fill(1)
    else for (const i of permutation(n_samples, twister).subarray(0, drawn)) weights[i] = 1
    return weights
  }
  return { draw, twister }
}
