import { type Matrix, mapRows, row, zeros } from '../../math/matrix.ts'
import { addCrossProduct, addProduct } from '../../math/matrix-products.ts'
import { addScaled } from '../../math/products.ts'
import type { MersenneTwister } from '../../math/random/mersenne-twister.ts'
import { nextUniform } from '../../math/random/uniform.ts'

export type Activation = 'relu' | 'tanh' | 'logistic' | 'identity'

/** Units of each layer, from the features to the outputs. */
export type Units = readonly number[]

/** One layer: views on the parameters of a network. */
interface Layer {
  /** (fan_in, fan_out) */
  readonly weights: Matrix
  /** (fan_out,) */
  readonly intercepts: Float64Array
}

/** All weights, layer by layer, then all intercepts. */
export function parameterCount(units: Units): number {
  return units.slice(1).reduce((sum, fan_out, k) => sum + fan_out * (units[k]! + 1), 0)
}

export function layersOf(units: Units, parameters: Float64Array): Layer[] {
  const shapes = units.slice(1).map((columns, k) => ({ rows: units[k]!, columns }))
  let at = 0
  const take = (count: number) => {
    at += count
    return parameters.subarray(at - count, at)
  }
  const weights = shapes.map(shape => ({ ...shape, values: take(shape.rows * shape.columns) }))
  return weights.map(matrix => ({ weights: matrix, intercepts: take(matrix.columns) }))
}

/**
 * Uniform weights whose spread keeps the variance of a layer near that of the one before, drawn as scikit-learn draws them.
 * @see Glorot & Bengio (2010), Proceedings of Machine Learning Research 9, 249–256
 */
export function initialParameters(units: Units, activation: Activation, twister: MersenneTwister): Float64Array {
  const parameters = new Float64Array(parameterCount(units))
  for (const { weights, intercepts } of layersOf(units, parameters)) {
    const bound = Math.sqrt((activation === 'logistic' ? 2 : 6) / (weights.rows + weights.columns))
    for (const values of [weights.values, intercepts]) {
      for (let at = 0; at < values.length; at++) values[at] = -bound + 2 * bound * nextUniform(twister)
    }
  }
  return parameters
}

const activate: Readonly<Record<Activation, (values: Float64Array) => void>> = {
  identity: () => {},
  relu: values => {
    for (let at = 0; at < values.length; at++) if (values[at]! < 0) values[at] = 0
  },
  tanh: values => {
    for (let at = 0; at < values.length; at++) values[at] = Math.tanh(values[at]!)
  },
  logistic: values => {
    for (let at = 0; at < values.length; at++) values[at] = 1 / (1 + Math.exp(-values[at]!))
  },
}

/** What the slope of an activation multiplies: from its value. */
const scaleBySlope: Readonly<Record<Activation, (delta: Float64Array, values: Float64Array) => void>> = {
  identity: () => {},
  relu: (delta, values) => {
    for (let at = 0; at < delta.length; at++) if (values[at] === 0) delta[at] = 0
  },
  tanh: (delta, values) => {
    for (let at = 0; at < delta.length; at++) delta[at]! *= 1 - values[at]! * values[at]!
  },
  logistic: (delta, values) => {
    for (let at = 0; at < delta.length; at++) delta[at]! *= values[at]! * (1 - values[at]!)
  },
}

/** Values of each layer, X first; the last are sums without an activation: (n_samples, units) each. */
export function layerValues(X: Matrix, layers: readonly Layer[], activation: Activation): Matrix[] {
  const values = [X]
  layers.forEach((layer, k) => {
    const next = sumsOf(values[k]!, layer)
    if (k < layers.length - 1) activate[activation](next.values)
    values.push(next)
  })
  return values
}

/** XW + b, each row from its own values only: (n_samples, fan_out). */
function sumsOf(X: Matrix, { weights, intercepts }: Layer): Matrix {
  const sums = zeros(X.rows, weights.columns)
  for (let i = 0; i < X.rows; i++) row(sums, i).set(intercepts)
  addProduct(X, weights, sums.values)
  return sums
}

/**
 * Gradient of (Σ loss of the rows + alpha / 2 · Σ weights²) / n_samples, written to `gradient`.
 * @param delta slope of the loss in the sums of the last layer: (n_samples, n_outputs)
 */
export function backPropagate(
  units: Units,
  layers: readonly Layer[],
  values: readonly Matrix[],
  delta: Matrix,
  { activation, alpha }: { readonly activation: Activation; readonly alpha: number },
  gradient: Float64Array,
): void {
  gradient.fill(0)
  const slopes = layersOf(units, gradient)
  let slope = delta
  for (let k = layers.length - 1; k >= 0; k--) {
    const { weights } = layers[k]!
    const own = slopes[k]!
    addCrossProduct(values[k]!, slope, own.weights.values)
    for (let i = 0; i < slope.rows; i++) addScaled(own.intercepts, 1, row(slope, i))
    addScaled(own.weights.values, alpha, weights.values)
    if (k === 0) break
    slope = mapRows(values[k]!, (source, target, i) => {
      const { columns } = weights
      for (let unit = 0; unit < weights.rows; unit++) {
        // A relu at rest has no slope; the others are never exactly 0 but by chance.
        if (activation === 'relu' && source[unit] === 0) continue
        let sum = 0
        for (let j = 0; j < columns; j++) {
          sum += slope.values[i * columns + j]! * weights.values[unit * columns + j]!
        }
        target[unit] = sum
      }
      scaleBySlope[activation](target, source)
    })
  }
  const n_samples = delta.rows
  for (let at = 0; at < gradient.length; at++) gradient[at]! /= n_samples
}
