import { resolve } from 'node:path'
import type { FileAccess, FileFacts } from './file-access.ts'

/** Folders that are looked through, and how far. */
export interface SearchRoots {
  readonly folders: readonly string[]
  /** Folders that hold no datasets. */
  readonly passOver: readonly string[]
  /** Files that are looked at before it is given up. */
  readonly mostFiles: number
}

/** Files by their size, of those sizes that are looked for. */
export interface SizeIndex {
  readonly bySize: ReadonlyMap<number, readonly FileFacts[]>
  readonly examined: number
  /** Whether there were more files than may be looked at. */
  readonly givenUp: boolean
  /** Folders that could not be listed. */
  readonly unreadable: number
}

/** A file system that answers late is asked for several files at once. */
const atOnce = 16
/** Symbolic links are not followed to folders, so this ends a mount in itself only. */
const deepest = 40

/** Every file below some folders that has one of `sizes`; no file is read. */
export async function searchFolders(
  { folders, passOver, mostFiles }: SearchRoots,
  sizes: ReadonlySet<number>,
  access: FileAccess,
  signal?: AbortSignal,
): Promise<SizeIndex> {
  const bySize = new Map<number, FileFacts[]>()
  const skipped = new Set(passOver.map(folder => resolve(folder)))
  const seen = new Set<string>()
  const waiting = folders.map(folder => ({ folder: resolve(folder), depth: 0 }))
  let [examined, unreadable, givenUp] = [0, 0, false]
  const examine = async (path: string) => {
    const found = await access.facts(path)
    if (found.kind !== 'file' || !sizes.has(found.size)) return
    const { kind: _, ...facts } = found
    bySize.set(facts.size, [...(bySize.get(facts.size) ?? []), facts])
  }
  for (let next = waiting.shift(); next !== undefined && !givenUp; next = waiting.shift()) {
    signal?.throwIfAborted()
    const { folder, depth } = next
    if (seen.has(folder) || skipped.has(folder)) continue
    seen.add(folder)
    const entries = await access.list(folder)
    if (entries === null) {
      unreadable += 1
      continue
    }
    const files = entries.files.slice(0, mostFiles - examined)
    givenUp = files.length < entries.files.length
    for (let i = 0; i < files.length; i += atOnce) await Promise.all(files.slice(i, i + atOnce).map(examine))
    examined += files.length
    if (depth < deepest) waiting.push(...entries.folders.map(inner => ({ folder: inner, depth: depth + 1 })))
  }
  for (const found of bySize.values()) found.sort((a, b) => (a.path < b.path ? -1 : 1))
  return { bySize, examined, givenUp, unreadable }
}
