import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { moveIntoPlace, temporaryPath, writeDurably } from '../files/atomic-file.ts'
import { makeFolder } from '../files/make-folder.ts'
import { safeName } from '../files/safe-name.ts'
import { compressors, loadWriter } from '../parquet/libraries.ts'

/** A column of a table that a program gave: numbers or texts, one a row. */
export interface OwnColumn {
  readonly name: string
  readonly values: Float64Array | readonly string[]
}

/**
 * Keep a table as Parquet in `folder`, under its name and a hash of its content: the same table again is the same file, and
 * no file ever changes. Returns its path.
 */
export async function saveTable(folder: string, name: string, columns: readonly OwnColumn[]): Promise<string> {
  const path = join(folder, `${safeName(name)}_${contentOf(columns)}.parquet`)
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path
  const { parquetWriteBuffer } = await loadWriter()
  const bytes = parquetWriteBuffer({
    columnData: columns.map(({ name, values }) => ({
      name,
      data: values instanceof Float64Array ? Array.from(values) : [...values],
      type: values instanceof Float64Array ? ('DOUBLE' as const) : ('STRING' as const),
      nullable: false,
    })),
    codec: 'GZIP',
    compressors,
  })
  makeFolder(folder)
  const temporary = temporaryPath(path)
  await writeDurably(temporary, new Uint8Array(bytes))
  await moveIntoPlace(temporary, path)
  return path
}

function contentOf(columns: readonly OwnColumn[]): string {
  const hash = createHash('sha256')
  for (const { name, values } of columns) {
    hash.update(`${JSON.stringify(name)}\n`)
    if (values instanceof Float64Array) hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    else hash.update(JSON.stringify(values))
  }
  return hash.digest('hex').slice(0, 12)
}
