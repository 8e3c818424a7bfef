import { normalQuantile } from '../math/normal-distribution.ts'
import { mean, standardDeviation } from '../math/statistics.ts'
import type { ScatterDisplay } from './display.ts'
import { formatCount } from './format.ts'
import { type PredictedPart, partsHeadline, residualsOf } from './predicted-part.ts'

/** Beyond this a residual is worth a look: of normal ones 3 in 1000 are. */
const far = 3

/**
 * Residuals in order, centred and divided by their standard deviation (n − 1), against the quantiles of the normal distribution
 * at (i − ½) / n: on the line where errors are normal, away from it at the ends where some are larger than that.
 *
 * @see Hyndman & Fan (1996), The American Statistician 50(4), 361–365: definition 5
 */
export function residualQuantiles(parts: readonly PredictedPart[]): ScatterDisplay {
  const residuals = parts.flatMap(residualsOf).toSorted((a, b) => a.value - b.value)
  const values = Float64Array.from(residuals, ({ value }) => value)
  const sd = standardDeviation(values, 1)
  const center = mean(values)
  const points =
    sd > 0
      ? residuals.map(({ value, label }, i) => ({
          x: normalQuantile((i + 0.5) / residuals.length),
          y: (value - center) / sd,
          label,
        }))
      : []
  const extremes = points.filter(({ y }) => Math.abs(y) > far).length
  return {
    kind: 'scatter',
    title: partsHeadline(parts, 'Residuals against the normal distribution'),
    x: { label: 'Quantile of the normal distribution', unit: null },
    y: { label: 'Standardised residual', unit: null },
    series: points.length > 0 ? [{ name: 'residuals', points }] : [],
    identity: true,
    notes:
      points.length > 0
        ? [`${extremes} of ${formatCount(points.length, 'residual')} beyond ${far} standard deviations.`]
        : [],
    whenEmpty: 'It takes two residuals that differ to compare them with the normal distribution.',
  }
}
