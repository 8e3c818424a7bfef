import {
  type BinStrategy,
  binCodes,
  binEdges,
  binStrategies,
  type QuantileMethod,
  quantileMethods,
} from '../../math/bins.ts'
import { type Matrix, zeros } from '../../math/matrix.ts'
import { choice, integer } from '../../params/index.ts'
import { checkSpectra, checkTrainingSpectra } from '../checks.ts'

/** Edges of the bins of each feature, ascending, both ends included. */
export type ColumnEdges = readonly Float64Array[]

/** What both discretizers into bins take. */
export const binning = {
  n_bins: integer({
    initial: 5,
    min: 2,
    abbreviation: 'bins',
    help: 'Number of bins; fewer where values are repeated',
  }),
  encode: choice({ initial: 'ordinal', options: ['ordinal'], help: 'What is given: the number of the bin, from 0' }),
  strategy: choice({
    initial: 'quantile',
    options: binStrategies,
    help: 'Bins equally wide (uniform), with as many samples (quantile), or around centers (kmeans)',
  }),
  quantile_method: choice({
    initial: 'averaged_inverted_cdf',
    options: quantileMethods,
    help: 'Of quantile: edges between two values in their middle (averaged_inverted_cdf) or on a line between them',
  }),
}

const columnOf = ({ rows, columns, values }: Matrix, j: number) =>
  Float64Array.from({ length: rows }, (_, i) => values[i * columns + j]!)

/** @throws TooFewSamples, WrongFeatureCount, NotFinite */
export function fitColumnBins(
  X: Matrix,
  given: {
    readonly n_bins: number
    readonly strategy: BinStrategy
    readonly quantile_method: QuantileMethod
  },
): ColumnEdges {
  checkTrainingSpectra(X, 1, 'a division into bins')
  return Array.from({ length: X.columns }, (_, j) =>
    binEdges(columnOf(X, j), given.n_bins, given.strategy, given.quantile_method),
  )
}

/** Number of the bin of each value: same shape. Values beyond the ends are in the outermost bins. */
export function columnBins(X: Matrix, edges: ColumnEdges): Matrix {
  checkSpectra(X, edges.length)
  const codes = zeros(X.rows, X.columns)
  for (let j = 0; j < X.columns; j++) {
    binCodes(columnOf(X, j), edges[j]!).forEach((code, i) => {
      codes.values[i * X.columns + j] = code
    })
  }
  return codes
}
