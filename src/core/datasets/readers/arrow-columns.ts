import type { Table as ArrowTable, DataType, Vector } from 'apache-arrow'
import { DamagedTable, UnsupportedTable } from '../../errors/index.ts'
import type { Table } from '../table.ts'
import { type Cell, type TableColumn, tableOfCells } from './cells-table.ts'
import { checkCells } from './expansion-limit.ts'

type Arrow = typeof import('apache-arrow')

const pandasIndex = '__index_level_0__'

/**
 * Flat columns of numbers, text, booleans (1 and 0) and dates (as text). An index that pandas stored becomes `sample_id`.
 *
 * @throws UnsupportedTable for columns of lists, decimals and bytes; TableTooLarge, DamagedTable
 */
export function tableOfArrow(
  arrow: Arrow,
  table: ArrowTable,
  format: string,
  bytes: number,
  notes: readonly string[] = [],
): Table {
  const { fields } = table.schema
  checkCells(table.numRows, fields.length, bytes)
  const renamed = fields.some(({ name }) => name === 'sample_id') ? undefined : pandasIndex
  const columns: TableColumn[] = fields.map((field, i) => {
    const cellOf = cellReader(arrow, field.type)
    if (!cellOf) {
      throw UnsupportedTable({
        what: `a column ${field.name} of type ${field.type}`,
        instead: 'Write one column of numbers for each wavelength, and plain columns beside them.',
      })
    }
    const vector = table.getChildAt(i)
    if (!vector || vector.length !== table.numRows || !isWhole(vector)) {
      throw DamagedTable({ format, reason: `the column ${field.name} has fewer values than rows` })
    }
    const cells = Array.from({ length: table.numRows }, (_, row) => cellOf(vector.get(row)))
    return { name: field.name === renamed ? 'sample_id' : field.name, cells }
  })
  const hasIndex = columns.some(({ name }, i) => name !== fields[i]!.name)
  return tableOfCells({
    columns,
    rows: table.numRows,
    notes: [...notes, ...(hasIndex ? ['The index of the data frame is the column sample_id.'] : [])],
  })
}

/** Whether the values are there that the length announces. */
function isWhole(vector: Vector): boolean {
  return vector.data.every(({ values, valueOffsets, length, stride, type }) => {
    if (valueOffsets && length > 0) return valueOffsets.length > length
    // Bits for booleans: eight values a byte.
    const perValue = type.typeId === 6 ? 1 / 8 : (stride ?? 1)
    return values === undefined || length === 0 || values.length >= length * perValue
  })
}

function cellReader({ DataType }: Arrow, type: DataType): ((value: unknown) => Cell) | undefined {
  if (DataType.isDictionary(type)) return cellReader({ DataType } as Arrow, type.dictionary)
  if (DataType.isNull(type)) return () => null
  if (DataType.isInt(type) || DataType.isFloat(type)) return numberCell
  if (DataType.isBool(type)) return value => (value === null ? null : value ? 1 : 0)
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return value => (value == null ? null : String(value))
  if (DataType.isDate(type) || DataType.isTimestamp(type)) return dateCell
  return undefined
}

function numberCell(value: unknown): Cell {
  if (typeof value === 'number') return value
  // A count beyond 2^53 is an identifier, and keeps its digits.
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  return null
}

function dateCell(value: unknown): Cell {
  if (value == null) return null
  const moment = new Date(Number(value))
  return Number.isNaN(moment.getTime()) ? String(value) : moment.toISOString()
}
