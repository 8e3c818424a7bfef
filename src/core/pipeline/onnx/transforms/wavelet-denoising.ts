import { type Matrix, mapRows } from '../../../math/matrix.ts'
import { waveletFilters } from '../../../math/wavelet-filters.ts'
import { reconstruct } from '../../../math/wavelet-transform.ts'
import { normalMedian, waveletDenoising } from '../../../operators/decomposition/wavelet-denoising.ts'
import { decomposeLevels } from '../../../operators/decomposition/wavelet-levels.ts'
import { arithmetic } from '../arithmetic.ts'
import { convertTransform } from '../conversion.ts'
import type { Graph, Table, Tensor } from '../graph.ts'
import { rowMedians } from '../medians.ts'
import { addAffine, affineMap } from './affine.ts'

export const onnxWaveletDenoising = convertTransform(waveletDenoising, {
  how: 'the matrix of all coefficients, thresholds by the noise of each row, and the matrix back',
  convert: (graph, X, _state, { wavelet, mode, level, threshold_mode, noise_estimator }) => {
    const { beside, take, multiply } = arithmetic(graph)
    const filters = waveletFilters(wavelet)
    const levels = (spectrum: Float64Array) => decomposeLevels(spectrum, level, filters, mode)
    const { approximation, details } = levels(new Float64Array(X.columns))
    // From the coarsest level on, the finest last, as they are put together again.
    const sizes = [approximation.length, ...details.toReversed().map(detail => detail.length)]
    const total = sizes.reduce((sum, size) => sum + size, 0)
    const coefficients = addAffine(
      graph,
      X,
      affineMap(x => eachRow(x, total, row => joined(levels(row))), X.columns),
    )
    const finest = { tensor: take(coefficients.tensor, range(total - sizes.at(-1)!, total)), columns: sizes.at(-1)! }
    const noise = noise_estimator === 'std' ? deviations(graph, finest) : robustNoise(graph, finest)
    const threshold = multiply(noise, Math.sqrt(2 * Math.log(X.columns)))
    const rough = take(coefficients.tensor, range(0, sizes[0]!))
    const shrunk = shrink(graph, take(coefficients.tensor, range(sizes[0]!, total)), threshold, threshold_mode)
    const back = (row: Float64Array): Float64Array => {
      let [rebuilt, at] = [row.subarray(0, sizes[0]!), sizes[0]!]
      for (const size of sizes.slice(1)) {
        const detail = row.subarray(at, at + size)
        rebuilt = reconstruct({ approximation: rebuilt.subarray(0, size), detail }, filters, mode)
        at += size
      }
      return rebuilt.subarray(0, X.columns)
    }
    return addAffine(
      graph,
      { tensor: beside([rough, shrunk]), columns: total },
      affineMap(x => eachRow(x, X.columns, back), total),
    )
  },
})

const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i)

const joined = ({ approximation, details }: ReturnType<typeof decomposeLevels>): Float64Array =>
  Float64Array.from([approximation, ...details.toReversed()].flatMap(values => Array.from(values)))

function eachRow(X: Matrix, columns: number, change: (row: Float64Array) => Float64Array): Matrix {
  const blank = { rows: X.rows, columns, values: new Float64Array(X.rows * columns) }
  return mapRows(blank, (_, target, i) => target.set(change(X.values.subarray(i * X.columns, (i + 1) * X.columns))))
}

function deviations(graph: Graph, X: Table): Tensor {
  const { mean, subtract, square, squareRoot } = arithmetic(graph)
  return squareRoot(mean(square(subtract(X.tensor, mean(X.tensor)))))
}

function robustNoise(graph: Graph, X: Table): Tensor {
  const { absolute, divide } = arithmetic(graph)
  return divide(rowMedians(graph, { ...X, tensor: absolute(X.tensor) }), normalMedian)
}

function shrink(graph: Graph, details: Tensor, threshold: Tensor, mode: 'soft' | 'hard'): Tensor {
  const { absolute, atLeast, choose, isBelow, multiply, subtract } = arithmetic(graph)
  const sizes = absolute(details)
  if (mode === 'hard') return choose(isBelow(sizes, threshold), 0, details)
  return multiply(graph.node('Sign', [details]), atLeast(0, subtract(sizes, threshold)))
}
