import { isAscii } from 'node:buffer'

/*
 * The two things that n4a needs from a Parquet footer before it loads a Parquet library: the number of rows and the
 * key–value pairs. Everything else is stepped over. @see parquet.thrift, FileMetaData; Thrift compact protocol
 */

const FIELD_NUM_ROWS = 3
const FIELD_ROW_GROUPS = 4
const FIELD_KEY_VALUE_METADATA = 5

/** How the key–value pairs of our own files begin: field 1 of a pair, 18 bytes long. Every one of them has this key first. */
const FIRST_PAIR = Buffer.from('\x18\x12n4a_schema_version')
/** The field after the row groups, a list. */
const PAIRS_FIELD = 0x19

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
  const bytes = cursor.bytes.subarray(start, start + length)
  // Most is ASCII, which needs no decoding.
  return isAscii(bytes) ? bytes.toString('latin1') : bytes.toString('utf8')
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

function skip(cursor: Cursor, type: number): void {
  cursor.position = behind(cursor.bytes, cursor.position, type, false)
  if (cursor.position > cursor.bytes.length) throw new RangeError('The footer ends too early.')
}

/** The place behind a value: most of a footer is of row groups, which nobody asks for here, so this is all that it costs. */
function behind(bytes: Buffer, at: number, type: number, inList: boolean): number {
  switch (type) {
    case 1:
    case 2:
      // A boolean is its type, save in a list.
      return inList ? at + 1 : at
    case 3:
      return at + 1
    case 4:
    case 5:
    case 6:
      return behindVarint(bytes, at)
    case 7:
      return at + 8
    case 8: {
      const cursor = { bytes, position: at }
      const length = varint(cursor)
      return cursor.position + length
    }
    case 9:
    case 10: {
      const cursor = { bytes, position: at }
      const { size, type: element } = listHead(cursor)
      let place = cursor.position
      for (let i = 0; i < size && place <= bytes.length; i++) place = behind(bytes, place, element, true)
      return place
    }
    case 12: {
      let place = at
      for (let head = bytes[place]; head !== 0; head = bytes[place]) {
        if (head === undefined) throw new RangeError('The footer ends too early.')
        place = head >> 4 === 0 ? behindVarint(bytes, place + 1) : place + 1
        place = behind(bytes, place, head & 15, false)
      }
      return place + 1
    }
    default:
      throw new RangeError(`The footer has a field of unknown type ${type}.`)
  }
}

function behindVarint(bytes: Buffer, at: number): number {
  let place = at
  while (bytes[place]! >= 128) place++
  return place + 1
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

interface KeyValues {
  readonly num_rows: number
  readonly keys: Map<string, string>
}

/** Where the field of the pairs begins in a footer of ours, found without the row groups in front of it; else null. */
function placeOfPairs(footer: Buffer): number | null {
  const first = footer.indexOf(FIRST_PAIR)
  const place = first - 2
  if (place < 0 || footer[place] !== PAIRS_FIELD || (footer[place + 1]! & 15) !== 12) return null
  // Where the same bytes stand once more, one of them is in somebody's text.
  return footer.indexOf(FIRST_PAIR, first + 1) < 0 ? place : null
}

/** `pairs`: where their field begins, so that the row groups are jumped over; null to step over each. */
function fieldsOf(footer: Buffer, pairs: number | null): KeyValues & { readonly end: number } {
  const cursor: Cursor = { bytes: footer, position: 0 }
  const keys = new Map<string, string>()
  let num_rows = 0
  struct(cursor, (field, type) => {
    if (field === FIELD_NUM_ROWS && type === 6) num_rows = zigzag(varint(cursor))
    else if (field === FIELD_ROW_GROUPS && pairs !== null && cursor.position < pairs) cursor.position = pairs
    else if (field === FIELD_KEY_VALUE_METADATA && type === 9) {
      const { size } = listHead(cursor)
      for (let i = 0; i < size; i++) keys.set(...pair(cursor))
    } else return false
    return true
  })
  return { num_rows, keys, end: cursor.position }
}

/** @throws RangeError when `footer` is not a FileMetaData */
export function keyValues(footer: Buffer): KeyValues {
  const pairs = placeOfPairs(footer)
  if (pairs !== null) {
    try {
      const found = fieldsOf(footer, pairs)
      // A jump to the wrong place would not end exactly where the footer does.
      if (found.end === footer.length) return found
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
    }
  }
  return fieldsOf(footer, null)
}
