import { centeredRows, columnMeans, type Matrix, row } from '../../math/matrix.ts'
import { singularValueDecomposition } from '../../math/singular-value-decomposition.ts'
import type { ExclusionChart } from '../../records/index.ts'
import type { ChartMaker } from './chart-place.ts'
import { placeOf } from './chart-place.ts'

/**
 * All training samples on the first two principal components of their spectra, and which of them the filters before the chart
 * have excluded. The components are of all of them, so that what was excluded is seen where it lay.
 */
export const excludedSamples: ChartMaker<ExclusionChart> = request => {
  const { kind, fit, rows, dataset } = request
  const kept = new Set(fit.training.indices)
  const { scores, explained } = firstComponents(fit.spectraOf(rows.train), 2)
  return {
    kind,
    ...placeOf(request, 'Excluded training samples'),
    explained,
    samples: Array.from(rows.train.rows, (index, i) => ({
      sample_id: dataset.sample_ids[index]!,
      scores: scores.map(ofComponent => ofComponent[i]!),
      excluded: !kept.has(index),
    })),
  }
}

/** Scores on the first components, fewer where the spectra have fewer, and the share of the variance of each. */
function firstComponents(X: Matrix, most: number) {
  const { values, left, right } = singularValueDecomposition(centeredRows(X, columnMeans(X)))
  const total = values.reduce((sum, value) => sum + value ** 2, 0)
  const components = Array.from(values.keys())
    .slice(0, most)
    .filter(k => values[k]! ** 2 > Number.EPSILON * total)
  return {
    explained: components.map(k => values[k]! ** 2 / total),
    scores: components.map(k => {
      // The element of greatest size is positive, as in PCA.
      const largest = row(right, k).reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0)
      return Array.from(row(left, k), value => value * values[k]! * Math.sign(largest))
    }),
  }
}
