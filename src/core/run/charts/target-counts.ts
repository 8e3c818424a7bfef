import { binCodes, binEdges } from '../../math/bins.ts'
import type { TargetChart } from '../../records/index.ts'
import type { ChartMaker } from './chart-place.ts'
import { placeOf } from './chart-place.ts'

/** More bars than this are not read. */
const mostBins = 20

/**
 * Counts of the target in bins of equal width over all values, or of each class: of the training rows that are left where the
 * chart stands, and of the test rows. Bins: Sturges' rule, 20 at most.
 * @see Sturges (1926), Journal of the American Statistical Association 21(153), 65–66
 */
export const targetCounts: ChartMaker<TargetChart> = request => {
  const { kind, fit, rows, dataset } = request
  const sets = [
    { name: 'train' as const, y: fit.training.y },
    { name: 'test' as const, y: rows.test.y_true },
  ].filter(({ y }) => y.length > 0)
  const { classes } = dataset
  const all = Float64Array.from(sets.flatMap(({ y }) => Array.from(y)))
  const wanted = Math.min(mostBins, Math.ceil(Math.log2(all.length)) + 1)
  const edges = classes ? null : binEdges(all, wanted, 'uniform')
  const length = classes ? classes.length : edges!.length - 1
  return {
    kind,
    ...placeOf(request, `Distribution of ${dataset.target}`),
    edges: edges && Array.from(edges),
    classes,
    sets: sets.map(({ name, y }) => ({
      name,
      n: y.length,
      counts: countsOf(edges ? binCodes(y, edges) : y, length),
    })),
  }
}

/** How often each code below `length` occurs. */
export function countsOf(codes: ArrayLike<number>, length: number): readonly number[] {
  const counts = new Array<number>(length).fill(0)
  for (let i = 0; i < codes.length; i++) counts[codes[i]!]!++
  return counts
}
