import { dot } from '../../../math/products.ts'
import { mean as meanOf } from '../../../math/statistics.ts'
import { multiplicativeScatterCorrection } from '../../../operators/scatter/multiplicative-scatter-correction.ts'
import { arithmetic, isNoise, rowOf } from '../arithmetic.ts'
import { convertTransform } from '../conversion.ts'

export const onnxMultiplicativeScatterCorrection = convertTransform(multiplicativeScatterCorrection, {
  how: 'the regression of each row on the reference',
  limits: 'a constant spectrum comes out as NaN',
  convert: (graph, X, { reference }) => {
    const { add, subtract, multiply, divide, mean, square, sum, isEqual, either, unless } = arithmetic(graph)
    const center = meanOf(reference)
    const centered = reference.map(value => value - center)
    const average = mean(X.tensor)
    const offset = subtract(X.tensor, average)
    const slope = divide(sum(multiply(offset, rowOf(graph, centered))), dot(centered, centered))
    const noise = isNoise(graph, divide(sum(square(offset)), X.columns), average, X.columns)
    const refused = either(isEqual(slope, 0), noise)
    return { ...X, tensor: add(divide(offset, unless(refused, slope)), center) }
  },
})
