import type { Matrix } from '../../math/matrix.ts'
import { type Activation, backPropagate, layersOf, layerValues, type Units } from './network.ts'

/** What a network is trained for. */
export interface NetworkLoss {
  /** From the sums of the last layer to what is compared with the targets: (n_samples, n_outputs). */
  readonly output: (sums: Matrix) => Matrix
  /** Summed over the rows. */
  readonly total: (output: Matrix, Y: Matrix) => number
}

/** Half the squared error, of quantities. */
export const halfSquaredError: NetworkLoss = {
  output: sums => sums,
  total: ({ values }, Y) => values.reduce((sum, value, at) => sum + (value - Y.values[at]!) ** 2, 0) / 2,
}

export interface Network {
  readonly units: Units
  readonly activation: Activation
  readonly alpha: number
  readonly loss: NetworkLoss
}

/**
 * (Σ loss of the rows + alpha / 2 · Σ weights²) / n_samples; its gradient is written to `gradient`. For the losses here the
 * slope in the sums of the last layer is output − Y.
 */
export function penalisedLoss(
  { units, activation, alpha, loss }: Network,
  X: Matrix,
  Y: Matrix,
  parameters: Float64Array,
  gradient: Float64Array,
): number {
  const layers = layersOf(units, parameters)
  const values = layerValues(X, layers, activation)
  const output = loss.output(values.at(-1)!)
  const delta = { ...output, values: output.values.map((value, at) => value - Y.values[at]!) }
  backPropagate(units, layers, values, delta, { activation, alpha }, gradient)
  let squares = 0
  for (const { weights } of layers) for (const weight of weights.values) squares += weight * weight
  return (loss.total(output, Y) + (alpha / 2) * squares) / X.rows
}

/** What the network gives for spectra: (n_samples, n_outputs). */
export function networkOutput({ units, activation, loss }: Network, parameters: Float64Array, X: Matrix): Matrix {
  return loss.output(layerValues(X, layersOf(units, parameters), activation).at(-1)!)
}
