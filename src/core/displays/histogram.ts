import { quantiles } from '../math/statistics.ts'
import { extent, niceStep } from '../math/ticks.ts'

/** Fewer hide the shape, more are a comb. */
const [fewest, most] = [5, 40] as const

/**
 * Edges of bins of a round width on round numbers, about as wide as 2 · IQR / ∛n; empty where no value is finite.
 *
 * @see Freedman & Diaconis (1981), Zeitschrift für Wahrscheinlichkeitstheorie 57, 453–476
 */
export function histogramEdges(values: readonly number[]): readonly number[] {
  const finite = Float64Array.from(values.filter(Number.isFinite))
  const range = extent(finite)
  if (!range) return []
  const [min, max] = range
  // Differences that rounding makes are no spread.
  const least = Math.max(Math.abs(min), Math.abs(max)) * 1e-9
  if (max - min <= Math.max(least, 1e-300)) return [min - Math.max(least, 0.5), max + Math.max(least, 0.5)]
  const [q1, q3] = quantiles(finite, [0.25, 0.75]) as [number, number]
  const wanted = (2 * (q3 - q1)) / Math.cbrt(finite.length)
  const width = Math.min((max - min) / fewest, Math.max((max - min) / most, wanted))
  const step = niceStep(width)
  const first = Math.floor(min / step + 1e-9)
  const last = Math.max(first + 1, Math.floor(max / step + 1e-9) + 1)
  const edges = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
  // A round edge may lie a rounding beside the value that it stands for.
  return edges.with(0, Math.min(edges[0]!, min)).with(-1, Math.max(edges.at(-1)!, max))
}

/** Values in each bin, the lower edge included; of the last bin the upper one too. What lies outside or is no number is not counted. */
export function countBetween(values: readonly number[], edges: readonly number[]): readonly number[] {
  const counts = Array.from({ length: Math.max(0, edges.length - 1) }, () => 0)
  for (const value of values) {
    if (!(value >= edges[0]!) || value > edges.at(-1)!) continue
    let bin = counts.length - 1
    while (value < edges[bin]!) bin--
    counts[bin]!++
  }
  return counts
}
