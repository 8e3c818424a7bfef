import { isAbsolute, join } from 'node:path'
import { located } from '../errors/index.ts'
import type { DatasetSpec } from '../records/index.ts'
import { assembleTable } from './conventions/assemble.ts'
import type { ConventionFiles } from './conventions/convention-files.ts'
import { contentHash } from './file-hash.ts'
import { type LoadedTable, loadTable } from './load-table.ts'
import { withoutMissing } from './missing-values.ts'
import { joinReference } from './reference-table.ts'

/** Specs with the same key share one table. */
export function tableKey(
  path: string,
  { csv, member, missing, reference, id, y, group, partition }: DatasetSpec,
): string {
  const roles = missing === undefined ? [] : [y, group, partition]
  return JSON.stringify([path, csv, member, missing, reference, reference && id, ...roles])
}

/**
 * The table a spec asks for: its file, joined with the reference table, after what is done with missing values.
 *
 * @throws the errors of reading, joining and dropping, with the file
 */
export async function openTable(
  path: string,
  spec: DatasetSpec,
  baseDirectory: string,
  convention: ConventionFiles | null,
): Promise<LoadedTable> {
  const { csv, member, reference, y } = spec
  const own = convention
    ? await assembleTable(convention)
    : await loadTable(path, { ...(csv && { csv }), ...(member !== undefined && { member }) })
  const loaded = reference ? await withReference(own, path, spec, baseDirectory) : own
  const targets = typeof y === 'object' ? y : []
  const { y: _, ...rest } = spec
  const first = typeof y === 'object' ? y[0] : y
  const one = { ...rest, ...(first !== undefined && { y: first }) }
  return { ...loaded, table: located({ file: path }, () => withoutMissing(loaded.table, one, targets)) }
}

/** Both files are the identity of the dataset. */
async function withReference(own: LoadedTable, path: string, spec: DatasetSpec, baseDirectory: string) {
  const { path: given, csv } = spec.reference!
  const referenceFile = isAbsolute(given) ? given : join(baseDirectory, given)
  const other = await loadTable(referenceFile, { ...(csv && { csv }), fewestColumns: 1 })
  const files = { file: path, referenceFile }
  const table = located({ file: referenceFile }, () =>
    joinReference(own.table, other.table, spec.reference!, spec.id, files),
  )
  const together = (a: string, b: string) => contentHash(Buffer.from(`${a}\n${b}\n`))
  return {
    table,
    hash: together(own.hash, other.hash),
    quick_hash: together(own.quick_hash, other.quick_hash),
    file_size: own.file_size + other.file_size,
  }
}
