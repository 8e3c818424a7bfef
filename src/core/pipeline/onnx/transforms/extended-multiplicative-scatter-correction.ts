import { dot } from '../../../math/products.ts'
import {
  extendedMultiplicativeScatterCorrection,
  polynomials,
  withoutPolynomial,
} from '../../../operators/scatter/extended-multiplicative-scatter-correction.ts'
import { arithmetic, rowOf } from '../arithmetic.ts'
import { convertTransform } from '../conversion.ts'
import { addWithoutBasis } from '../without-basis.ts'

export const onnxExtendedMultiplicativeScatterCorrection = convertTransform(extendedMultiplicativeScatterCorrection, {
  how: 'the regression of each row on the reference and a polynomial',
  limits: 'a spectrum without slope on the reference comes out as NaN',
  convert: (graph, X, { reference }, { degree, scale }) => {
    const { add, multiply, divide, absolute, square, squareRoot, sum, isAbove, not, unless } = arithmetic(graph)
    const basis = polynomials(X.columns, degree, scale)
    const apart = withoutPolynomial(reference, basis)
    const size = dot(apart, apart)
    const own = addWithoutBasis(graph, X, basis).tensor
    const slope = divide(sum(multiply(own, rowOf(graph, apart))), size)
    const least = multiply(squareRoot(sum(square(X.tensor))), 4 * X.columns * Number.EPSILON)
    const nothing = not(isAbove(multiply(absolute(slope), Math.sqrt(size)), least))
    const kept = reference.map((value, j) => value - apart[j]!)
    return { ...X, tensor: add(divide(own, unless(nothing, slope)), rowOf(graph, kept)) }
  },
})
