/*
 * The two things that n4a needs from a Parquet footer before it loads a Parquet library: the number of rows and the
 * key–value pairs. Everything else is stepped over. @see parquet.thrift, FileMetaData; Thrift compact protocol
 */

const FIELD_NUM_ROWS = 3
const FIELD_KEY_VALUE_METADATA = 5

interface Cursor {
  readonly bytes: Buffer
  position: number
}

function byte(cursor: Cursor): number {
  const value = cursor.bytes[cursor.position]
  if (value === undefined) throw new RangeError('The footer ends too early.')
  cursor.position += 1
  return value
}

/** Multiplication instead of shifts keeps numbers above 2³¹ right. */
function varint(cursor: Cursor): number {
  let value = 0
  for (let factor = 1; ; factor *= 128) {
    const next = byte(cursor)
    value += (next & 127) * factor
    if (next < 128) return value
    if (factor > 2 ** 63) throw new RangeError('A number in the footer is too long.')
  }
}

function zigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2
}

function advance(cursor: Cursor, bytes: number): void {
  cursor.position += bytes
  if (cursor.position > cursor.bytes.length) throw new RangeError('The footer ends too early.')
}

function text(cursor: Cursor): string {
  const length = varint(cursor)
  const start = cursor.position
  advance(cursor, length)
  return cursor.bytes.toString('utf8', start, start + length)
}

function listHead(cursor: Cursor): { size: number; type: number } {
  const head = byte(cursor)
  return { size: head >> 4 === 15 ? varint(cursor) : head >> 4, type: head & 15 }
}

/** Calls `visit` for each field until the stop byte; a field that it leaves alone is stepped over. */
function struct(cursor: Cursor, visit: (field: number, type: number) => boolean): void {
  let field = 0
  for (let head = byte(cursor); head !== 0; head = byte(cursor)) {
    field = head >> 4 === 0 ? zigzag(varint(cursor)) : field + (head >> 4)
    if (!visit(field, head & 15)) skip(cursor, head & 15)
  }
}

function skip(cursor: Cursor, type: number, inList = false): void {
  // A boolean is its type, save in a list.
  if (type === 1 || type === 2) advance(cursor, inList ? 1 : 0)
  else if (type === 3) advance(cursor, 1)
  else if (type >= 4 && type <= 6) varint(cursor)
  else if (type === 7) advance(cursor, 8)
  else if (type === 8) advance(cursor, varint(cursor))
  else if (type === 9 || type === 10) {
    const { size, type: element } = listHead(cursor)
    for (let i = 0; i < size; i++) skip(cursor, element, true)
  } else if (type === 12) struct(cursor, () => false)
  else throw new RangeError(`The footer has a field of unknown type ${type}.`)
}

function pair(cursor: Cursor): [string, string] {
  const found: [string, string] = ['', '']
  struct(cursor, field => {
    if (field !== 1 && field !== 2) return false
    found[field - 1] = text(cursor)
    return true
  })
  return found
}

/** @throws RangeError when `footer` is not a FileMetaData */
export function keyValues(footer: Buffer): { num_rows: number; keys: Map<string, string> } {
  const cursor: Cursor = { bytes: footer, position: 0 }
  const keys = new Map<string, string>()
  let num_rows = 0
  struct(cursor, (field, type) => {
    if (field === FIELD_NUM_ROWS && type === 6) num_rows = zigzag(varint(cursor))
    else if (field === FIELD_KEY_VALUE_METADATA && type === 9) {
      const { size } = listHead(cursor)
      for (let i = 0; i < size; i++) keys.set(...pair(cursor))
    } else return false
    return true
  })
  return { num_rows, keys }
}
