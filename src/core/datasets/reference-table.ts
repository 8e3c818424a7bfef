import { ColumnRolesConflict, quote, UnknownColumn, UnmatchedSamples, WrongReference } from '../errors/index.ts'
import type { ReferenceSpec } from '../records/index.ts'
import { joinColumns } from './join-columns.ts'
import { isIdName } from './roles.ts'
import { takeTableRows } from './subtable.ts'
import { type ColumnKind, columnText, type Table } from './table.ts'

/** Where the tables stand, for messages. */
export interface JoinedFiles {
  readonly file: string
  readonly referenceFile: string
}

/**
 * The table with the columns of a second one, joined by sample id, or row by row where neither table has ids.
 *
 * @param id the id column of the first table, where it was named
 * @throws WrongReference, UnmatchedSamples, UnknownColumn, ColumnRolesConflict
 */
export function joinReference(
  table: Table,
  reference: Table,
  { on, unmatched = 'abort' }: ReferenceSpec,
  id: string | undefined,
  files: JoinedFiles,
  kind: ColumnKind = 'reference',
): Table {
  const own = idColumn(table, id ?? (on !== undefined && table.columns.includes(on) ? on : undefined), 'id', files.file)
  const key = idColumn(
    reference,
    on ?? (id !== undefined && reference.columns.includes(id) ? id : undefined),
    'on',
    files.referenceFile,
  )
  if (own === null && key === null) return joinByRow(table, reference, files, kind)
  if (own === null || key === null) {
    const without = own === null ? files.file : files.referenceFile
    throw WrongReference({ reason: `${quote(without)} has no column of sample ids, and the other table has` })
  }
  const rows = rowsById(reference, key, files.referenceFile)
  const ids = columnText(table, own)
  const without = [...new Set(ids.filter(sample => !rows.has(sample)))]
  const present = new Set(ids)
  const extra = [...rows.keys()].filter(sample => !present.has(sample))
  if (unmatched === 'abort') {
    if (without.length > 0)
      throw unmatchedIn('samples with spectra are', 'the reference table', without, files.referenceFile)
    if (extra.length > 0)
      throw unmatchedIn('samples of the reference table are', 'the table of spectra', extra, files.referenceFile)
  }
  const keptRows = ids.flatMap((sample, row) => (rows.has(sample) ? [row] : []))
  const kept = without.length > 0 ? takeTableRows(table, Int32Array.from(keptRows)) : table
  const partners = Int32Array.from(keptRows, row => rows.get(ids[row]!)!)
  const columns = reference.columns.flatMap((_, column) => (column === key ? [] : [column]))
  refuseSharedNames(table, reference, columns, files)
  const notes = [
    `Reference: ${columns.length} ${columns.length === 1 ? 'column' : 'columns'} of ${quote(files.referenceFile)}, joined by ${quote(table.columns[own]!)}.`,
    ...leftOut('sample', without, 'without a reference'),
    ...leftOut('row', extra, 'of the reference table without a spectrum'),
  ]
  return joinColumns(kept, reference, { columns, rows: partners, kind, files, notes })
}

/**
 * Tables with as many rows: by sample id where both have ids that stand once and differ in order, else row by row.
 *
 * @throws UnmatchedSamples where both have ids, and not the same ones
 */
export function joinBy(table: Table, other: Table, kind: ColumnKind, files: JoinedFiles): Table {
  const [own, key] = [table.columns.findIndex(isIdName), other.columns.findIndex(isIdName)]
  if (own < 0 || key < 0) return joinByRow(table, other, files, kind)
  const [ids, keys] = [columnText(table, own), columnText(other, key)]
  const inOrder = ids.every((id, row) => id === keys[row])
  if (!inOrder) return joinReference(table, other, { path: files.referenceFile }, undefined, files, kind)
  return joinByRow(table, other, files, kind, key)
}

/** @param key a column of the reference that the table has already */
function joinByRow(table: Table, reference: Table, files: JoinedFiles, kind: ColumnKind, key = -1): Table {
  if (table.rows !== reference.rows) {
    const reason = `neither table has sample ids, and one has ${table.rows} rows where the other has ${reference.rows}`
    throw WrongReference({ reason })
  }
  const columns = reference.columns.flatMap((_, column) => (column === key ? [] : [column]))
  refuseSharedNames(table, reference, columns, files)
  const rows = Int32Array.from({ length: table.rows }, (_, row) => row)
  const joined = `Reference: ${columns.length} ${columns.length === 1 ? 'column' : 'columns'} of ${quote(files.referenceFile)}, joined row by row.`
  return joinColumns(table, reference, { columns, rows, kind, files, notes: [joined] })
}

function idColumn(table: Table, named: string | undefined, role: string, file: string): number | null {
  if (named === undefined) {
    const detected = table.columns.findIndex(isIdName)
    return detected < 0 ? null : detected
  }
  const index = table.columns.indexOf(named)
  if (index >= 0) return index
  throw UnknownColumn({ role, column: named, known: table.columns }).at({ file, line: table.headerLine, field: named })
}

function rowsById(reference: Table, key: number, file: string): ReadonlyMap<string, number> {
  const rows = new Map<string, number>()
  columnText(reference, key).forEach((sample, row) => {
    const place = { file, line: reference.lines[row]!, field: reference.columns[key]! }
    if (sample === '') throw WrongReference({ reason: 'a row has no sample id' }).at(place)
    if (rows.has(sample)) throw WrongReference({ reason: `the sample ${quote(sample)} stands twice` }).at(place)
    rows.set(sample, row)
  })
  return rows
}

function refuseSharedNames(table: Table, reference: Table, columns: readonly number[], files: JoinedFiles): void {
  const shared = columns.map(column => reference.columns[column]!).find(name => table.columns.includes(name))
  if (shared === undefined) return
  const roles = ['a column of the spectra', 'one of the reference table']
  throw ColumnRolesConflict({ column: shared, roles }).at({ file: files.referenceFile, field: shared })
}

const unmatchedIn = (what: string, where: string, ids: readonly string[], file: string) =>
  UnmatchedSamples({ what, where, ids }).at({ file })

function leftOut(noun: string, ids: readonly string[], why: string): string[] {
  if (ids.length === 0) return []
  const shown = ids.slice(0, 10).map(id => quote(id, 40))
  return [
    `Left out: ${ids.length} ${noun}${ids.length === 1 ? '' : 's'} ${why}: ${shown.join(', ')}${ids.length > 10 ? ', …' : ''}.`,
  ]
}
