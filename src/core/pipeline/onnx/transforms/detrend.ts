import { orthonormalPolynomials } from '../../../math/discrete-polynomials.ts'
import { detrend, partsBetween } from '../../../operators/baseline/detrend.ts'
import { convertTransform } from '../conversion.ts'
import { addWithoutBasis } from '../without-basis.ts'

export const onnxDetrend = convertTransform(detrend, {
  how: 'products with orthonormal polynomials and back',
  convert: (graph, X, _state, { bp, order }) => {
    const basis = partsBetween(bp, X.columns).flatMap(({ start, end }) =>
      orthonormalPolynomials(new Float64Array(end - start).fill(1), order).map(polynomial => {
        const whole = new Float64Array(X.columns)
        whole.set(polynomial, start)
        return whole
      }),
    )
    return addWithoutBasis(graph, X, basis)
  },
})
