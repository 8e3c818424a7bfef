import { EmptyPartition, OverlappingPartition } from '../errors/index.ts'
import type { PartitionSpec } from '../records/index.ts'
import { columnText, type Table } from './table.ts'

/** Rows of X. */
export interface Partitions {
  readonly train: Int32Array
  readonly test: Int32Array
  readonly notes: readonly string[]
}

export function wholeTable(rows: number): Partitions {
  return { train: Int32Array.from({ length: rows }, (_, i) => i), test: new Int32Array(0), notes: [] }
}

type ByColumn = Extract<PartitionSpec, { column: string }>

/**
 * Rows by the printed text of a column.
 *
 * @throws OverlappingPartition when a value is in both; EmptyPartition when no row has a value
 */
export function partitionByColumn(table: Table, column: number, { train, test }: ByColumn): Partitions {
  const field = table.columns[column]!
  const shared = train.find(value => test.includes(value))
  if (shared !== undefined) throw OverlappingPartition({ value: shared }).at({ field })
  const texts = columnText(table, column)
  const present = new Set(texts)
  for (const [partition, values] of [
    ['training', train],
    ['test', test],
  ] as const) {
    const absent = values.find(value => !present.has(value))
    if (absent === undefined) continue
    throw EmptyPartition({ partition, column: field, value: absent, present: [...present] }).at({ field })
  }
  const rowsWith = (values: readonly string[]) =>
    Int32Array.from(texts.flatMap((text, row) => (values.includes(text) ? [row] : [])))
  return withNote({ train: rowsWith(train), test: rowsWith(test) }, table.rows)
}

/** Say how many rows are in neither: nothing is left out in silence. */
export function withNote(rows: Omit<Partitions, 'notes'>, total: number): Partitions {
  const neither = total - rows.train.length - rows.test.length
  const notes = neither > 0 ? [`${neither} of ${total} samples are in neither partition and are not used.`] : []
  return { ...rows, notes }
}
