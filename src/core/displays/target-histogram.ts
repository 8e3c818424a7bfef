import { printable } from '../errors/index.ts'
import { mean, standardDeviation } from '../math/statistics.ts'
import type { DatasetArrays } from '../records/index.ts'
import type { BarsDisplay } from './display.ts'
import { formatScore } from './format.ts'
import { countBetween, histogramEdges } from './histogram.ts'

/** How the reference values are distributed, training and test rows apart; of classes, samples of each are in `classesTable`. */
export function targetHistogram(
  { name, target, y, train, test }: DatasetArrays,
  { unit = null }: { readonly unit?: string | null } = {},
): BarsDisplay {
  const edges = histogramEdges(Array.from(y))
  const parts = [
    { name: 'train', rows: train },
    { name: 'test', rows: test },
  ].filter(({ rows }) => rows.length > 0)
  const valuesOf = (rows: Int32Array) => Array.from(rows, i => y[i]!).filter(Number.isFinite)
  return {
    kind: 'bars',
    title: printable(`Distribution of ${target} in ${name}`),
    x: { label: printable(target), unit: unit && printable(unit) },
    y: { label: 'Samples', unit: null },
    edges,
    series:
      edges.length > 0 ? parts.map(({ name, rows }) => ({ name, heights: countBetween(valuesOf(rows), edges) })) : [],
    marks: [],
    notes: parts.map(({ name, rows }) => {
      const values = Float64Array.from(valuesOf(rows))
      return `${name} n ${values.length}, mean ${formatScore(mean(values))}, sd ${formatScore(standardDeviation(values, 1))}`
    }),
    whenEmpty: 'This dataset has no reference values.',
  }
}
