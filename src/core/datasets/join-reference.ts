import { MissingReference, RepeatedReference, UnknownColumn } from '../errors/index.ts'
import { stemOf } from './load-table.ts'
import { type Cell, tableOfCells } from './readers/cells-table.ts'
import { columnText, type Table } from './table.ts'

/** What the columns are called that name a spectrum. */
const idNames = ['sample', 'sample_id', 'id', 'file', 'filename', 'file_name', 'name', 'spectrum']

/**
 * The columns of the reference table beside the spectra whose names its id column holds, as they are or as names of files.
 * Spectra of one name are replicates and share a row.
 *
 * @param id the column of names; without it one with a usual name, else the first
 * @throws MissingReference for spectra without a row, RepeatedReference for a name on two rows, UnknownColumn
 */
export function joinReference(spectra: Table, reference: Table, id: string | undefined): Table {
  const names = spectra.columns.findIndex(name => name === 'sample' || name === 'sample_id')
  if (names < 0) throw UnknownColumn({ role: 'the names of the spectra', column: 'sample', known: spectra.columns })
  const idColumn = findIdColumn(reference, id)
  const rowOf = new Map<string, number>()
  columnText(reference, idColumn).forEach((name, row) => {
    if (rowOf.has(name)) throw RepeatedReference({ name }).at({ line: reference.lines[row]! })
    rowOf.set(name, row)
  })
  const stems = new Map([...rowOf].map(([name, row]) => [stemOf(name), row]))
  const samples = columnText(spectra, names)
  const files = spectra.columns.indexOf('file')
  const rows = samples.map((sample, i) => {
    const file = files < 0 ? undefined : spectra.text(i, files)
    return (file === undefined ? undefined : rowOf.get(file)) ?? rowOf.get(sample) ?? stems.get(sample)
  })
  const missing = samples.filter((_, i) => rows[i] === undefined)
  if (missing.length > 0) throw MissingReference({ samples: [...new Set(missing)] })
  const spare = [...rowOf].filter(([, row]) => !rows.includes(row)).map(([name]) => name)
  // The names of files are not needed twice.
  const again = reference.columns.includes('file') ? files : -1
  const kept = spectra.columns.map((_, column) => column).filter(column => column !== names && column !== again)
  return tableOfCells({
    columns: [
      ...reference.columns.map((name, column) => ({ name, cells: rows.map(row => cellOf(reference, row!, column)) })),
      ...kept.map(column => ({
        name: spectra.columns[column]!,
        cells: samples.map((_, row) => cellOf(spectra, row, column)),
      })),
    ],
    rows: samples.length,
    notes: [
      ...spectra.notes,
      ...reference.notes,
      ...(spare.length > 0
        ? [`Rows of the reference table without a spectrum: ${spare.length} (${shown(spare)}).`]
        : []),
    ],
  })
}

function findIdColumn({ columns, headerLine }: Table, id: string | undefined): number {
  if (id === undefined) {
    return Math.max(
      0,
      columns.findIndex(name => idNames.includes(name.toLowerCase().replace(/[ -]/g, '_'))),
    )
  }
  const column = columns.indexOf(id)
  if (column >= 0) return column
  throw UnknownColumn({ role: 'id', column: id, known: columns }).at({ line: headerLine, field: id })
}

function cellOf({ numbers, columns, text }: Table, row: number, column: number): Cell {
  const number = numbers[row * columns.length + column]!
  if (!Number.isNaN(number)) return number
  return text(row, column) || null
}

const shown = (names: readonly string[]) => `${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}`
