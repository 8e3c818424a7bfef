import { type Matrix, mapRows, zeros } from '../../../math/matrix.ts'
import { waveletFilters } from '../../../math/wavelet-filters.ts'
import { decompose, reconstruct, type WaveletCoefficients } from '../../../math/wavelet-transform.ts'
import { normalMedian, waveletDenoising } from '../../../operators/decomposition/wavelet-denoising.ts'
import { arithmetic } from '../arithmetic.ts'
import { convertTransform } from '../conversion.ts'
import type { Graph, Table, Tensor } from '../graph.ts'
import { rowMedians } from '../medians.ts'
import { addAffine, affineMap } from './affine.ts'

export const onnxWaveletDenoising = convertTransform(waveletDenoising, {
  how: 'the sums of each level, thresholds by the noise of each row, and the sums back',
  convert: (graph, X, _state, { wavelet, mode, level, threshold_mode, noise_estimator }) => {
    const { beside, multiply, take } = arithmetic(graph)
    const first = ({ tensor, columns }: Table, count: number) =>
      count === columns ? tensor : take(tensor, range(0, count))
    const filters = waveletFilters(wavelet)
    // From the finest level on.
    const details: Table[] = []
    let approximation = X
    for (let k = 0; k < level; k++) {
      const n = approximation.columns
      const count = decompose(new Float64Array(n), filters, mode).detail.length
      // Both at once: where a level is but a value or two, its details are nothing but rounding beside the approximation.
      const both = affineMap(x => eachRow(x, 2 * count, row => joined(decompose(row, filters, mode))), n)
      const { tensor } = addAffine(graph, approximation, both)
      details.push({ tensor: take(tensor, range(count, 2 * count)), columns: count })
      approximation = { tensor: take(tensor, range(0, count)), columns: count }
    }
    const finest = details[0]!
    const noise = noise_estimator === 'std' ? deviations(graph, finest) : robustNoise(graph, finest)
    const threshold = multiply(noise, Math.sqrt(2 * Math.log(X.columns)))
    return details.reduceRight((rebuilt, detail, k) => {
      const size = detail.columns
      const wanted = k > 0 ? details[k - 1]!.columns : X.columns
      const both = [first(rebuilt, size), shrink(graph, detail.tensor, threshold, threshold_mode)]
      const back = (row: Float64Array): Float64Array =>
        reconstruct({ approximation: row.subarray(0, size), detail: row.subarray(size) }, filters, mode).subarray(
          0,
          wanted,
        )
      return addAffine(
        graph,
        { tensor: beside(both), columns: 2 * size },
        affineMap(x => eachRow(x, wanted, back), 2 * size),
      )
    }, approximation)
  },
})

const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i)

const joined = ({ approximation, detail }: WaveletCoefficients): Float64Array =>
  Float64Array.from([...approximation, ...detail])

function eachRow(X: Matrix, columns: number, change: (row: Float64Array) => Float64Array): Matrix {
  return mapRows(zeros(X.rows, columns), (_, target, i) =>
    target.set(change(X.values.subarray(i * X.columns, (i + 1) * X.columns))),
  )
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
