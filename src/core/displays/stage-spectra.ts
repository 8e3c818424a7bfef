import { printable } from '../errors/index.ts'
import type { DatasetLook } from '../records/index.ts'
import type { LineDisplay } from './display.ts'
import { wavelengthAxis } from './feature-lines.ts'
import { formatCount } from './format.ts'

/** Finer than the dots of any terminal. */
const mostBuckets = 320

/** Of each bucket of columns the lowest and the highest value, in their order, so that no peak is lost. */
function decimated(spectrum: ArrayLike<number>, wavelengths: ArrayLike<number> | null) {
  const n = spectrum.length
  const pointAt = (j: number) => ({ x: wavelengths ? wavelengths[j]! : j + 1, y: spectrum[j]! })
  const buckets = Math.min(mostBuckets, n)
  const points: { x: number; y: number }[] = []
  for (let bucket = 0; bucket < buckets; bucket++) {
    const [from, to] = [Math.floor((bucket * n) / buckets), Math.floor(((bucket + 1) * n) / buckets)]
    let [low, high] = [-1, -1]
    for (let j = from; j < to; j++) {
      const value = spectrum[j]!
      if (!Number.isFinite(value)) continue
      if (low < 0 || value < spectrum[low]!) low = j
      if (high < 0 || value > spectrum[high]!) high = j
    }
    if (low < 0) continue
    points.push(
      ...(low === high ? [pointAt(low)] : low < high ? [pointAt(low), pointAt(high)] : [pointAt(high), pointAt(low)]),
    )
  }
  return points
}

/** The spectra of a dataset after so many steps of a chain; 0: as measured. */
export function stageSpectra({ arrays, unit, rows, stages }: DatasetLook, step: number): LineDisplay {
  const at = Math.max(0, Math.min(stages.length - 1, step))
  const { X, wavelengths } = stages[at]!
  const way = stages.map(({ label }, i) => (i === at ? `[${label}]` : label)).join(' > ')
  return {
    kind: 'line',
    title: printable(`Spectra of ${arrays.name}: ${way}`),
    x: wavelengthAxis(wavelengths ? Array.from(wavelengths) : null, unit),
    y: { label: at === 0 ? 'Signal as measured' : 'Preprocessed signal', unit: null },
    series: X.map((spectrum, i) => ({
      name: printable(arrays.sample_ids[rows[i]!] ?? `row ${rows[i]! + 1}`),
      points: decimated(spectrum, wavelengths),
    })),
    marks: [],
    notes: [
      rows.length < arrays.X.length
        ? `${rows.length} of ${formatCount(arrays.X.length, 'spectrum', 'spectra')}, spread evenly over ${printable(arrays.target)}`
        : formatCount(rows.length, 'spectrum', 'spectra'),
      ...(X[0] ? [formatCount(X[0].length, 'channel')] : []),
    ],
    whenEmpty: 'This dataset has no spectra.',
  }
}
