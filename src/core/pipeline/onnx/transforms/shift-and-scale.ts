import type { Transform } from '../../../operators/index.ts'
import type { ShiftAndScale } from '../../../operators/scaling/shift-and-scale.ts'
import type { ParameterSet } from '../../../params/index.ts'
import { arithmetic, rowOf } from '../arithmetic.ts'
import { convertTransform, type TransformConversion } from '../conversion.ts'
import type { Graph, Table } from '../graph.ts'

/** (x − center) / scale of each feature, in that order, so that no digits are lost where the center is large. */
export function addShiftAndScale(graph: Graph, X: Table, { center, scale }: ShiftAndScale): Table {
  const { subtract, divide } = arithmetic(graph)
  return { ...X, tensor: divide(subtract(X.tensor, rowOf(graph, center)), rowOf(graph, scale)) }
}

/** x · scale + center of each feature. */
export function addScaleAndShift(graph: Graph, X: Table, { center, scale }: ShiftAndScale): Table {
  const { add, multiply } = arithmetic(graph)
  return { ...X, tensor: add(multiply(X.tensor, rowOf(graph, scale)), rowOf(graph, center)) }
}

/** A scaler of features. */
export function shiftAndScaleTransform<P extends ParameterSet, State>(
  operator: Transform<P, State>,
  learned: (state: State) => ShiftAndScale,
): TransformConversion {
  return convertTransform(operator, {
    how: 'a subtraction and a division for each feature',
    convert: (graph, X, state) => addShiftAndScale(graph, X, learned(state)),
    inverse: (graph, y, state) => addScaleAndShift(graph, y, learned(state)),
  })
}
