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

/**
 * The axis of spectral columns, in the file's order.
 *
 * Without a unit in the headers: all within 200–3,000 is nm, a largest above 3,000 is cm-1, anything else has none.
 *
 * @throws WrongAxis when the headers mix units, repeat a value or are not in order
 */
export function spectralAxis(wavelengths: readonly Wavelength[]): SpectralAxis {
  const values = Float64Array.from(wavelengths, ({ value }) => value)
  const units = new Set(wavelengths.flatMap(({ unit }) => unit ?? []))
  if (units.size > 1) throw WrongAxis({ reason: 'some are in nm and some in cm-1' })
  const direction = Math.sign(values[values.length - 1]! - values[0]!)
  for (let i = 1; i < values.length; i++) {
    const [before, here] = [values[i - 1]!, values[i]!]
    if (before === here) throw WrongAxis({ reason: `${here} stands twice` })
    if (Math.sign(here - before) !== direction) throw WrongAxis({ reason: `${here} comes after ${before}` })
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
