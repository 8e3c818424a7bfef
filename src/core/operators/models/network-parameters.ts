import { boolean, choice, integer, type Parameter, real, type ValuesOf } from '../../params/index.ts'
import { seed } from '../seed-parameter.ts'
import { positive } from './positive.ts'
import { verbose } from './unused-parameters.ts'

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 1

const hiddenLayers: Parameter<readonly number[] | number> = {
  initial: [100],
  expected: 'an integer ≥ 1, or a list of them',
  help: 'Units of each hidden layer, from the first to the last',
  abbreviation: 'h',
  accepts: value => isCount(value) || (Array.isArray(value) && value.every(isCount)),
  refused: ['many', 0, [0], [10, 1.5], null],
}

const batchSize: Parameter<number | 'auto'> = {
  initial: 'auto',
  expected: 'auto, or an integer ≥ 1',
  help: 'Rows of each step of adam and sgd, all where there are fewer; auto is 200',
  abbreviation: 'bs',
  accepts: value => value === 'auto' || isCount(value),
  refused: ['all', 0, 1.5, null],
}

/** A number from 0, and below 1. */
const belowOne = (initial: number, help: string): Parameter<number> => ({
  initial,
  expected: 'a number ≥ 0 and < 1',
  help,
  accepts: value => Number.isFinite(value) && (value as number) >= 0 && (value as number) < 1,
  refused: ['much', -0.1, 1, null],
})

const validationFraction: Parameter<number> = {
  initial: 0.1,
  expected: 'a number > 0 and < 1',
  help: 'Share of the rows kept apart by early_stopping',
  accepts: value => Number.isFinite(value) && (value as number) > 0 && (value as number) < 1,
  refused: ['half', 0, 1, null],
}

/** Of multilayer perceptrons. */
export const networkParams = {
  hidden_layer_sizes: hiddenLayers,
  activation: choice({
    initial: 'relu',
    options: ['identity', 'logistic', 'tanh', 'relu'],
    abbreviation: 'act',
    help: 'What a hidden unit makes of its sum',
  }),
  solver: choice({
    initial: 'adam',
    options: ['lbfgs', 'sgd', 'adam'],
    help: 'lbfgs: all rows at once, the best choice for some hundred spectra; adam, sgd: batch by batch',
  }),
  alpha: real({ initial: 1e-4, min: 0, abbreviation: 'alpha', help: 'Weight of the penalty on the squared weights' }),
  batch_size: batchSize,
  learning_rate: choice({
    initial: 'constant',
    options: ['constant', 'invscaling', 'adaptive'],
    help: 'How steps of sgd shrink: never, with the rows seen, or when the loss does not improve',
  }),
  learning_rate_init: positive({ initial: 1e-3, abbreviation: 'lr', help: 'First size of the steps of adam and sgd' }),
  power_t: real({ initial: 0.5, help: 'Power of the rows seen by which steps shrink under invscaling' }),
  max_iter: integer({ initial: 200, min: 1, help: 'Most steps of lbfgs, or passes over the rows of adam and sgd' }),
  shuffle: boolean({ initial: true, help: 'Put the rows into a new order at each pass of adam and sgd' }),
  random_state: seed,
  tol: real({
    initial: 1e-4,
    min: 0,
    help: 'lbfgs stops when no slope is steeper; adam and sgd when passes do not improve the loss by more',
  }),
  momentum: real({ initial: 0.9, min: 0, max: 1, help: 'Share of the last step that sgd goes on with' }),
  nesterovs_momentum: boolean({ initial: true, help: 'Look where that share leads to before the slope is taken' }),
  early_stopping: boolean({
    initial: false,
    help: 'Keep rows apart, stop adam and sgd when their score does not improve, and take the best weights',
  }),
  validation_fraction: validationFraction,
  beta_1: belowOne(0.9, 'How much of the mean slope adam keeps at each step'),
  beta_2: belowOne(0.999, 'How much of the mean squared slope adam keeps at each step'),
  epsilon: positive({ initial: 1e-8, help: 'Added to the divisor of the steps of adam' }),
  n_iter_no_change: integer({ initial: 10, min: 1, help: 'Passes without improvement after which adam and sgd stop' }),
  max_fun: integer({ initial: 15000, min: 1, help: 'Most losses that lbfgs computes' }),
  warm_start: boolean({ initial: false, help: 'Accepted without effect: every fit starts anew' }),
  verbose,
}

export type NetworkParams = ValuesOf<typeof networkParams>

export const hiddenUnits = (sizes: readonly number[] | number): readonly number[] =>
  typeof sizes === 'number' ? [sizes] : sizes
