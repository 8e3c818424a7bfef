import { rm } from 'node:fs/promises'
import { N4aError } from '../../errors/index.ts'
import type { WorkspaceCompaction, WorkspaceProgress } from '../../records/index.ts'
import { checkpointRun } from '../checkpoint/checkpoint-run.ts'
import { compactPredictions } from '../checkpoint/compact-predictions.ts'
import { purgeRuns } from '../deleted/purge-runs.ts'
import { locked } from '../files/lock.ts'
import type { Store } from '../layout.ts'
import { COMPACT_ROW_GROUP } from '../parquet/compact-table.ts'
import { readFooter } from '../parquet/footer.ts'
import { withTable } from '../parquet/read-table.ts'
import { predictionTable } from '../parquet/tables.ts'
import { predictionFiles, predictionLock } from '../predictions/prediction-files.ts'
import { readManifests } from '../runs/run-manifest.ts'
import { segmentNames } from '../segments/read-segment.ts'
import { datasetOf } from './dataset-of.ts'
import { eachReadable } from './each-readable.ts'
import { totalBytes } from './measure.ts'
import { unusedFiles } from './unused-files.ts'

/**
 * Move what segments hold into the Parquet files, take deleted runs away for good, and arrays and models that no record names, then write those predictions files anew
 * that have more row groups than their rows need. Safe while runs are executed. @throws DamagedFile
 */
export async function compactWorkspace(
  store: Store,
  onProgress: (progress: WorkspaceProgress) => void,
): Promise<WorkspaceCompaction> {
  const { layout } = store
  const bytes_before = await totalBytes(layout)
  const manifests = await readManifests(layout, store.omissions)
  const runs = manifests.map(({ id }) => id).filter(id => segmentNames(layout.run(id)).length > 0)
  await eachReadable(runs, async (id, done) => {
    await checkpointRun(store, id)
    onProgress({ done: done + 1, total: runs.length, path: layout.run(id).folder })
  })
  const removed_runs: string[] = []
  const removed_files: string[] = []
  // What is damaged may name anything, so nothing is removed then; the rest is done, and the damage told at the end.
  let damage: unknown
  try {
    removed_runs.push(...(await purgeRuns(store)))
    for (const { path } of await unusedFiles(layout)) {
      await rm(path, { force: true })
      removed_files.push(path)
    }
  } catch (error) {
    if (!(error instanceof N4aError) || error.code !== 'DamagedFile') throw error
    damage = error
  }
  const rewritten_files: string[] = []
  const files = predictionFiles(layout)
  await eachReadable(files, async (path, done) => {
    const footer = await readFooter(path)
    if (footer && (await isSplit(path))) {
      const lockPath = predictionLock(layout, await datasetOf(path, footer))
      await locked(lockPath, path, lock => compactPredictions(store, lock, path, 'small'))
      rewritten_files.push(path)
    }
    onProgress({ done: done + 1, total: files.length, path })
  })
  if (damage) throw damage
  return {
    removed_runs,
    removed_files,
    checkpointed_runs: runs.length,
    rewritten_files,
    bytes_before,
    bytes_after: await totalBytes(layout),
  }
}

async function isSplit(path: string): Promise<boolean> {
  const split = await withTable(
    path,
    predictionTable,
    async ({ metadata, footer }) =>
      metadata.row_groups.length > Math.max(1, Math.ceil(footer.num_rows / COMPACT_ROW_GROUP)),
  )
  return split ?? false
}
