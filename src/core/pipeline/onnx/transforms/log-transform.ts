import { logTransform, offsetOf } from '../../../operators/conversion/log-transform.ts'
import { arithmetic } from '../arithmetic.ts'
import { convertTransform } from '../conversion.ts'

export const onnxLogTransform = convertTransform(logTransform, {
  how: 'its formula, value by value',
  limits: 'a value whose logarithm n4a refuses comes out as NaN',
  convert: (graph, X, learned, params) => {
    const { add, divide, logarithm, isAbove, choose } = arithmetic(graph)
    const above = add(X.tensor, offsetOf(learned, params))
    const otherwise = params.auto_offset ? params.min_value : Number.NaN
    const kept = choose(isAbove(above, 0), above, otherwise)
    // Without auto_offset NaN is what is not positive, and with it too where it was none before.
    const known = params.auto_offset ? choose(isAbove(above, Number.NEGATIVE_INFINITY), kept, Number.NaN) : kept
    return { ...X, tensor: divide(logarithm(known), Math.log(params.base)) }
  },
  inverse: (graph, y, learned, params) => {
    const { subtract, exponential, multiply } = arithmetic(graph)
    const powers = exponential(multiply(y.tensor, Math.log(params.base)))
    return { ...y, tensor: subtract(powers, offsetOf(learned, params)) }
  },
})
