/** Round numbers for axes, shared by drawings in SVG and in braille. */

/**
 * About `count` round values (1, 2 or 5 × a power of ten apart) inside [min, max], ascending.
 * One value where the interval is a point, none where a bound is not finite.
 */
export function niceTicks(min: number, max: number, count = 5): number[] {
  if (!Number.isFinite(min) || !Number.isFinite(max)) return []
  if (min > max) return niceTicks(max, min, count)
  const step = niceStep((max - min) / Math.max(1, count))
  // Differences below the resolution of the bounds themselves cannot be told apart on an axis.
  const resolution = Math.max(Math.abs(min), Math.abs(max)) * 1e-12
  if (!(step > Math.max(resolution, 1e-300))) return [min]
  // The tolerance keeps a bound that is itself a tick: 0.3 / 0.1 is 2.9999999999999996.
  const first = Math.ceil(min / step - 1e-9)
  const last = Math.floor(max / step + 1e-9)
  // 3 × 0.1 is 0.30000000000000004: sixteen digits are one too many.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(15)))
}

/** The step of 1, 2 or 5 × a power of ten nearest to `rough` (on a ratio scale). */
export function niceStep(rough: number): number {
  if (!(rough > 0) || !Number.isFinite(rough)) return 0
  const power = 10 ** Math.floor(Math.log10(rough))
  const fraction = rough / power
  // Geometric means of the neighbours 1, 2, 5, 10.
  return power * (fraction < Math.SQRT2 ? 1 : fraction < Math.sqrt(10) ? 2 : fraction < Math.sqrt(50) ? 5 : 10)
}

/** Ticks as text, all with the digits their spacing needs. */
export function tickLabels(ticks: readonly number[]): string[] {
  const step = ticks.length > 1 ? Math.abs(ticks[1]! - ticks[0]!) : 0
  const largest = ticks.reduce((most, tick) => Math.max(most, Math.abs(tick)), 0)
  if (step === 0) return ticks.map(tick => withMinus(String(Number(tick.toPrecision(6)))))
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  if (largest < 1e6 && decimals <= 6) return ticks.map(tick => withMinus(tick.toFixed(decimals)))
  const digits = Math.min(15, Math.max(1, Math.ceil(Math.log10(largest / step)) + 1))
  return ticks.map(tick => withMinus(String(Number(tick.toPrecision(digits)))))
}

const withMinus = (text: string) => text.replace('-', '−')

/** Maps a value of `domain` to a position in `range`; an interval of no width maps to the middle. */
export function linearScale(
  domain: readonly [number, number],
  range: readonly [number, number],
): (value: number) => number {
  const width = domain[1] - domain[0]
  if (width === 0) return () => (range[0] + range[1]) / 2
  return value => range[0] + ((value - domain[0]) / width) * (range[1] - range[0])
}

/** Smallest and largest of the finite values, widened by `margin` of their distance; null where there is none. */
export function extent(values: Iterable<number>, margin = 0): [number, number] | null {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    if (value < min) min = value
    if (value > max) max = value
  }
  if (min > max) return null
  const room = max > min ? (max - min) * margin : Math.abs(max) * margin || margin
  return [min - room, max + room]
}
