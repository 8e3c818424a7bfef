import { robustStandardNormalVariate } from '../../../operators/scatter/robust-standard-normal-variate.ts'
import { arithmetic } from '../arithmetic.ts'
import { convertTransform } from '../conversion.ts'
import { rowMedians } from '../medians.ts'

export const onnxRobustStandardNormalVariate = convertTransform(robustStandardNormalVariate, {
  how: 'medians of each row, from its sorted values',
  limits: 'a spectrum without deviation comes out as NaN',
  convert: (graph, X, _state, { with_center, with_scale, k }) => {
    const { subtract, divide, multiply, absolute, isAbove, not, unless } = arithmetic(graph)
    const center = with_center ? rowMedians(graph, X) : graph.number(0)
    const centered = with_center ? subtract(X.tensor, center) : X.tensor
    if (!with_scale) return { ...X, tensor: centered }
    const deviation = rowMedians(graph, { ...X, tensor: absolute(centered) })
    const least = multiply(absolute(center), 4 * Number.EPSILON)
    const nothing = not(isAbove(deviation, least))
    return { ...X, tensor: divide(centered, unless(nothing, multiply(deviation, k))) }
  },
})
