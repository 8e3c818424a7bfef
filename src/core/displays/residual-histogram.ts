import { printable } from '../errors/index.ts'
import { mean, standardDeviation } from '../math/statistics.ts'
import type { BarsDisplay } from './display.ts'
import { formatScore } from './format.ts'
import { countBetween, histogramEdges } from './histogram.ts'
import { type PredictedPart, partsHeadline, residualsOf } from './predicted-part.ts'
import type { TargetWords } from './prediction-charts.ts'

/** How the errors of predictions are distributed, with 0 marked. Several parts (folds) are counted together. */
export function residualHistogram(parts: readonly PredictedPart[], { unit = null }: TargetWords = {}): BarsDisplay {
  const values = parts.flatMap(residualsOf).map(({ value }) => value)
  const edges = histogramEdges(values)
  const all = Float64Array.from(values)
  const inUnit = (value: number) => `${formatScore(value)}${unit ? ` ${printable(unit)}` : ''}`
  return {
    kind: 'bars',
    title: partsHeadline(parts, 'Distribution of residuals'),
    x: { label: 'Predicted − measured', unit: unit && printable(unit) },
    y: { label: 'Samples', unit: null },
    edges,
    series: values.length > 0 ? [{ name: 'residuals', heights: countBetween(values, edges) }] : [],
    marks: values.length > 0 ? [{ x: 0, label: 'no error' }] : [],
    notes:
      values.length > 1
        ? [`n ${values.length}`, `mean ${inUnit(mean(all))}`, `sd ${inUnit(standardDeviation(all, 1))}`]
        : [],
    whenEmpty: 'There are no finite predictions to draw.',
  }
}
