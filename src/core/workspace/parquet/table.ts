import type { SchemaElement } from 'hyparquet'
import type { ColumnSource } from 'hyparquet-writer/src/types.js'

/**
 * `text`: string. `json`: any value, as a string of JSON. `list`: the same of a list, empty where a record lacks it. `number`: double. `count`: 32-bit integer. `time`: ISO string in
 * UTC, stored as milliseconds.
 */
export type ColumnKind = 'text' | 'json' | 'list' | 'number' | 'count' | 'time'

export interface Column {
  readonly name: string
  readonly kind: ColumnKind
  readonly nullable: boolean
  /** Smallest and largest value of each row group are kept, so that readers can pass over it. */
  readonly indexed: boolean
}

/** How records of one kind stand in a Parquet file: one column a field. */
export interface Table {
  readonly columns: readonly Column[]
  /** All fields, without values: what is filled in from it has one shape, which takes the least time and memory. */
  readonly empty: Readonly<Record<string, unknown>>
}

const kinds = {
  text: 'STRING',
  json: 'STRING',
  list: 'STRING',
  number: 'DOUBLE',
  count: 'INT32',
  time: 'TIMESTAMP',
} as const

/** `kind`, `kind?` where it may be null, `kind!` where it is indexed. */
export function defineTable<Row>(
  fields: Readonly<Record<keyof Row & string, ColumnKind | `${ColumnKind}?` | `${ColumnKind}!`>>,
): Table {
  return {
    empty: Object.fromEntries(Object.keys(fields).map(name => [name, null])),
    columns: Object.entries<string>(fields).map(([name, text]) => ({
      name,
      kind: text.replace(/[?!]$/, '') as ColumnKind,
      nullable: text.endsWith('?'),
      indexed: text.endsWith('!'),
    })),
  }
}

/** What stands for a field that a record of another version lacks. */
const absent = { text: '', json: null, list: '[]', number: 0, count: 0, time: new Date(0) } as const

function encode({ kind, nullable }: Column, value: unknown): unknown {
  if (kind === 'json') return JSON.stringify(value ?? null)
  if (kind === 'list') return JSON.stringify(value ?? [])
  if (value === null || value === undefined) return nullable ? null : absent[kind]
  if (kind !== 'time') return value
  const time = new Date(String(value))
  return Number.isNaN(time.getTime()) ? absent.time : time
}

export function columnData(table: Table, rows: readonly object[]): ColumnSource[] {
  return table.columns.map(column => ({
    name: column.name,
    data: rows.map(row => encode(column, (row as Readonly<Record<string, unknown>>)[column.name])),
    type: kinds[column.kind],
    nullable: column.nullable,
    statistics: column.indexed,
    offsetIndex: false,
  }))
}

/** A record from a row as the Parquet reader gives it: unknown columns are left out, missing ones are null. */
export function decodeRow(table: Table, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const record: Record<string, unknown> = {}
  for (const { name, kind } of table.columns) record[name] = decodeValue(kind, row[name])
  return record
}

/** Values of a column that were parsed and may come again: most records have the same empty lists and few parameters. */
const REPEATED = 256

/** Decodes the values of one column. What has the same text is parsed once, so records may share what they hold. */
export function columnDecoder(kind: ColumnKind): (value: unknown) => unknown {
  if (kind !== 'json' && kind !== 'list') return value => value ?? null
  const known = new Map<unknown, unknown>()
  return value => {
    const before = known.get(value)
    if (before !== undefined) return before
    const decoded = decodeValue(kind, value)
    if (known.size < REPEATED) known.set(value, decoded)
    return decoded
  }
}

export function decodeValue(kind: ColumnKind, value: unknown): unknown {
  if (kind === 'json') return value == null ? null : JSON.parse(String(value))
  if (kind === 'list') return JSON.parse(String(value ?? '[]')) ?? []
  return value ?? null
}

/** Whether row groups of `table` can be appended to a file with this schema. */
export function fitsSchema(table: Table, schema: readonly SchemaElement[]): boolean {
  const leaves = schema.slice(1)
  const physical = {
    text: 'BYTE_ARRAY',
    json: 'BYTE_ARRAY',
    list: 'BYTE_ARRAY',
    number: 'DOUBLE',
    count: 'INT32',
    time: 'INT64',
  } as const
  return (
    leaves.length === table.columns.length &&
    table.columns.every(({ name, kind, nullable }, i) => {
      const leaf = leaves[i]!
      const repetition = nullable ? 'OPTIONAL' : 'REQUIRED'
      return leaf.name === name && leaf.type === physical[kind] && leaf.repetition_type === repetition
    })
  )
}

/** What is wrong with a record as JSON gives it, as the end of a sentence; null where every field can be stored. */
export function fieldFault(table: Table, record: Readonly<Record<string, unknown>>): string | null {
  for (const { name, kind, nullable } of table.columns) {
    const value = record[name]
    if (value === undefined && kind !== 'list') return `has no ${name}`
    if (value === null && nullable) continue
    if (!fits(kind, value)) return `has a ${name} that is none`
  }
  return null
}

function fits(kind: ColumnKind, value: unknown): boolean {
  if (kind === 'text') return typeof value === 'string'
  if (kind === 'number') return typeof value === 'number'
  if (kind === 'count') return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31
  if (kind === 'time') return typeof value === 'string' && !Number.isNaN(Date.parse(value))
  return kind === 'json' || value === undefined || Array.isArray(value)
}
