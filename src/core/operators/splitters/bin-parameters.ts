import { type BinStrategy, binCodes, binEdges, binStrategies } from '../../math/bins.ts'
import { choice, integer } from '../../params/index.ts'
import { type ClassCodes, countCodes } from './classes.ts'

export const binCount = integer({ initial: 10, min: 2, abbreviation: 'bins', help: 'Number of bins of y' })

export const binStrategy = (initial: BinStrategy) =>
  choice({
    initial,
    options: binStrategies,
    help: 'Bins of y: equally wide (uniform), with as many samples (quantile), or around centers (kmeans)',
  })

/** y in bins, those without a row left out. */
export function binClasses(y: Float64Array, n_bins: number, strategy: BinStrategy): ClassCodes {
  return renumbered(binCodes(y, binEdges(y, n_bins, strategy)))
}

/** The same, but a bin of a single row joins the bin below it, or the first the one above. */
export function sharedBinClasses(y: Float64Array, n_bins: number, strategy: BinStrategy): ClassCodes {
  const { codes, counts } = binClasses(y, n_bins, strategy)
  const joined = new Int32Array(counts.length)
  let [bin, rows] = [-1, 0]
  counts.forEach((count, code) => {
    if (bin < 0 || (count > 1 && rows > 1)) {
      bin++
      rows = 0
    }
    joined[code] = bin
    rows += count
  })
  return renumbered(codes.map(code => joined[code]!))
}

function renumbered(codes: Int32Array): ClassCodes {
  const present = [...new Set(codes)].sort((a, b) => a - b)
  const places = new Map(present.map((code, place) => [code, place]))
  return countCodes(
    codes.map(code => places.get(code)!),
    present.length,
  )
}
