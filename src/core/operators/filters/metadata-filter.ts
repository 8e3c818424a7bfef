import { ParametersConflict, UnknownColumn } from '../../errors/index.ts'
import { boolean, type Parameter } from '../../params/index.ts'
import type { RowFacts } from '../operator.ts'
import { defineFilter } from '../operator.ts'
import { maskOf } from './mask.ts'
import { naming, text } from './parameters.ts'

type Value = string | number | boolean

const isValue = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)

const values = (help: string): Parameter<readonly Value[] | null> => ({
  help,
  initial: null,
  expected: 'a list of values, or null',
  accepts: value => value === null || (Array.isArray(value) && value.length > 0 && value.every(isValue)),
  refused: ['a', 1, [], [null], [['a']]],
})

/** A cell is text; `2020` and `2020.0` are one number. */
function isAmong(cell: string, wanted: readonly Value[]): boolean {
  const number = cell === '' ? Number.NaN : Number(cell)
  return wanted.some(value => String(value) === cell || (typeof value === 'number' && value === number))
}

/** @throws UnknownColumn */
function columnOf(rows: RowFacts | undefined, column: string | null): readonly string[] {
  const metadata = rows?.metadata ?? {}
  const cells = column !== null && Object.hasOwn(metadata, column) ? metadata[column] : undefined
  if (!cells) throw UnknownColumn({ role: 'the filter', column: String(column), known: Object.keys(metadata) })
  return cells
}

/**
 * Take samples out by what a column of the table says of them, such as a variety or a season.
 *
 * Looks at no spectrum and learns nothing.
 *
 * @throws UnknownColumn, ParametersConflict
 */
export const metadataFilter = defineFilter({
  id: 'metadata_filter',
  label: 'Metadata',
  class_path: 'nirs4all.operators.filters.MetadataFilter',
  aliases: ['MetadataFilter', 'nirs4all.operators.filters.metadata.MetadataFilter'],
  summary: 'Take samples out by the value of a column of the table',
  formula: 'the cell is among values_to_keep, not among values_to_exclude, and not empty if exclude_missing',
  source: 'nirs4all 0.11: MetadataFilter',
  checked_against: 'tables of four kinds of cells, worked out by hand',
  differs: 'a condition, which is a function of Python, cannot be given',
  params: {
    column: text({ help: 'Column that is neither a wavelength nor y; needed' }),
    values_to_exclude: values('Samples with one of these are taken out'),
    values_to_keep: values('Samples with none of these are taken out'),
    exclude_missing: boolean({ initial: true, help: 'Take samples out whose cell is empty' }),
    ...naming,
  },
  check: ({ column, values_to_exclude, values_to_keep }) => {
    if (column === null) throw ParametersConflict({ reason: 'no column is given to filter by' })
    if (values_to_exclude === null && values_to_keep === null) {
      throw ParametersConflict({ reason: 'neither values_to_exclude nor values_to_keep is given' })
    }
  },
  fit: (_X, { column }, { rows }) => {
    columnOf(rows, column)
    return null
  },
  keeps: (X, _state, { column, values_to_exclude, values_to_keep, exclude_missing }, { rows }) => {
    const cells = columnOf(rows, column)
    return maskOf(X.rows, i => {
      const cell = cells[i]!.trim()
      if (cell === '') return !exclude_missing
      if (values_to_exclude && isAmong(cell, values_to_exclude)) return false
      return values_to_keep === null || isAmong(cell, values_to_keep)
    })
  },
})
