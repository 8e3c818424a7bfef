import { type Row, text } from './cells.ts'
import { versionOf } from './inside.ts'
import { withParquet } from './parquet-rows.ts'

/** Rows read at once: a row group has to be unpacked for one as for many, and who asks for one asks for those beside it. */
const BLOCK = 256
/** Files of which positions and the last block are kept. */
const FILES = 8

interface KnownFile {
  readonly version: string
  readonly positions: ReadonlyMap<string, number>
  block?: { readonly from: number; readonly rows: readonly Row[] }
}

const known = new Map<string, KnownFile>()

/** The row of a Parquet file whose column `key` holds `id`, or undefined. @throws DamagedFile */
export async function rowOf(
  path: string,
  key: string,
  id: string,
  columns: readonly string[],
): Promise<Row | undefined> {
  const version = versionOf([path])
  let file = known.get(path)
  if (file?.version !== version) {
    const rows = await withParquet(path, one => one.rows([key]))
    file = { version, positions: new Map(rows.map((row, i) => [text(row[key]), i])) }
  }
  known.delete(path)
  known.set(path, file)
  for (const oldest of known.keys()) if (known.size > FILES) known.delete(oldest)
  const at = file.positions.get(id)
  if (at === undefined) return undefined
  const from = at - (at % BLOCK)
  if (file.block?.from !== from) {
    file.block = {
      from,
      rows: await withParquet(path, one => one.rows(columns, from, Math.min(from + BLOCK, one.num_rows))),
    }
  }
  return file.block.rows[at - from]
}
