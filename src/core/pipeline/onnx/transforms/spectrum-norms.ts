import { areaNormalization } from '../../../operators/scaling/area-normalization.ts'
import { maxNormalization } from '../../../operators/scaling/max-normalization.ts'
import { minMaxNormalization } from '../../../operators/scaling/min-max-normalization.ts'
import { normalizer } from '../../../operators/scaling/normalizer.ts'
import { arithmetic, type Operand } from '../arithmetic.ts'
import { convertTransform } from '../conversion.ts'
import type { Graph, Table, Tensor } from '../graph.ts'

const refusedRows = 'a spectrum that n4a refuses comes out as NaN'

/** Rows divided by a number of their own; NaN where it is nothing. */
function divided(graph: Graph, X: Table, by: Tensor, isNothing: Tensor): Table {
  const { divide, unless } = arithmetic(graph)
  return { ...X, tensor: divide(X.tensor, unless(isNothing, by)) }
}

export const onnxNormalizer = convertTransform(normalizer, {
  how: 'the norm of each row, and a division by it',
  limits: refusedRows,
  convert: (graph, X, _state, { norm }) => {
    const { absolute, sum, maximum, square, squareRoot, divide, multiply, isEqual, unless } = arithmetic(graph)
    const sizes = absolute(X.tensor)
    const largest = maximum(sizes)
    const nothing = isEqual(largest, 0)
    if (norm === 'l1') return divided(graph, X, sum(sizes), nothing)
    if (norm === 'max') return divided(graph, X, largest, nothing)
    const scaled = divide(X.tensor, unless(nothing, largest))
    return divided(graph, X, multiply(largest, squareRoot(sum(square(scaled)))), nothing)
  },
})

export const onnxMinMaxNormalization = convertTransform(minMaxNormalization, {
  how: 'the smallest value of each row and its range',
  limits: refusedRows,
  convert: (graph, X) => {
    const { subtract, maximum, minimum, isEqual } = arithmetic(graph)
    const smallest = minimum(X.tensor)
    const range = subtract(maximum(X.tensor), smallest)
    return divided(graph, { ...X, tensor: subtract(X.tensor, smallest) }, range, isEqual(range, 0))
  },
})

export const onnxMaxNormalization = convertTransform(maxNormalization, {
  how: 'the largest value of each row, and a division by it',
  limits: refusedRows,
  convert: (graph, X) => {
    const { maximum, isAbove, not } = arithmetic(graph)
    const largest = maximum(X.tensor)
    return divided(graph, X, largest, not(isAbove(largest, 0)))
  },
})

export const onnxAreaNormalization = convertTransform(areaNormalization, {
  how: 'the area of each row, and a division by it',
  limits: refusedRows,
  convert: (graph, X, _state, { method }) => {
    const { absolute, sum, multiply, isAbove, not } = arithmetic(graph)
    const sizes = sum(absolute(X.tensor))
    const areas = {
      sum: (): Operand => sum(X.tensor),
      abs_sum: (): Operand => sizes,
      trapz: (): Operand => trapezoids(graph, X),
    }
    const area = areas[method]() as Tensor
    const nothing = not(isAbove(absolute(area), multiply(sizes, X.columns * Number.EPSILON)))
    return divided(graph, X, area, nothing)
  },
})

/** The sum of all values, less half of the first and the last. */
function trapezoids(graph: Graph, X: Table): Tensor {
  const { subtract, multiply, sum, take } = arithmetic(graph)
  return subtract(sum(X.tensor), multiply(0.5, sum(take(X.tensor, [0, X.columns - 1]))))
}
