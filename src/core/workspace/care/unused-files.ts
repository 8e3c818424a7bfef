import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { deletedLayout, deletedRuns } from '../deleted/deleted-runs.ts'
import { named } from '../deleted/named-files.ts'
import { lockOwner } from '../files/lock.ts'
import { failureCode, isMissing } from '../files/storage-failure.ts'
import type { Layout } from '../layout.ts'
import { modelExtension } from '../models/model-files.ts'
import { runFolders } from '../runs/run-manifest.ts'

export interface UnusedFile {
  readonly path: string
  readonly bytes: number
}

/** Younger files may belong to a record that is about to be written. */
const HOUR = 3600 * 1000

/**
 * Packs of arrays and models that no record names: what a process left that was killed before it recorded. Nothing of a run
 * that is executed now, and nothing young. @throws DamagedFile where records cannot be read, for those may name anything
 */
export async function unusedFiles(layout: Layout, now = Date.now()): Promise<readonly UnusedFile[]> {
  const candidates = [
    ...(await filesIn(layout.arrays, '.npy')),
    ...(
      await Promise.all(
        (await namesIn(layout.binaries)).map(name => filesIn(join(layout.binaries, name), modelExtension)),
      )
    ).flat(),
  ]
  if (candidates.length === 0) return []
  const live = runFolders(layout).filter(id => lockOwner(layout.run(id).executingLock) !== null)
  const all: [Layout, string][] = [
    ...runFolders(layout).map((id): [Layout, string] => [layout, id]),
    ...[...deletedRuns(layout)].map((id): [Layout, string] => [deletedLayout(layout), id]),
  ]
  const { arrays, models } = await named(layout, all)
  const unused: UnusedFile[] = []
  for (const path of candidates) {
    const name = basename(path)
    const used = path.startsWith(layout.arrays) ? arrays.has(name.slice(0, -'.npy'.length)) : models.has(path)
    if (used || live.some(id => name.startsWith(id))) continue
    const found = await stat(path).catch(nothingThere)
    if (found && now - found.mtimeMs > HOUR) unused.push({ path, bytes: found.size })
  }
  return unused
}

async function filesIn(folder: string, extension: string): Promise<string[]> {
  const names = await namesIn(folder)
  return names.filter(name => name.endsWith(extension) && !name.startsWith('.')).map(name => join(folder, name))
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(nothingThere)) ?? []
}

function nothingThere(error: unknown): undefined {
  if (isMissing(error) || failureCode(error) === 'ENOTDIR') return undefined
  throw error
}
