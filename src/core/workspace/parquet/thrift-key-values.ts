import { isAscii } from 'node:buffer'
import { advance, type Cursor, listHead, skip, struct, thriftType, varint, zigzag } from './thrift.ts'

/*
 * The two things that n4a needs from a Parquet footer before it loads a Parquet library: the number of rows and the
 * key–value pairs. Everything else is stepped over. @see parquet.thrift, FileMetaData
 */

const FIELD_SCHEMA = 2
const FIELD_NUM_ROWS = 3
const FIELD_ROW_GROUPS = 4
const FIELD_KEY_VALUE_METADATA = 5

/** How the key–value pairs of our own files begin: field 1 of a pair, 18 bytes long. Every one of them has this key first. */
const FIRST_PAIR = Buffer.from('\x18\x12n4a_schema_version')
/** The field after the row groups, a list. */
const PAIRS_FIELD = 0x19

function text(cursor: Cursor): string {
  const length = varint(cursor)
  const start = cursor.position
  advance(cursor, length)
  const bytes = cursor.bytes.subarray(start, start + length)
  // Most is ASCII, which needs no decoding.
  return isAscii(bytes) ? bytes.toString('latin1') : bytes.toString('utf8')
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
  const place = footer.indexOf(FIRST_PAIR) - 2
  return place >= 0 && footer[place] === PAIRS_FIELD && (footer[place + 1]! & 15) === 12 ? place : null
}

/** The schema of the last footer: files of one kind have the same, and comparing bytes takes less than stepping over them. */
let lastSchema: Buffer = Buffer.alloc(0)

function skipSchema(cursor: Cursor): void {
  const from = cursor.position
  const end = from + lastSchema.length
  const known = lastSchema.length > 0 && end <= cursor.bytes.length
  if (known && cursor.bytes.compare(lastSchema, 0, lastSchema.length, from, end) === 0) {
    cursor.position = end
    return
  }
  skip(cursor, thriftType.list)
  lastSchema = Buffer.from(cursor.bytes.subarray(from, cursor.position))
}

/** `pairs`: where their field begins, so that the row groups are jumped over; null to step over each. */
function fieldsOf(footer: Buffer, pairs: number | null): KeyValues & { readonly end: number } {
  const cursor: Cursor = { bytes: footer, position: 0 }
  const keys = new Map<string, string>()
  let num_rows = 0
  struct(cursor, (field, type) => {
    if (field === FIELD_NUM_ROWS && type === 6) num_rows = zigzag(varint(cursor))
    else if (field === FIELD_SCHEMA && type === thriftType.list) skipSchema(cursor)
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
