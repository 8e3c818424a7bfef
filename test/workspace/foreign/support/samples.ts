import { createHash } from 'node:crypto'
import { cpSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { sharedPath } from '../../../support/shared.ts'
import { temporaryFolder } from '../../support/workspace.ts'

/** Workspaces that versions of the Python library really wrote; only where they are. */
export const sampleNames = [
  'v0.4.2_parquet_dated',
  'v0.6.2_manifest',
  'v0.6.3_manifest_summary',
  'v0.7.1_duckdb',
  'v0.8.2_duckdb_parquet',
  'v0.8.4_sqlite_parquet',
  'v0.11.0_sqlite_parquet',
  'v0.11.0_walpending',
] as const

export const samples = sharedPath('workspaces')

/** A copy: a test that finds something changed must not have changed the sample. */
export function sampleCopy(name: string): string {
  const copy = join(temporaryFolder(), name)
  cpSync(join(samples!, name), copy, { recursive: true })
  return copy
}

/** Every name below a folder with a hash of what it holds, and when it was changed. */
export function treeOf(folder: string): Readonly<Record<string, string>> {
  const tree: Record<string, string> = {}
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name)
    const stat = lstatSync(path)
    const content = stat.isSymbolicLink()
      ? readlinkSync(path)
      : stat.isFile()
        ? createHash('sha256').update(readFileSync(path)).digest('hex')
        : 'folder'
    tree[name] = `${content} ${stat.mtimeMs}`
  }
  return tree
}
