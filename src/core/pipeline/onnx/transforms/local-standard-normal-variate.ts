import { padded } from '../../../math/padding.ts'
import { localPaddings, localStandardNormalVariate } from '../../../operators/scatter/local-standard-normal-variate.ts'
import { arithmetic, isNoise } from '../arithmetic.ts'
import { convertTransform } from '../conversion.ts'
import type { Graph, Table, Tensor } from '../graph.ts'

export const onnxLocalStandardNormalVariate = convertTransform(localStandardNormalVariate, {
  how: 'mean and standard deviation of the window around each feature',
  limits: 'a value whose window is constant comes out as NaN',
  convert: (graph, X, _state, { window, pad_mode, constant_values }) => {
    const { add, subtract, divide, square, squareRoot, unless } = arithmetic(graph)
    // Where the values of the window stand: positions among the features, or one behind them for the constant.
    const positions = padded(
      Float64Array.from({ length: X.columns }, (_, j) => j),
      (window - 1) / 2,
      localPaddings[pad_mode],
      X.columns,
    )
    const source = pad_mode === 'constant' ? withConstant(graph, X, constant_values) : X.tensor
    const values = neighbours(graph, source, positions, X.columns, window)
    const average = divide(values.reduce(add), window)
    const variance = divide(values.map(value => square(subtract(value, average))).reduce(add), window)
    const noise = isNoise(graph, variance, average, window)
    return { ...X, tensor: divide(subtract(X.tensor, average), unless(noise, squareRoot(variance))) }
  },
})

/** Behind each row one more value. */
function withConstant(graph: Graph, X: Table, value: number): Tensor {
  const { add, beside, multiply, take } = arithmetic(graph)
  return beside([X.tensor, add(multiply(take(X.tensor, [0]), 0), value)])
}

/** For each place of the window the values that stand there: (N, n_features) each. */
function neighbours(graph: Graph, source: Tensor, positions: Float64Array, n: number, window: number): Tensor[] {
  const { take } = arithmetic(graph)
  return Array.from({ length: window }, (_, k) => take(source, positions.subarray(k, k + n)))
}
