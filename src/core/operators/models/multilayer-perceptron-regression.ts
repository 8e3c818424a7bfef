import { TooFewSamples } from '../../errors/index.ts'
import type { Matrix } from '../../math/matrix.ts'
import { takeRows } from '../../math/matrix.ts'
import { type MersenneTwister, mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { permutation } from '../../math/random/shuffle.ts'
import { mean, squaredDeviations } from '../../math/statistics.ts'
import { checkSpectra, checkTrainingTargets } from '../checks.ts'
import { defineRegressor } from '../operator.ts'
import { halfSquaredError, type Network, networkOutput } from './network-loss.ts'
import { hiddenUnits, type NetworkParams, networkParams } from './network-parameters.ts'
import { type TrainedParameters, trainingWarnings, trainNetwork, type Validation } from './network-training.ts'

interface Perceptron extends TrainedParameters {
  readonly units: readonly number[]
}

/**
 * Multilayer perceptron: layers of units, each of which makes something simple of a weighted sum of the layer before. Nothing
 * is scaled: scale the spectra before, and y with `y_processing`.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns weights, and keeps whether `max_iter` was
 * enough (`converged`). Random numbers are those that scikit-learn draws with the same seed; no seed is seed 0.
 * Several quantities at once share the hidden layers; their squared errors are summed, where scikit-learn's value (but not its
 * slope) is their mean.
 *
 * @throws TooFewSamples; WrongFeatureCount; NotFinite where the weights grow without bounds
 * @see Rumelhart, Hinton & Williams (1986), Nature 323, 533–536
 */
export const multilayerPerceptronRegression = defineRegressor({
  id: 'multilayer_perceptron_regression',
  label: 'MLP',
  class_path: 'sklearn.neural_network.MLPRegressor',
  aliases: ['MLPRegressor', 'sklearn.neural_network._multilayer_perceptron.MLPRegressor'],
  summary: 'Network of units in layers, trained to the least squared error',
  formula: 'ŷ = W₂ f(W₁ x + b₁) + b₂; Σ (y − ŷ)² / 2n + alpha · ‖W‖² / 2n is least',
  source: 'Rumelhart, Hinton & Williams (1986), Nature 323, 533–536; adam: Kingma & Ba (2015)',
  checked_against:
    'scikit-learn 1.2.1, within 1e-6 from the same seed, and 1e-3 where lbfgs goes on for more than 100 steps',
  params: networkParams,
  fit: (X, y, params) => fitPerceptron(X, { rows: y.length, columns: 1, values: y }, params),
  predict: (X, model, params) => outputOf(X, model, params).values,
  warnings: trainingWarnings,
  joint: {
    fit: (X, Y, params) => fitPerceptron(X, Y, params),
    predict: (X, model, params) => outputOf(X, model as Perceptron, params),
  },
})

const networkOf = (units: readonly number[], { activation, alpha }: NetworkParams): Network => ({
  units,
  activation,
  alpha,
  loss: halfSquaredError,
})

function fitPerceptron(X: Matrix, Y: Matrix, params: NetworkParams): Perceptron {
  checkTrainingTargets(X, Y, 1, 'a network')
  const units = [X.columns, ...hiddenUnits(params.hidden_layer_sizes), Y.columns]
  const network = networkOf(units, params)
  const twister = mersenneTwister(params.random_state ?? 0)
  const keepApart = () => rowsApart(network, X, Y, params.validation_fraction, twister)
  return { units, ...trainNetwork(network, X, Y, params, twister, keepApart) }
}

function outputOf(X: Matrix, { units, parameters }: Perceptron, params: NetworkParams): Matrix {
  checkSpectra(X, units[0])
  return networkOutput(networkOf(units, params), parameters, X)
}

/** Rows drawn as scikit-learn draws them, scored by the mean of R² over the quantities. */
function rowsApart(network: Network, X: Matrix, Y: Matrix, share: number, twister: MersenneTwister): Validation {
  const n_val = Math.ceil(share * X.rows)
  if (n_val < 2 || n_val >= X.rows) {
    const needed = Math.max(X.rows + 1, 3)
    throw TooFewSamples({ n_samples: X.rows, needed, purpose: `early stopping with a validation_fraction of ${share}` })
  }
  const order = permutation(X.rows, twister)
  const val = order.subarray(0, n_val)
  const [valX, valY] = [takeRows(X, val), takeRows(Y, val)]
  const score = (parameters: Float64Array): number => {
    const found = networkOutput(network, parameters, valX)
    return mean(Float64Array.from({ length: Y.columns }, (_, k) => determination(column(valY, k), column(found, k))))
  }
  return { train: order.slice(n_val), score }
}

const column = ({ rows, columns, values }: Matrix, k: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, i) => values[i * columns + k]!)

/** R², 1 or 0 where the truth does not vary. */
function determination(truth: Float64Array, found: Float64Array): number {
  const residual = truth.reduce((sum, value, i) => sum + (value - found[i]!) ** 2, 0)
  const total = squaredDeviations(truth, mean(truth))
  if (total === 0) return residual === 0 ? 1 : 0
  return 1 - residual / total
}
