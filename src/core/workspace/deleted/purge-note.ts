import { DamagedFile } from '../../errors/index.ts'
import { writeFileAtomic } from '../files/atomic-file.ts'
import { locked } from '../files/lock.ts'
import { readText } from '../files/regular-file.ts'
import { isMissing } from '../files/storage-failure.ts'
import type { Layout } from '../layout.ts'
import { deletionLock, purgeNote } from './deleted-runs.ts'

/** What is to be taken away for good, written down before anything is. */
export interface Purge {
  readonly runs: readonly string[]
  /** Packs of arrays that their predictions point to. */
  readonly arrays: readonly string[]
  readonly models: readonly { readonly dataset: string; readonly sha256: string }[]
}

/** What a process that was killed left to be done; null for nothing. @throws DamagedFile */
export async function purging(layout: Layout): Promise<Purge | null> {
  const path = purgeNote(layout)
  try {
    const found = JSON.parse(await readText(path)) as Purge
    if (![found?.runs, found?.arrays, found?.models].every(Array.isArray))
      throw DamagedFile({ path, reason: 'it does not list runs, arrays and models' })
    return found
  } catch (error) {
    if (isMissing(error)) return null
    if (error instanceof SyntaxError) throw DamagedFile({ path, reason: error.message }, { cause: error })
    throw error
  }
}

/**
 * Leave a run that is deleted now out of what was to be taken away: one of the same id went before, in a compaction that was
 * killed before it ended. @throws WorkspaceLocked while a compaction takes it away, DamagedFile
 */
export async function forgetPurge(layout: Layout, id: string): Promise<void> {
  if (!(await purging(layout))?.runs.includes(id)) return
  await locked(deletionLock(layout), layout.deleted, async () => {
    const left = await purging(layout)
    if (!left) return
    await writeFileAtomic(purgeNote(layout), JSON.stringify({ ...left, runs: left.runs.filter(run => run !== id) }))
  })
}
