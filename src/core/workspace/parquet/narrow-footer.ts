import { listOf, type Rewriter, rewriter, type Span, varintBytes } from './rewrite-footer.ts'
import { type Cursor, listHead, skip, struct, thriftType, varint, zigzag } from './thrift.ts'

/*
 * Decoding what a footer tells of each column in each row group takes longer than reading the few of them that a query needs.
 * So a footer is written anew with those alone, from the bytes that tell of them, and only that is decoded.
 * @see parquet.thrift: FileMetaData, SchemaElement, RowGroup
 */

const metadataField = { schema: 2, row_groups: 4 } as const
const elementField = { name: 4, num_children: 5 } as const
const groupField = { columns: 1, num_rows: 3 } as const

interface Leaf extends Span {
  readonly name: string
}

export interface NarrowFooter {
  /** As it would stand at the end of a file that has the wanted columns alone. Places are those of the whole file. */
  readonly bytes: Buffer
  /** The columns of the file. */
  readonly names: readonly string[]
  /** The rows of each row group of the file, wanted or not. */
  readonly group_rows: readonly number[]
}

/**
 * What a footer tells of some columns, in some row groups. `footer`: the bytes of FileMetaData. Null where columns are nested.
 * @throws RangeError when `footer` is not a FileMetaData
 */
export function narrowFooter(
  footer: Buffer,
  isWanted: (column: string) => boolean,
  isWantedGroup: (group: number) => boolean = () => true,
): NarrowFooter | null {
  const cursor: Cursor = { bytes: footer, position: 0 }
  const written = rewriter(footer)
  let names: readonly string[] = []
  let wanted: readonly boolean[] = []
  let flat = true
  let end = 0
  const group_rows: number[] = []
  struct(cursor, field => {
    if (field === metadataField.schema) {
      const { head, leaves, children } = readSchema(cursor)
      flat = children !== null
      if (children === null) return true
      names = leaves.map(({ name }) => name)
      wanted = names.map(isWanted)
      const kept = wanted.filter(Boolean).length
      written.replace(head, listOf(kept + 1))
      written.replace(children, varintBytes(kept * 2))
      for (const [i, leaf] of leaves.entries()) if (!wanted[i]) written.replace(leaf)
    } else if (field === metadataField.row_groups && flat) {
      const from = cursor.position
      const { size } = listHead(cursor)
      let kept = 0
      for (let i = 0; i < size; i++) if (isWantedGroup(i)) kept += 1
      written.replace({ from, to: cursor.position }, listOf(kept))
      for (let i = 0; i < size; i++) group_rows.push(writeGroup(cursor, written, wanted, isWantedGroup(i)))
      end = cursor.position
    } else return false
    return true
  })
  if (!flat || end === 0) return null
  // What stands behind the row groups is of no use here, or of all columns.
  return { bytes: written.finish(end), names, group_rows }
}

/** `children`: where the root tells how many columns there are; null where it is not the parent of all. */
function readSchema(cursor: Cursor): { head: Span; leaves: readonly Leaf[]; children: Span | null } {
  const from = cursor.position
  const { size } = listHead(cursor)
  const head = { from, to: cursor.position }
  const leaves: Leaf[] = []
  let children: Span | null = null
  let flat = true
  for (let i = 0; i < size; i++) {
    const start = cursor.position
    let name = ''
    struct(cursor, (field, type) => {
      const at = cursor.position
      if (field === elementField.name && type === thriftType.binary) {
        const length = varint(cursor)
        name = cursor.bytes.toString('utf8', cursor.position, cursor.position + length)
        cursor.position = at
      } else if (field === elementField.num_children) {
        const count = zigzag(varint(cursor))
        if (i === 0 && count === size - 1) children = { from: at, to: cursor.position }
        else if (count > 0) flat = false
        return true
      }
      return false
    })
    if (i > 0) leaves.push({ name, from: start, to: cursor.position })
  }
  return { head, leaves, children: flat ? children : null }
}

/** The number of rows of the group at the cursor. */
function writeGroup(cursor: Cursor, written: Rewriter, wanted: readonly boolean[], keep: boolean): number {
  const start = cursor.position
  const edits: [Span, Buffer?][] = []
  let rows = 0
  struct(cursor, field => {
    if (field === groupField.num_rows) rows = zigzag(varint(cursor))
    else if (field === groupField.columns) {
      const from = cursor.position
      const { size } = listHead(cursor)
      if (size !== wanted.length) throw new RangeError('A row group does not have the columns of the file.')
      edits.push([{ from, to: cursor.position }, listOf(wanted.filter(Boolean).length)])
      for (let i = 0; i < size; i++) {
        const at = cursor.position
        skip(cursor, thriftType.struct)
        if (!wanted[i]) edits.push([{ from: at, to: cursor.position }])
      }
    } else return false
    return true
  })
  if (keep) for (const [span, bytes] of edits) written.replace(span, bytes)
  else written.replace({ from: start, to: cursor.position })
  return rows
}
