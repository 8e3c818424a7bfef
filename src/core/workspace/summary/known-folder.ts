import { type BigIntStats, statSync } from 'node:fs'
import type { SummarizedFile } from './read-summary.ts'

/*
 * A file that comes, goes or is replaced changes the time of its folder, and nothing of n4a writes into a Parquet file in
 * place. So one look at the folder stands for a look at each of its files, for as long as somebody else's change in place may
 * stay unseen.
 */

/** Milliseconds for which an unchanged folder is believed to hold unchanged files. */
const BELIEVED = 10_000

/** Milliseconds: a second change within one tick of the file system's clock would leave the time as it is. */
const TICK = 2_000

export type FolderVersion = Pick<BigIntStats, 'mtimeNs' | 'ino'>

interface Known {
  readonly version: FolderVersion
  readonly at: number
  readonly files: readonly SummarizedFile[]
}

const folders = new Map<string, Known>()

/** To be taken before the folder is listed; null where there is none. */
export function folderVersion(path: string): FolderVersion | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null
}

/** What the files of a folder told when it was last looked at, where that still holds. */
export function knownFiles(path: string, version: FolderVersion | null): readonly SummarizedFile[] | null {
  const known = folders.get(path)
  if (known === undefined || version === null) return null
  const same = known.version.mtimeNs === version.mtimeNs && known.version.ino === version.ino
  if (same && performance.now() - known.at < BELIEVED) return known.files
  folders.delete(path)
  return null
}

/** `version`: from before the folder was listed. */
export function rememberFiles(path: string, version: FolderVersion | null, files: readonly SummarizedFile[]): void {
  if (version === null || Date.now() - Number(version.mtimeNs / 1_000_000n) < TICK) return
  const { mtimeNs, ino } = version
  folders.set(path, { version: { mtimeNs, ino }, at: performance.now(), files })
}
