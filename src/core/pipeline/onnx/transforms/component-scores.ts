import { transposed } from '../../../math/matrix.ts'
import type { Components } from '../../../operators/decomposition/component-scores.ts'
import type { Transform } from '../../../operators/index.ts'
import type { ParameterSet } from '../../../params/index.ts'
import { arithmetic, rowOf, timesMatrix } from '../arithmetic.ts'
import { convertTransform, type TransformConversion } from '../conversion.ts'

/** Scores of spectra on directions learned in training. */
export const componentTransform = <P extends ParameterSet>(operator: Transform<P, Components>): TransformConversion =>
  convertTransform(operator, {
    how: 'the mean taken off, and a product with the directions',
    convert: (graph, X, { mean, directions, scale }) => {
      const { subtract, divide } = arithmetic(graph)
      const centered = mean ? { ...X, tensor: subtract(X.tensor, rowOf(graph, mean)) } : X
      const scores = timesMatrix(graph, centered, transposed(directions))
      return scale ? { ...scores, tensor: divide(scores.tensor, rowOf(graph, scale)) } : scores
    },
  })
