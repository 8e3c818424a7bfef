import { sweepTemporaries } from '../files/atomic-file.ts'
import { locked } from '../files/lock.ts'
import { makeFolder } from '../files/make-folder.ts'
import { severalAtOnce } from '../files/several-at-once.ts'
import type { Store } from '../layout.ts'
import { readFooter } from '../parquet/footer.ts'
import { readManifest } from '../runs/run-manifest.ts'
import { segmentNames } from '../segments/read-segment.ts'
import { applyPredictions } from './apply-predictions.ts'
import { applyResults } from './apply-results.ts'
import { type PendingLine, pendingLines } from './pending-lines.ts'
import { removeApplied } from './remove-segments.ts'

/** Datasets whose files are written at the same time: each waits for the disk a third of its time. */
const AT_ONCE = 4

/**
 * Move what the segments of a run hold into the Parquet files: first the predictions of each dataset, then the results,
 * whose positions therefore hold for all, and then the segments go that nobody writes or needs any more. Killed anywhere,
 * it loses and doubles nothing, for every file knows how far it has applied each segment.
 *
 * @throws WorkspaceLocked when another process checkpoints for longer than a minute
 */
export async function checkpointRun(store: Store, id: string): Promise<void> {
  const manifest = await readManifest(store.layout, id)
  const run = store.layout.run(id)
  if (segmentNames(run).length === 0) return
  await locked(run.checkpointLock, run.folder, async lock => {
    // Whoever has removed it finds it again, with what is not applied yet.
    makeFolder(store.layout.predictions)
    await sweepTemporaries(store.layout.predictions)
    await sweepTemporaries(run.folder)
    const applied = (await readFooter(run.results))?.applied ?? {}
    const pending = await pendingLines(run, applied)
    const datasets = new Map<string, PendingLine[]>()
    for (const line of pending.lines) {
      const ofDataset = datasets.get(line.dataset)
      if (ofDataset) ofDataset.push(line)
      else datasets.set(line.dataset, [line])
    }
    await severalAtOnce(datasets, AT_ONCE, ([dataset, lines]) =>
      applyPredictions(store, manifest, dataset, lines, pending.ends),
    )
    if (pending.lines.length > 0) await applyResults(store, lock, manifest, pending)
    await removeApplied(store, run, { ...applied, ...(pending.lines.length > 0 && pending.ends) })
  })
}
