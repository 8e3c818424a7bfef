import { ColumnRolesConflict, WrongReference } from '../../errors/index.ts'
import { joinColumns } from '../join-columns.ts'
import { summed } from '../load-source.ts'
import { type LoadedTable, loadTable } from '../load-table.ts'
import { joinBy } from '../reference-table.ts'
import { isIdName } from '../roles.ts'
import type { LoadedSource } from '../sources.ts'
import type { ColumnKind, Table } from '../table.ts'
import type { ConventionFile, ConventionFiles, ConventionSource, FileKind, PartFiles } from './convention-files.ts'
import { type FiledTable, stackTables } from './stack-tables.ts'

/** The column that tells training from test rows. */
export const partColumn = 'train_test'

/**
 * One table of all files of a dataset: spectra, reference values and metadata side by side, test rows under training
 * rows, with a column `train_test` where there are both.
 *
 * @throws the errors of reading and joining, with the file
 */
export async function assembleTable({ train, test, notes }: ConventionFiles): Promise<LoadedTable> {
  const loaded: LoadedTable[] = []
  const parts: FiledTable[] = []
  for (const part of test ? [train, test] : [train]) {
    const table = await assemblePart(part, loaded)
    parts.push({ table, file: part.x.path })
  }
  const rows = stackTables(parts)
  const table = test ? withParts(rows, parts[0]!.table.rows, train.x.path) : rows
  return summed(loaded, { ...table, notes: [...notes, ...table.notes] })
}

/** Further instruments of a convention, each as one table: test rows under training rows, as the main table has them. */
export function loadConventionSources(files: ConventionFiles | null): Promise<readonly LoadedSource[]> {
  const loadedSource = async ({ name, train, test }: ConventionSource): Promise<LoadedSource> => {
    const loaded: LoadedTable[] = []
    for (const file of test ? [train, test] : [train]) {
      loaded.push(await loadTable(file.path, { ...file.options, fewestColumns: 1 }))
    }
    const tables = loaded.map(({ table }, i) => ({ table, file: (i === 0 ? train : test!).path }))
    return { name, path: train.path, loaded: summed(loaded, stackTables(tables)), convention: true }
  }
  return Promise.all((files?.sources ?? []).map(loadedSource))
}

async function assemblePart({ x, y, m }: PartFiles, loaded: LoadedTable[]): Promise<Table> {
  const read = async (file: ConventionFile, kind: FileKind) => {
    const one = await loadTable(file.path, { ...file.options, fewestColumns: 1 })
    loaded.push(one)
    return kind === 'x' ? one.table : namedFor(one.table, kind)
  }
  let table = await read(x, 'x')
  for (const [kind, file] of [['y', y] as const, ['m', m] as const]) {
    if (!file) continue
    const other = distinct(await read(file, kind), table.columns, kind)
    const files = { file: x.path, referenceFile: file.path }
    const columnKind: ColumnKind = kind === 'y' ? 'reference' : 'metadata'
    if (table.rows !== other.rows) {
      throw WrongReference({ reason: `it has ${other.rows} rows, and the spectra have ${table.rows}` }).at({
        file: file.path,
      })
    }
    table = joinBy(table, other, columnKind, files)
  }
  return table
}

/** Numbered columns of a file without header are named after what the file is. */
function namedFor(table: Table, kind: FileKind): Table {
  if (table.columns[0] !== 'column_1') return table
  const columns = table.columns.map((_, i) => (table.columns.length === 1 ? kind : `${kind}_${i + 1}`))
  return { ...table, columns }
}

/** A name (but of the sample ids) that the spectra or the reference values have already gets the kind of its file in front. */
function distinct(table: Table, taken: readonly string[], kind: FileKind): Table {
  const columns = table.columns.map((name, i) =>
    taken.includes(name) && !isIdName(name, i) ? `${kind}_${name}` : name,
  )
  const clash = columns.find((name, i) => (taken.includes(name) && !isIdName(name, i)) || columns.indexOf(name) !== i)
  if (clash !== undefined) throw ColumnRolesConflict({ column: clash, roles: ['a column of two files'] })
  return { ...table, columns }
}

function withParts(table: Table, trainRows: number, file: string): Table {
  const parts: Table = {
    columns: [partColumn],
    rows: table.rows,
    numbers: new Float64Array(table.rows).fill(Number.NaN),
    textCells: Uint32Array.of(table.rows),
    emptyCells: Uint32Array.of(0),
    lines: table.lines,
    headerLine: table.headerLine,
    text: row => (row < trainRows ? 'train' : 'test'),
    notes: [],
  }
  const rows = Int32Array.from({ length: table.rows }, (_, row) => row)
  const files = { file, referenceFile: file }
  return joinColumns(table, parts, { columns: [0], rows, kind: 'metadata', files, notes: [] })
}
