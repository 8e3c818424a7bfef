import { type Matrix, mapRows, zeros } from '../../../math/matrix.ts'
import { padded } from '../../../math/padding.ts'
import { innerMovingMean, withExtrapolatedEdges } from '../../../operators/baseline/extrapolated-edges.ts'
import { peakClipping } from '../../../operators/baseline/peak-clipping.ts'
import { arithmetic } from '../arithmetic.ts'
import { convertTransform } from '../conversion.ts'
import { addAffine, affineMap } from './affine.ts'

const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i)

export const onnxPeakClipping = convertTransform(peakClipping, {
  how: 'its steps one after the other',
  convert: (graph, X, _state, { max_half_window, decreasing, smooth_half_window }) => {
    const { add, beside, choose, divide, isAbove, subtract, take } = arithmetic(graph)
    const n = X.columns
    const widest = Math.min(max_half_window, Math.floor((n - 1) / 2))
    const length = n + 2 * widest
    const extended = affineMap(x => eachRow(x, length, row => withExtrapolatedEdges(row, widest)), n)
    const smoothing = smooth_half_window
      ? affineMap(x => eachRow(x, length, row => movingMean(row, smooth_half_window)), length)
      : null
    let { tensor } = addAffine(graph, X, extended)
    for (let step = 1; step <= widest; step++) {
      const half = decreasing ? widest + 1 - step : step
      const kept = smoothing ? addAffine(graph, { tensor, columns: length }, smoothing).tensor : tensor
      const inner = range(half, length - half)
      const before = take(tensor, inner)
      const [left, right] = [take(tensor, range(0, length - 2 * half)), take(tensor, range(2 * half, length))]
      const bridge = divide(add(left, right), 2)
      const clipped = choose(isAbove(before, bridge), bridge, take(kept, inner))
      tensor = beside([take(tensor, range(0, half)), clipped, take(tensor, range(length - half, length))])
    }
    return { ...X, tensor: subtract(X.tensor, take(tensor, range(widest, widest + n))) }
  },
})

function eachRow(X: Matrix, columns: number, change: (row: Float64Array) => Float64Array): Matrix {
  return mapRows(zeros(X.rows, columns), (_, target, i) =>
    target.set(change(X.values.subarray(i * X.columns, (i + 1) * X.columns))),
  )
}

const movingMean = (values: Float64Array, half: number): Float64Array =>
  innerMovingMean(padded(values, half, 'symmetric'), half)
