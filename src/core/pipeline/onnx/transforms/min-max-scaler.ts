import { minMaxScaler } from '../../../operators/scaling/min-max-scaler.ts'
import { arithmetic, rowOf } from '../arithmetic.ts'
import { convertTransform } from '../conversion.ts'

export const onnxMinMaxScaler = convertTransform(minMaxScaler, {
  how: 'a product and a sum for each feature, and the ends of the range where `clip` asks for them',
  convert: (graph, X, { smallest, scale }, { feature_range: [low, high], clip }) => {
    const { add, multiply, atLeast, atMost } = arithmetic(graph)
    const shift = scale.map((factor, j) => low - smallest[j]! * factor)
    const scaled = add(multiply(X.tensor, rowOf(graph, scale)), rowOf(graph, shift))
    return { ...X, tensor: clip ? atMost(high, atLeast(low, scaled)) : scaled }
  },
  inverse: (graph, y, { smallest, scale }, { feature_range: [low] }) => {
    const { add, divide, subtract } = arithmetic(graph)
    const unscaled = divide(subtract(y.tensor, low), rowOf(graph, scale))
    return { ...y, tensor: add(unscaled, rowOf(graph, smallest)) }
  },
})
