import { WrongAxis } from '../errors/index.ts'
import type { WavelengthUnit } from '../records/index.ts'
import type { SpectralAxis } from './dataset.ts'
import { parseNumber } from './number.ts'

export interface Wavelength {
  readonly value: number
  readonly unit: WavelengthUnit | null
}

/** `1100`, `1100.5`, `1100 nm`, `4000cm-1`, `4000 (cm^-1)`. */
const header = /^([+-]?[\d.,]+(?:e[+-]?\d+)?)\s*\(?(?:(nm)|(cm-1|cm\^-1|cm⁻¹|1\/cm))?\)?$/i

/** The wavelength or wavenumber a column header states, if it is a number. */
export function findWavelength(name: string): Wavelength | undefined {
  const match = header.exec(name)
  if (!match) return undefined
  const value = parseNumber(match[1]!, match[1]!.includes(',') ? ',' : '.')
  return Number.isNaN(value) ? undefined : { value, unit: match[2] ? 'nm' : match[3] ? 'cm-1' : null }
}

/** `X1100`, `w1450`, `nm_1100.5`, `wn_4000`: letters that say no more than that a wavelength follows. */
const prefixed =
  /^(x|w|nm|wl|wn|cm|cm-1|lambda|λ|wavelength|wavenumber|band|spc|nir|abs|r|a)[ _.-]?(\d{2,}(?:[.,]\d+)?)$/i
const unitOfPrefix: Readonly<Record<string, WavelengthUnit>> = {
  nm: 'nm',
  wn: 'cm-1',
  cm: 'cm-1',
  'cm-1': 'cm-1',
  wavenumber: 'cm-1',
}
const fewestPrefixed = 2
const smallestPrefixed = 200

/**
 * The wavelength of each column, undefined for those that state none. Names such as `X1100` count only where no header is
 * a plain number and every column with that prefix is a wavelength, so that x1 … x2151 stay what they are.
 */
export function wavelengthsOf(columns: readonly string[]): readonly (Wavelength | undefined)[] {
  const plain = columns.map(findWavelength)
  if (plain.some(Boolean)) return plain
  const matches = columns.map(name => prefixed.exec(name))
  const values = new Map<string, number[]>()
  for (const name of columns) {
    const [, prefix, number] = /^([^\d]*?)[ _.-]?(\d+(?:[.,]\d+)?)$/.exec(name) ?? []
    if (prefix === undefined) continue
    const known = values.get(prefix.toLowerCase())
    if (known) known.push(toNumber(number!))
    else values.set(prefix.toLowerCase(), [toNumber(number!)])
  }
  const isAxis = (all: readonly number[]) =>
    all.length >= fewestPrefixed && all.every(value => value >= smallestPrefixed)
  const axes = new Set([...values].flatMap(([prefix, all]) => (isAxis(all) ? [prefix] : [])))
  return matches.map(match => {
    if (!match) return undefined
    const prefix = match[1]!.toLowerCase()
    if (!axes.has(prefix)) return undefined
    return { value: toNumber(match[2]!), unit: unitOfPrefix[prefix] ?? null }
  })
}

const toNumber = (text: string) => parseNumber(text, text.includes(',') ? ',' : '.')

/**
 * The axis of spectral columns, in the file's order.
 *
 * Without a unit in the headers: all within 200–3,000 is nm, a largest above 3,000 is cm-1, anything else has none.
 *
 * @param columns positions in the table, for the message
 * @throws WrongAxis when the headers mix units, repeat a value or are not in order
 */
export function spectralAxis(wavelengths: readonly Wavelength[], columns?: readonly number[]): SpectralAxis {
  const places = (i: number) => (columns ? ` (columns ${columns[i - 1]! + 1} and ${columns[i]! + 1})` : '')
  const values = Float64Array.from(wavelengths, ({ value }) => value)
  const units = new Set(wavelengths.flatMap(({ unit }) => unit ?? []))
  if (units.size > 1) throw WrongAxis({ reason: 'some are in nm and some in cm-1' })
  const direction = Math.sign(values[values.length - 1]! - values[0]!)
  for (let i = 1; i < values.length; i++) {
    const [before, here] = [values[i - 1]!, values[i]!]
    if (before === here) throw WrongAxis({ reason: `${here} stands twice${places(i)}` })
    if (Math.sign(here - before) !== direction) throw WrongAxis({ reason: `${here} comes after ${before}${places(i)}` })
  }
  const [given] = units
  return { values, unit: given ?? unitOfRange(values) }
}

function unitOfRange(values: Float64Array): WavelengthUnit | null {
  const [first, last] = [values[0]!, values[values.length - 1]!]
  const [low, high] = [Math.min(first, last), Math.max(first, last)]
  if (low >= 200 && high <= 3000) return 'nm'
  return low >= 200 && high > 3000 ? 'cm-1' : null
}
