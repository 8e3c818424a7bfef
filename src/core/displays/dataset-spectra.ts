import { printable } from '../errors/index.ts'
import type { DatasetArrays, WavelengthUnit } from '../records/index.ts'
import type { LineDisplay } from './display.ts'
import { wavelengthAxis } from './feature-lines.ts'
import { formatCount } from './format.ts'

/** More lines cover each other, more places along them are finer than a pixel. */
const [mostSpectra, mostPlaces] = [120, 400] as const

export interface DatasetSpectraOptions {
  /** `target` by default; a column of the metadata, or `group`. */
  readonly colour?: string
  /** What the spectra have been through: `after SNV`. */
  readonly after?: string
  readonly unit?: WavelengthUnit | null
  /** Unit of the target. */
  readonly target_unit?: string | null
}

/** What a sample is coloured by: a number, or one of some words. */
export function colouring({ target, y, classes, groups, metadata }: DatasetArrays, colour: string | undefined) {
  const words = colour === 'group' ? groups : colour === undefined || colour === 'target' ? null : metadata[colour]
  if (words) {
    const numbers = words.map(Number)
    if (colour !== 'group' && new Set(words).size > 8 && numbers.every(Number.isFinite))
      return { label: colour!, values: numbers, names: null }
    return ofWords(colour!, words)
  }
  if (colour !== undefined && colour !== 'target') return null
  return classes
    ? ofWords(
        target,
        Array.from(y, code => classes[code] ?? '–'),
      )
    : { label: target, values: Array.from(y), names: null }
}

function ofWords(label: string, words: readonly string[]) {
  const names = [...new Set(words)].sort()
  return { label, values: words.map(word => names.indexOf(word)), names }
}

/** Names past these share the last colour: more are not told apart. */
const mostNames = 6

/**
 * Spectra as lines, coloured by the target or by group. Of many, some that are spread evenly over what colours them.
 *
 * @param X (n_samples, n_features), at `wavelengths`; null where the features have none
 */
export function datasetSpectra(
  arrays: DatasetArrays,
  { X, wavelengths }: { readonly X: readonly ArrayLike<number>[]; readonly wavelengths: ArrayLike<number> | null },
  { colour, after, unit = null, target_unit = null }: DatasetSpectraOptions = {},
): LineDisplay {
  const colours = colouring(arrays, colour)
  const order = Array.from(X.keys()).sort((a, b) => (colours?.values[a] ?? 0) - (colours?.values[b] ?? 0))
  const count = Math.min(mostSpectra, order.length)
  const chosen = Array.from(
    { length: count },
    (_, i) => order[Math.round((i * (order.length - 1)) / Math.max(1, count - 1))]!,
  )
  const width = X[0]?.length ?? 0
  const step = Math.max(1, Math.ceil(width / mostPlaces))
  const places = Array.from({ length: Math.ceil(width / step) }, (_, k) => Math.min(width - 1, k * step))
  const finite = colours?.values.filter(Number.isFinite) ?? []
  const names = colours?.names?.map(printable)
  const shownNames =
    names && names.length > mostNames
      ? [...names.slice(0, mostNames - 1), formatCount(names.length - mostNames + 1, 'other')]
      : names
  const words = colours ? `, coloured by ${printable(colours.label)}` : ''
  return {
    kind: 'line',
    title: `Spectra of ${printable(arrays.name)}${after ? ` ${printable(after)}` : ''}${words}`,
    x: wavelengthAxis(wavelengths ? Array.from(wavelengths) : null, unit),
    y: { label: after ? 'Preprocessed signal' : 'Signal as measured', unit: null },
    series: chosen.map(i => ({
      name: printable(arrays.sample_ids[i] ?? `row ${i}`),
      ...(colours && !names && { value: Number.isFinite(colours.values[i]!) ? colours.values[i]! : null }),
      ...(shownNames && { group: Math.min(colours!.values[i]!, shownNames.length - 1) }),
      points: places.flatMap(j => {
        const [x, y] = [wavelengths ? wavelengths[j]! : j + 1, X[i]![j]!]
        return Number.isFinite(y) ? [{ x, y }] : []
      }),
    })),
    marks: [],
    ...(colours && !names && finite.length > 0
      ? {
          scale: {
            label: printable(target_unit ? `${colours.label} (${target_unit})` : colours.label),
            min: finite.reduce((a, b) => Math.min(a, b)),
            max: finite.reduce((a, b) => Math.max(a, b)),
          },
        }
      : {}),
    ...(shownNames && { groups: shownNames }),
    notes: [count < X.length ? `${count} of ${formatCount(X.length, 'spectrum', 'spectra')} drawn` : `n ${X.length}`],
    whenEmpty: 'This dataset has no spectra.',
  }
}
