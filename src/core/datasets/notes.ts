import { quote } from '../errors/index.ts'
import type { SpectralAxis } from './dataset.ts'
import type { OneTargetSpec, Roles } from './roles.ts'
import type { Table } from './table.ts'

const mostNames = 8

/** Sentences on what the columns were taken for, where the spec did not say. */
export function notesOnColumns(
  table: Table,
  roles: Roles,
  spec: OneTargetSpec,
  { axis, sample_ids }: { readonly axis: SpectralAxis | null; readonly sample_ids: readonly string[] },
): string[] {
  const name = (column: number) => quote(table.columns[column]!)
  const [first, last] = [roles.spectra[0]!, roles.spectra.at(-1)!]
  const columnsWithoutAxis = `${name(first)} to ${name(last)}, whose names are not wavelengths`
  const notes = [`Spectra: ${roles.spectra.length} columns, ${axis ? describeAxis(axis) : columnsWithoutAxis}.`]
  if (spec.y === undefined) notes.push(`y: the column ${name(roles.y)}, the only numeric one without another role.`)
  if (roles.id === null) notes.push('Samples have no id column; they are named by their line.')
  else if (spec.id === undefined) notes.push(`Sample ids: the column ${name(roles.id)}.`)
  const repeated = sample_ids.length - new Set(sample_ids).size
  if (repeated > 0) notes.push(`${repeated} sample ${repeated === 1 ? 'id repeats' : 'ids repeat'} an earlier one.`)
  if (roles.unused.length > 0) {
    const shown = roles.unused.slice(0, mostNames).map(name).join(', ')
    const more = roles.unused.length > mostNames ? ` and ${roles.unused.length - mostNames} more` : ''
    notes.push(`Not used: ${shown}${more}.`)
  }
  return notes
}

function describeAxis({ values, unit }: SpectralAxis): string {
  const range = `${values[0]} to ${values[values.length - 1]}`
  return unit ? `${range} ${unit}` : `${range}, unit unknown`
}
