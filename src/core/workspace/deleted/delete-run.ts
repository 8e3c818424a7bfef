import { rename, rm } from 'node:fs/promises'
import { N4aError, RunBeingRemoved, RunExists, UnknownRecord } from '../../errors/index.ts'
import type { DeletedRun } from '../../records/index.ts'
import { checkpointRun } from '../checkpoint/checkpoint-run.ts'
import { syncDirectory, writeDurably } from '../files/atomic-file.ts'
import { acquireLock, locked } from '../files/lock.ts'
import { makeFolder } from '../files/make-folder.ts'
import { readText } from '../files/regular-file.ts'
import { failureCode, isMissing } from '../files/storage-failure.ts'
import type { Layout, Store } from '../layout.ts'
import { omissionsOf } from '../omissions.ts'
import { readManifests } from '../runs/run-manifest.ts'
import { readResults } from '../runs/run-results.ts'
import { deletedLayout, deletedRuns, deletionLock, deletionNote } from './deleted-runs.ts'
import { forgetPurge, purging } from './purge-note.ts'

/**
 * Take a run out of sight, in the name of `by`. Nothing of it is removed before a compaction.
 * @throws WorkspaceLocked while it is executed
 */
export async function deleteRun(store: Store, id: string, by: string): Promise<void> {
  const { layout } = store
  const run = layout.run(id)
  const there = deletedLayout(layout).run(id)
  const executing = await acquireLock(run.executingLock, run.folder)
  try {
    // A run that is damaged may go as well.
    await checkpointRun(store, id).catch(error => {
      if (!(error instanceof N4aError) || error.code === 'WorkspaceLocked') throw error
    })
    await locked(run.checkpointLock, run.folder, async () => {
      makeFolder(layout.deleted)
      await forgetPurge(layout, id)
      const note = { deleted_at: new Date().toISOString(), deleted_by: by }
      await writeDurably(deletionNote(layout, id), JSON.stringify(note))
      store.onStep('delete:before_rename')
      await rename(run.folder, there.folder)
      store.onStep('delete:after_rename')
      for (const folder of [layout.deleted, layout.runs]) await syncDirectory(folder)
    })
  } finally {
    await executing.release()
  }
  // Our locks have gone with the folder.
  for (const lock of [there.executingLock, there.checkpointLock]) await rm(lock, { recursive: true, force: true })
}

/**
 * Bring a deleted run back as it was.
 * @throws UnknownRecord, RunExists, RunBeingRemoved
 */
export async function restoreRun(store: Store, id: string): Promise<void> {
  const { layout } = store
  const from = deletedLayout(layout)
  const known = deletedRuns(layout)
  if (!known.has(id)) throw UnknownRecord({ noun: 'deleted run', id, known: [...known] })
  await locked(deletionLock(layout), layout.deleted, async () => {
    if ((await purging(layout))?.runs.includes(id)) throw RunBeingRemoved({ id })
    store.onStep('restore:before_rename')
    try {
      await rename(from.run(id).folder, layout.run(id).folder)
    } catch (error) {
      const code = failureCode(error)
      if (code === 'ENOTEMPTY' || code === 'EEXIST') throw RunExists({ id }, { cause: error })
      throw error
    }
    for (const folder of [layout.runs, layout.deleted]) await syncDirectory(folder)
    await rm(deletionNote(layout, id), { force: true })
  })
}

/** The deleted runs that a compaction will take away, those deleted last first. */
export async function listDeleted(layout: Layout): Promise<readonly DeletedRun[]> {
  const omissions = omissionsOf()
  const place = deletedLayout(layout)
  const manifests = new Map((await readManifests(place, omissions)).map(manifest => [manifest.id, manifest]))
  const found = [...deletedRuns(layout)].map(async (id): Promise<DeletedRun> => {
    const manifest = manifests.get(id)
    const results = manifest ? await readResults(place.run(id), omissions) : []
    const note = await readNote(place, id)
    return {
      id,
      name: manifest?.name ?? id,
      status: manifest?.status ?? null,
      created_at: manifest?.created_at ?? null,
      ...note,
      results: results.length,
      predictions: results.reduce((sum, { predictions_count }) => sum + predictions_count, 0),
      stored_models: results.reduce((sum, { stored_models }) => sum + stored_models.length, 0),
    }
  })
  const last = ({ deleted_at, id }: DeletedRun) => `${deleted_at ?? ''} ${id}`
  return (await Promise.all(found)).sort((a, b) => (last(a) < last(b) ? 1 : -1))
}

async function readNote(place: Layout, id: string): Promise<Pick<DeletedRun, 'deleted_at' | 'deleted_by'>> {
  const text = await readText(deletionNote(place, id)).catch(error => {
    if (isMissing(error)) return '{}'
    throw error
  })
  const field = (value: unknown) => (typeof value === 'string' ? value : null)
  try {
    const { deleted_at, deleted_by } = (JSON.parse(text) ?? {}) as Record<string, unknown>
    return { deleted_at: field(deleted_at), deleted_by: field(deleted_by) }
  } catch (error) {
    if (error instanceof SyntaxError) return { deleted_at: null, deleted_by: null }
    throw error
  }
}
