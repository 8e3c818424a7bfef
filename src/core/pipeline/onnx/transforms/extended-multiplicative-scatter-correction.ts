import { dot } from '../../../math/products.ts'
import {
  extendedMultiplicativeScatterCorrection,
  polynomials,
  withoutPolynomial,
} from '../../../operators/scatter/extended-multiplicative-scatter-correction.ts'
import { arithmetic, rowOf } from '../arithmetic.ts'
import { convertTransform } from '../conversion.ts'
import type { Graph, Tensor } from '../graph.ts'

export const onnxExtendedMultiplicativeScatterCorrection = convertTransform(extendedMultiplicativeScatterCorrection, {
  how: 'the regression of each row on the reference and a polynomial',
  limits: 'a spectrum without slope on the reference comes out as NaN',
  convert: (graph, X, { reference }, { degree, scale }) => {
    const { add, multiply, divide, absolute, square, squareRoot, sum, isAbove, not, unless } = arithmetic(graph)
    const basis = polynomials(X.columns, degree, scale)
    const apart = withoutPolynomial(reference, basis)
    const size = dot(apart, apart)
    const own = withoutBasis(graph, X.tensor, basis)
    const slope = divide(sum(multiply(own, rowOf(graph, apart))), size)
    const least = multiply(squareRoot(sum(square(X.tensor))), 4 * X.columns * Number.EPSILON)
    const nothing = not(isAbove(multiply(absolute(slope), Math.sqrt(size)), least))
    const kept = reference.map((value, j) => value - apart[j]!)
    return { ...X, tensor: add(divide(own, unless(nothing, slope)), rowOf(graph, kept)) }
  },
})

/** Rows less what they have along orthonormal vectors, taken off twice, as rounding leaves some the first time. */
function withoutBasis(graph: Graph, X: Tensor, basis: readonly Float64Array[]): Tensor {
  const { subtract, product } = arithmetic(graph)
  if (basis.length === 0) return X
  const n = basis[0]!.length
  const rows = graph.numbers(
    Float64Array.from({ length: basis.length * n }, (_, at) => basis[Math.floor(at / n)]![at % n]!),
    [basis.length, n],
  )
  const columns = graph.node('Transpose', [rows], { perm: { integers: [1, 0] } })
  const once = (x: Tensor) => subtract(x, product(product(x, columns), rows))
  return once(once(X))
}
