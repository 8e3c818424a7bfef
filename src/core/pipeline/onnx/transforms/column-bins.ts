import type { ColumnEdges } from '../../../operators/discretization/column-bins.ts'
import type { Transform } from '../../../operators/index.ts'
import type { ParameterSet } from '../../../params/index.ts'
import { arithmetic, rowOf } from '../arithmetic.ts'
import { convertTransform, type TransformConversion } from '../conversion.ts'

/** The number of inner edges that a value reaches, feature by feature. */
export const binTransform = <P extends ParameterSet>(operator: Transform<P, ColumnEdges>): TransformConversion =>
  convertTransform(operator, {
    how: 'the number of edges that a value reaches',
    limits: 'a value that rounding of a step before puts to the other side of an edge falls into the bin beside it',
    convert: (graph, X, edges) => {
      const { add, asNumbers, isBelow, multiply, not } = arithmetic(graph)
      const inner = edges.map(of => of.subarray(1, -1))
      const most = Math.max(...inner.map(of => of.length))
      const reached = Array.from({ length: most }, (_, k) => {
        const edge = rowOf(
          graph,
          inner.map(of => of[k] ?? Number.POSITIVE_INFINITY),
        )
        return asNumbers(not(isBelow(X.tensor, edge)))
      })
      // What is no number stays none.
      return { ...X, tensor: add(reached.reduce(add), multiply(X.tensor, 0)) }
    },
  })
