import { mapRows } from '../../../math/matrix.ts'
import { innerMovingMean, withExtrapolatedEdges } from '../../../operators/baseline/extrapolated-edges.ts'
import { rollingBall } from '../../../operators/baseline/rolling-ball.ts'
import { arithmetic } from '../arithmetic.ts'
import { convertTransform } from '../conversion.ts'
import type { Graph, Tensor } from '../graph.ts'
import { addAffine, affineMap } from './affine.ts'

export const onnxRollingBall = convertTransform(rollingBall, {
  how: 'minima and maxima of windows, and the matrix of the moving mean after them',
  convert: (graph, X, _state, { half_window, smooth_half_window }) => {
    const { subtract } = arithmetic(graph)
    const smooth = smooth_half_window ?? half_window
    const lowest = windowExtremes(graph, X.tensor, X.columns, half_window, 'Min')
    const opened = windowExtremes(graph, lowest, X.columns, half_window, 'Max')
    const mean = affineMap(
      x => mapRows(x, (row, target) => target.set(innerMovingMean(withExtrapolatedEdges(row, smooth), smooth))),
      X.columns,
    )
    const baseline = addAffine(graph, { ...X, tensor: opened }, mean)
    return { ...X, tensor: subtract(X.tensor, baseline.tensor) }
  },
})

/**
 * Least or greatest value of the window j − half … j + half of each feature, cut at the ends. Windows grow by doubling: that
 * from j on of a + b features is the one of a, and the one of b from j + a on.
 */
function windowExtremes(graph: Graph, X: Tensor, n: number, half: number, op: 'Min' | 'Max'): Tensor {
  const { take } = arithmetic(graph)
  const positions = (count: number, shift: number, last: number) =>
    Int32Array.from({ length: count }, (_, j) => Math.min(Math.max(j + shift, 0), last))
  // The first value stands before the first window, so that all begin inside.
  const length = n + half
  const wide = take(X, positions(length, -half, n - 1))
  const window = 2 * half + 1
  let [extremes, covered] = [wide, 1]
  while (covered < window) {
    const step = Math.min(covered, window - covered)
    extremes = graph.node(op, [extremes, take(extremes, positions(length, step, length - 1))])
    covered += step
  }
  return take(extremes, positions(n, 0, length - 1))
}
