import { located, WrongAxis } from '../errors/index.ts'
import type { HeaderUnit } from '../records/index.ts'
import { spectralAxis, wavelengthsOf } from './axis.ts'
import type { SpectralAxis } from './dataset.ts'
import type { Roles } from './roles.ts'
import type { Table } from './table.ts'

/**
 * The wavelengths of the spectral columns; null where their names are none, or are said to be none.
 *
 * @param given the unit, where it was told
 * @throws WrongAxis with the line of the header
 */
export function axisOf(
  table: Table,
  { spectra, wavelengths }: Pick<Roles, 'spectra' | 'wavelengths'>,
  given?: HeaderUnit,
): SpectralAxis | null {
  if (!wavelengths || given === 'none' || given === 'text' || given === 'index') return null
  const stated = wavelengthsOf(table.columns)
  return located({ line: table.headerLine }, () => {
    const axis = spectralAxis(
      spectra.map(column => stated[column]!),
      spectra,
    )
    if (given === undefined) return axis
    const other = spectra.find(column => stated[column]!.unit !== null && stated[column]!.unit !== given)
    if (other === undefined) return { ...axis, unit: given }
    throw WrongAxis({ reason: `header_unit is ${given}, but a header says ${stated[other]!.unit}` })
  })
}
