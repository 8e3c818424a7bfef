import { listOf, rewriter, type Span, varintBytes } from './rewrite-footer.ts'
import { type Cursor, listHead, skip, struct, varint, zigzag } from './thrift.ts'

/*
 * Row groups are appended to a file without decoding and encoding again what its footer tells of those that stand there.
 * @see parquet.thrift: FileMetaData
 */

const metadataField = { num_rows: 3, row_groups: 4 } as const
/** The last field of a row group: its number in the file, which all have or none. */
const ORDINAL = 7

interface Groups {
  readonly num_rows: number
  /** Where the number of rows stands. */
  readonly rows: Span
  /** Where the list of row groups tells how many it has. */
  readonly head: Span
  readonly count: number
  /** The row groups, without their ordinals. */
  readonly groups: readonly Buffer[]
}

function groupsOf(footer: Buffer): Groups {
  const cursor: Cursor = { bytes: footer, position: 0 }
  let rows: Span | undefined
  let num_rows = 0
  let list: Omit<Groups, 'num_rows' | 'rows'> | undefined
  struct(cursor, field => {
    const from = cursor.position
    if (field === metadataField.num_rows) {
      num_rows = zigzag(varint(cursor))
      rows = { from, to: cursor.position }
    } else if (field === metadataField.row_groups) {
      const { size: count } = listHead(cursor)
      const head = { from, to: cursor.position }
      list = { head, count, groups: Array.from({ length: count }, () => withoutOrdinal(cursor)).flat() }
    } else return false
    return true
  })
  if (!rows || !list) throw new RangeError('The footer does not tell of row groups.')
  return { num_rows, rows, ...list }
}

function withoutOrdinal(cursor: Cursor): readonly Buffer[] {
  const start = cursor.position
  let before = start
  let ordinal: Span | undefined
  struct(cursor, (field, type) => {
    skip(cursor, type)
    if (field === ORDINAL) ordinal = { from: before, to: cursor.position }
    before = cursor.position
    return true
  })
  if (!ordinal) return [cursor.bytes.subarray(start, cursor.position)]
  return [cursor.bytes.subarray(start, ordinal.from), cursor.bytes.subarray(ordinal.to, cursor.position)]
}

/**
 * The end of a file that has the row groups of `old` and behind them those of `fresh`, with all else as `fresh` tells it.
 * Both: the bytes of FileMetaData, with the same columns. @throws RangeError when one is none
 */
export function joinFooters(old: Buffer, fresh: Buffer): { readonly bytes: Buffer; readonly row_groups: number } {
  const before = groupsOf(old)
  const added = groupsOf(fresh)
  const row_groups = before.count + added.count
  const written = rewriter(fresh)
  written.replace(added.rows, varintBytes(2 * (before.num_rows + added.num_rows)))
  written.replace(added.head, Buffer.concat([listOf(row_groups), ...before.groups]))
  // What ends the struct is written anew.
  return { bytes: written.finish(fresh.length - 1), row_groups }
}
