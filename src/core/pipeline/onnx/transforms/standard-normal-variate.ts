import { standardNormalVariate } from '../../../operators/scatter/standard-normal-variate.ts'
import { arithmetic, isNoise } from '../arithmetic.ts'
import { convertTransform } from '../conversion.ts'

export const onnxStandardNormalVariate = convertTransform(standardNormalVariate, {
  how: 'mean and standard deviation of each row',
  limits: 'a constant spectrum comes out as NaN',
  convert: (graph, X, _state, { ddof, with_mean, with_std }) => {
    const { subtract, divide, mean, square, squareRoot, sum, unless } = arithmetic(graph)
    const average = mean(X.tensor)
    const offset = subtract(X.tensor, average)
    const centered = with_mean ? offset : X.tensor
    if (!with_std) return { ...X, tensor: centered }
    const squares = sum(square(offset))
    const noise = isNoise(graph, divide(squares, X.columns), average, X.columns)
    const deviation = squareRoot(divide(squares, X.columns - ddof))
    return { ...X, tensor: divide(centered, unless(noise, deviation)) }
  },
})
