import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { safeName } from '../files/safe-name.ts'
import { failureCode, isMissing } from '../files/storage-failure.ts'
import { type Layout, runLayout } from '../layout.ts'

/*
 * A deleted run is its folder in another place: one rename hides all that stands in it, and one brings it back. Its
 * predictions stay in the Parquet files of their datasets, where readers pass over them, until a compaction takes them out.
 */

/** The same workspace, whose runs are the deleted ones: what reads runs, reads them too. */
export function deletedLayout(layout: Layout): Layout {
  return { ...layout, runs: layout.deleted, run: id => runLayout(join(layout.deleted, id)) }
}

/** Ids of the deleted runs; one look at one folder. */
export function deletedRuns({ deleted }: Layout): ReadonlySet<string> {
  try {
    return new Set(readdirSync(deleted).filter(name => !name.startsWith('.') && name === safeName(name)))
  } catch (error) {
    if (isMissing(error) || failureCode(error) === 'ENOTDIR') return new Set()
    throw error
  }
}

/** Says when a run was deleted, and by whom; stands in its folder. */
export const deletionNote = (layout: Layout, id: string): string => join(layout.run(id).folder, '.deleted.json')

/** Held while runs are brought back or taken away for good. */
export const deletionLock = ({ deleted }: Layout): string => join(deleted, '.deleted.lock')

/** What is being taken away for good, so that a process that was killed over it is not the end of it. */
export const purgeNote = ({ deleted }: Layout): string => join(deleted, '.purge.json')
