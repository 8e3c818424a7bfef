import { DamagedTable, EmptyTable, RaggedRow, UnsupportedTable } from '../../errors/index.ts'
import type { Table } from '../table.ts'
import { tableOfCells } from './cells-table.ts'
import { readSheet, type Sheet } from './excel-sheet.ts'
import { findSheet, readWorkbook, workbookFormat } from './excel-workbook.ts'
import { checkCells } from './expansion-limit.ts'
import type { DatasetReader, ReaderOptions } from './reader.ts'
import { isZip, zipArchive } from './zip-archive.ts'

const oldWorkbook = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const isOldWorkbook = (bytes: Buffer) => bytes.subarray(0, 8).equals(oldWorkbook)

/**
 * Excel workbooks (.xlsx, .xlsm): the first sheet, or the one named. Formulas count by their stored results, dates become
 * text, empty rows are passed over; the first row with values is the header.
 *
 * @see ECMA-376, Office Open XML File Formats, Part 1, 18.3 (worksheets), 18.4 (shared strings), 18.8 (styles)
 */
export const excelReader: DatasetReader = {
  id: 'excel',
  extensions: ['.xlsx', '.xlsm', '.xls'],
  takes: ['sheet'],
  recognizes: bytes => isOldWorkbook(bytes) || (isZip(bytes) && bytes.includes('xl/workbook.xml')),
  read: readExcel,
}

function readExcel(bytes: Buffer, { sheet: wanted }: ReaderOptions = {}): Table {
  if (isOldWorkbook(bytes)) {
    throw UnsupportedTable({
      what: 'an old Excel workbook (.xls), or one with a password',
      instead: 'Open it in a spreadsheet program and save it as .xlsx without a password, or as CSV.',
    })
  }
  const archive = zipArchive(bytes, workbookFormat)
  if (!archive.names.includes('xl/workbook.xml')) {
    const what = archive.names.includes('xl/workbook.bin')
      ? 'a binary workbook (.xlsb)'
      : 'an archive without a workbook'
    throw UnsupportedTable({ what, instead: 'Save the workbook as .xlsx or as CSV.' })
  }
  const workbook = readWorkbook(archive)
  const chosen = findSheet(workbook, wanted)
  const content = chosen && archive.unpack(chosen.file)
  if (!chosen || !content) throw DamagedTable({ format: workbookFormat, reason: 'a sheet is missing' })
  const sheet = readSheet(content.toString('utf8'), workbook)
  const others = workbook.sheets.length - 1
  return tableOfSheet(sheet, bytes.length, [
    ...(wanted === undefined && others > 0 ? [`Sheet: ${chosen.name}, the first of ${others + 1}.`] : []),
    ...(sheet.dates > 0 ? [`Cells that show a date, taken as text: ${sheet.dates}.`] : []),
    ...(sheet.uncomputed > 0 ? [`Formulas without a stored result, taken as empty: ${sheet.uncomputed}.`] : []),
  ])
}

function tableOfSheet({ rows: [header, ...rows] }: Sheet, bytes: number, notes: readonly string[]): Table {
  if (!header) throw EmptyTable({ what: 'no rows' })
  const names = Array.from(header.cells, name => String(name ?? ''))
  const tooWide = rows.find(({ cells }) => cells.length > names.length)
  if (tooWide) {
    throw RaggedRow({ found: tooWide.cells.length, expected: names.length }).at({ line: tooWide.line })
  }
  checkCells(rows.length, names.length, bytes)
  return tableOfCells({
    columns: names.map((name, column) => ({ name, cells: rows.map(({ cells }) => cells[column] ?? null) })),
    rows: rows.length,
    lines: Uint32Array.from(rows, ({ line }) => line),
    headerLine: header.line,
    notes,
  })
}
