import { SingleOfClass, TooFewSamples } from '../../errors/index.ts'
import { type Matrix, takeElements, takeRows } from '../../math/matrix.ts'
import { type MersenneTwister, mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { permutation } from '../../math/random/shuffle.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { type Network, type NetworkLoss, networkOutput } from '../models/network-loss.ts'
import { hiddenUnits, type NetworkParams, networkParams } from '../models/network-parameters.ts'
import { type TrainedParameters, trainingWarnings, trainNetwork, type Validation } from '../models/network-training.ts'
import { defineClassifier } from '../operator.ts'
import { stratifiedDivision } from '../splitters/stratified-division.ts'
import { classIndicators } from './class-indicators.ts'
import { classProbabilities } from './class-probabilities.ts'

interface Perceptron extends TrainedParameters {
  readonly units: readonly number[]
  readonly n_classes: number
}

/**
 * Multilayer perceptron of classes: layers of units, the last of which give probabilities. Nothing is scaled: scale the spectra
 * before.
 *
 * X: (n_samples, n_features), y: codes of classes → probabilities. Learns weights, and keeps whether `max_iter` was enough
 * (`converged`). Random numbers are those that scikit-learn draws with the same seed; no seed is seed 0.
 *
 * @throws TooFewSamples; SingleOfClass; WrongFeatureCount; NotFinite where the weights grow without bounds
 * @see Rumelhart, Hinton & Williams (1986), Nature 323, 533–536
 */
export const multilayerPerceptronClassification = defineClassifier({
  id: 'multilayer_perceptron_classification',
  label: 'MLPC',
  class_path: 'sklearn.neural_network.MLPClassifier',
  aliases: ['MLPClassifier', 'sklearn.neural_network._multilayer_perceptron.MLPClassifier'],
  summary: 'Network of units in layers, trained to the least log loss',
  formula:
    'p = softmax(W₂ f(W₁ x + b₁) + b₂), the logistic function for two classes; log loss + alpha · ‖W‖² / 2n is least',
  source: 'Rumelhart, Hinton & Williams (1986), Nature 323, 533–536; adam: Kingma & Ba (2015)',
  checked_against:
    'scikit-learn 1.2.1, within 1e-6 from the same seed, and 1e-3 where lbfgs goes on for more than 100 steps',
  params: networkParams,
  scores_are: 'probabilities',
  fit: (X, y, params) => fitPerceptron(X, y, params),
  scores: (X, { units, n_classes, parameters }, params) => {
    checkSpectra(X, units[0])
    return probabilitiesOf(networkOf(units, n_classes, params), parameters, X, n_classes)
  },
  warnings: trainingWarnings,
})

function fitPerceptron(X: Matrix, y: Float64Array, params: NetworkParams): Perceptron {
  checkTrainingData(X, y, 1, 'a network')
  const indicators = classIndicators(y)
  const n_classes = indicators.columns
  // Of two classes the second has a unit, whose sum says how much more likely it is.
  const Y = n_classes === 2 ? { rows: X.rows, columns: 1, values: y } : indicators
  const units = [X.columns, ...hiddenUnits(params.hidden_layer_sizes), Y.columns]
  const network = networkOf(units, n_classes, params)
  const twister = mersenneTwister(params.random_state ?? 0)
  const keepApart = () => rowsApart(network, n_classes, X, y, params.validation_fraction, twister)
  return { units, n_classes, ...trainNetwork(network, X, Y, params, twister, keepApart) }
}

function networkOf(units: readonly number[], n_classes: number, { activation, alpha }: NetworkParams): Network {
  return { units, activation, alpha, loss: n_classes === 2 ? logLossOfTwo : logLoss }
}

function probabilitiesOf(network: Network, parameters: Float64Array, X: Matrix, n_classes: number): Matrix {
  const output = networkOutput(network, parameters, X)
  if (n_classes !== 2) return output
  const values = Float64Array.from({ length: 2 * X.rows }, (_, at) => {
    const second = output.values[Math.floor(at / 2)]!
    return at % 2 === 0 ? 1 - second : second
  })
  return { rows: X.rows, columns: 2, values }
}

/** Keeps logarithms finite, where scikit-learn does. */
const bounded = (probability: number): number => Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, probability))

const logLoss: NetworkLoss = {
  output: sums => classProbabilities(sums, sums.columns),
  total: ({ values }, Y) =>
    -values.reduce((sum, probability, at) => sum + Y.values[at]! * Math.log(bounded(probability)), 0),
}

const logLossOfTwo: NetworkLoss = {
  output: sums => ({ ...sums, values: sums.values.map(sum => 1 / (1 + Math.exp(-sum))) }),
  total: ({ values }, Y) =>
    -values.reduce((sum, probability, i) => {
      const likely = bounded(probability)
      return sum + Math.log(Y.values[i] === 1 ? likely : 1 - likely)
    }, 0),
}

/** Rows drawn as scikit-learn draws them, which keeps the shares of two classes but not of more, scored by accuracy. */
function rowsApart(
  network: Network,
  n_classes: number,
  X: Matrix,
  y: Float64Array,
  share: number,
  twister: MersenneTwister,
): Validation {
  const n_val = Math.ceil(share * X.rows)
  const n_train = X.rows - n_val
  const purpose = `early stopping with a validation_fraction of ${share}`
  if (n_train < 1) throw TooFewSamples({ n_samples: X.rows, needed: X.rows + 1, purpose })
  const { train, val } = n_classes === 2 ? halves(y, { n_train, n_val }, twister) : drawn(X.rows, n_val, twister)
  const [valX, truth] = [takeRows(X, val), takeElements(y, val)]
  const score = (parameters: Float64Array): number => {
    const { values } = probabilitiesOf(network, parameters, valX, n_classes)
    const right = truth.filter((code, i) => {
      const own = values.subarray(i * n_classes, (i + 1) * n_classes)
      return own.indexOf(Math.max(...own)) === code
    })
    return right.length / truth.length
  }
  return { train, score }
}

function drawn(n_samples: number, n_val: number, twister: MersenneTwister) {
  const order = permutation(n_samples, twister)
  return { train: order.slice(n_val), val: order.slice(0, n_val) }
}

function halves(y: Float64Array, sizes: { n_train: number; n_val: number }, twister: MersenneTwister) {
  const second = y.reduce((sum, code) => sum + code, 0)
  const counts = Int32Array.of(y.length - second, second)
  const single = counts.indexOf(1)
  if (single >= 0) throw SingleOfClass({ splitter: 'early_stopping', value: String(single) })
  return stratifiedDivision({ codes: Int32Array.from(y), counts }, sizes, twister, 'early_stopping')
}
