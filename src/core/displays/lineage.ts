import { quote } from '../errors/index.ts'
import type { Lineage, LineageItem } from '../records/index.ts'
import { textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'

interface Row extends LineageItem {
  readonly way: string
}

const columns: readonly Column<Row>[] = [
  textColumn('way', 'Way', 0, row => row.way),
  textColumn('kind', 'Kind', 0, row => row.kind),
  textColumn('name', 'Name', 0, row => row.name),
  textColumn('status', 'Status', 1, row => row.status),
  textColumn('id', 'Id', 0, row => row.id),
  textColumn('hash', 'Hash', 3, row => row.hash?.replace(/^(sha256:.{12}).*/, '$1…')),
]

/** Where it came from, itself, and what was made of it. */
export function lineageTable(lineage: Lineage): TableDisplay {
  const { from, into, ...own } = lineage
  const rows: readonly Row[] = [
    ...from.map(item => ({ ...item, way: 'from' })),
    { ...own, way: 'this' },
    ...into.map(item => ({ ...item, way: 'into' })),
  ]
  return tableOf(`Lineage of ${own.kind} ${quote(own.name)}`, columns, rows, 'Nothing is known of it.')
}
