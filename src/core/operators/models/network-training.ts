import { NotFinite } from '../../errors/index.ts'
import { limitedMemoryQuasiNewton } from '../../math/limited-memory-quasi-newton.ts'
import { type Matrix, takeRows } from '../../math/matrix.ts'
import type { MersenneTwister } from '../../math/random/mersenne-twister.ts'
import { shuffle } from '../../math/random/shuffle.ts'
import { stoppedEarly } from '../convergence-warning.ts'
import { initialParameters } from './network.ts'
import { type Network, penalisedLoss } from './network-loss.ts'
import { adam, gradientDescent, type StepRules } from './stochastic-optimizers.ts'

export interface TrainingRules extends StepRules {
  readonly solver: 'adam' | 'sgd' | 'lbfgs'
  readonly batch_size: number | 'auto'
  readonly max_iter: number
  readonly max_fun: number
  readonly tol: number
  readonly n_iter_no_change: number
  readonly shuffle: boolean
  readonly early_stopping: boolean
}

export interface TrainedParameters {
  readonly parameters: Float64Array
  readonly n_iter: number
  /** Penalised, per row. */
  readonly loss: number
  readonly converged: boolean
}

/** What to say of a training that a limit ended. */
export const trainingWarnings = (
  { converged, n_iter }: TrainedParameters,
  { max_iter }: Pick<TrainingRules, 'max_iter'>,
): readonly string[] => stoppedEarly(converged, n_iter < max_iter ? 'max_fun, or tol' : 'max_iter')

/** Rows kept apart to tell when to stop, and how good parameters are on them: the greater the better. */
export interface Validation {
  readonly train: Int32Array
  readonly score: (parameters: Float64Array) => number
}

/**
 * Train from random weights. Drawn in the order of scikit-learn, so that a seed gives its numbers: the weights, the rows that
 * validate, the order of the rows at each pass.
 *
 * @param keepApart draws the rows that validate, for early stopping
 * @throws NotFinite
 */
export function trainNetwork(
  network: Network,
  X: Matrix,
  Y: Matrix,
  rules: TrainingRules,
  twister: MersenneTwister,
  keepApart: () => Validation,
): TrainedParameters {
  const start = initialParameters(network.units, network.activation, twister)
  const trained =
    rules.solver === 'lbfgs'
      ? quasiNewton(network, X, Y, rules, start)
      : stochastic(network, X, Y, rules, start, twister, rules.early_stopping ? keepApart() : undefined)
  if (!trained.parameters.every(Number.isFinite)) throw NotFinite({ what: 'The weights of the network' })
  return trained
}

function quasiNewton(network: Network, X: Matrix, Y: Matrix, rules: TrainingRules, start: Float64Array) {
  const { point, value, n_iter, converged } = limitedMemoryQuasiNewton(
    (parameters, gradient) => penalisedLoss(network, X, Y, parameters, gradient),
    start,
    rules,
  )
  return { parameters: point, loss: value, n_iter, converged }
}

function stochastic(
  network: Network,
  allX: Matrix,
  allY: Matrix,
  rules: TrainingRules,
  parameters: Float64Array,
  twister: MersenneTwister,
  validation: Validation | undefined,
): TrainedParameters {
  const { max_iter, tol, n_iter_no_change } = rules
  const X = validation ? takeRows(allX, validation.train) : allX
  const Y = validation ? takeRows(allY, validation.train) : allY
  const size = rules.batch_size === 'auto' ? Math.min(200, X.rows) : Math.min(rules.batch_size, X.rows)
  const optimizer = (rules.solver === 'adam' ? adam : gradientDescent)(parameters.length, rules)
  const gradient = new Float64Array(parameters.length)
  let order: Int32Array = Int32Array.from({ length: X.rows }, (_, i) => i)
  let best = { parameters, score: Number.NEGATIVE_INFINITY }
  let waited = 0
  let loss = Number.POSITIVE_INFINITY
  let [n_iter, converged] = [0, false]
  while (n_iter < max_iter && !converged) {
    if (rules.shuffle) order = reordered(order, twister)
    loss = 0
    for (let from = 0; from < X.rows; from += size) {
      const batch = order.subarray(from, from + size)
      loss += penalisedLoss(network, takeRows(X, batch), takeRows(Y, batch), parameters, gradient) * batch.length
      optimizer.update(parameters, gradient)
    }
    loss /= X.rows
    n_iter++
    if (!Number.isFinite(loss)) throw NotFinite({ what: 'The losses of the network' })
    const score = validation ? validation.score(parameters) : -loss
    waited = score >= best.score + tol ? 0 : waited + 1
    if (score > best.score) best = { parameters: validation ? parameters.slice() : parameters, score }
    optimizer.endOfPass(n_iter * X.rows)
    if (waited > n_iter_no_change) {
      converged = !optimizer.goOn()
      waited = 0
    }
  }
  return { parameters: best.parameters, n_iter, loss, converged }
}

/** In a new random order, as scikit-learn's `shuffle` of the one before. */
function reordered(order: Int32Array, twister: MersenneTwister): Int32Array {
  const places = Int32Array.from(order.keys())
  shuffle(places, twister)
  return places.map(place => order[place]!)
}
