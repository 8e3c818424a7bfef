import { transposed } from '../../../math/matrix.ts'
import type { DampedDirections } from '../../../operators/decomposition/damped-directions.ts'
import type { Transform } from '../../../operators/index.ts'
import type { ParameterSet } from '../../../params/index.ts'
import { arithmetic, rowOf, timesMatrix } from '../arithmetic.ts'
import { convertTransform, type TransformConversion } from '../conversion.ts'

/** Spectra less a share of what they have along each of some directions. */
export const dampedTransform = <P extends ParameterSet>(
  operator: Transform<P, DampedDirections>,
): TransformConversion =>
  convertTransform(operator, {
    how: 'products with the directions and back',
    convert: (graph, X, { directions, kept }) => {
      const { add, multiply } = arithmetic(graph)
      const along = timesMatrix(graph, X, transposed(directions))
      const damped = multiply(
        along.tensor,
        rowOf(
          graph,
          kept.map(share => share - 1),
        ),
      )
      const change = timesMatrix(graph, { ...along, tensor: damped }, directions)
      return { ...X, tensor: add(X.tensor, change.tensor) }
    },
  })
