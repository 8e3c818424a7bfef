import { type PredictionRecord, predictionRecord, type RunManifest, schemaVersion } from '../../records/index.ts'
import { type Lock, locked } from '../files/lock.ts'
import type { Store } from '../layout.ts'
import { footerKeys, readFooter } from '../parquet/footer.ts'
import { predictionTable } from '../parquet/tables.ts'
import { openTableWriter } from '../parquet/write-table.ts'
import { fileOf, predictionLock } from '../predictions/prediction-files.ts'
import { summarizer } from '../summary/summarize.ts'
import { segmentKey, withApplied } from './applied-segments.ts'
import { commitTable } from './commit-table.ts'
import { compactPredictions } from './compact-predictions.ts'
import { byResult, readOldPredictions } from './old-predictions.ts'
import { type Pending, type PendingLine, wholeLines } from './pending-lines.ts'

/** Row groups after which a file is written anew, for every one of them makes the footer longer. */
const ROW_GROUPS = 50

/** Append the pending predictions of one dataset to its file: rows, summary and positions change in one rename. */
export function applyPredictions(
  store: Store,
  manifest: RunManifest,
  dataset: string,
  lines: readonly PendingLine[],
  ends: Pending['ends'],
): Promise<void> {
  if (lines.every(({ recorded }) => recorded.predictions === 0)) return Promise.resolve()
  return locked(predictionLock(store.layout, dataset), store.layout.predictions, async lock => {
    const path = await fileOf(store.layout, dataset)
    const applied = (await readFooter(path))?.applied ?? {}
    const todo = lines.filter(({ segment, end }) => end > (applied[segmentKey(manifest.id, segment)] ?? 0))
    if (todo.length === 0) return
    const rowGroups = await append(store, lock, path, manifest, dataset, todo, ends)
    if (rowGroups > ROW_GROUPS) await compactPredictions(store, lock, path, 'fast')
  })
}

async function append(
  store: Store,
  lock: Lock,
  path: string,
  manifest: RunManifest,
  dataset: string,
  lines: readonly PendingLine[],
  ends: Pending['ends'],
): Promise<number> {
  const old = await readOldPredictions(path, manifest.id)
  const summary = summarizer(dataset, old.summary, store.ranking)
  if (old.summary === null) for (const rows of byResult(old.rows)) summary.add(rows)
  const { n4a_version } = manifest
  let rowGroups = 0
  await commitTable(store, lock, path, { footer: old.footer, copy: old.base !== null }, async file => {
    const writer = await openTableWriter(file, predictionTable, old.base)
    if (old.base === null) await writer.write(old.rows)
    for (const rows of newRows(store, manifest.id, lines, old.ids)) {
      summary.add(rows)
      for (const { pipeline_config_id } of rows) old.configs.add(pipeline_config_id)
      await writer.write(rows)
      store.onStep('checkpoint:writing')
    }
    const added = Object.fromEntries(
      lines.map(({ segment }) => [segmentKey(manifest.id, segment), ends[segment]!] as const),
    )
    rowGroups = await writer.finish(
      new Map([
        // First: a reader of footers alone finds the others by it.
        [footerKeys.schema_version, schemaVersion],
        [footerKeys.n4a_version, n4a_version],
        [footerKeys.dataset, dataset],
        [footerKeys.generation, String((old.footer?.generation ?? 0) + 1)],
        [footerKeys.segments, JSON.stringify(withApplied(store.layout, old.footer?.applied ?? {}, added))],
        [footerKeys.summary, JSON.stringify(summary.finish({ n4a_version, n_configs: old.configs.size }))],
        ...old.keys,
      ]),
    )
  })
  return rowGroups
}

/** The predictions of each line, but of none that is in the file already: two processes may have recorded it. */
function* newRows(
  store: Store,
  run_id: string,
  lines: readonly PendingLine[],
  ids: Set<string>,
): Generator<readonly PredictionRecord[]> {
  for (const { result, models, predictions } of wholeLines(store.layout.run(run_id), lines)) {
    const rows = predictions.map(part => predictionRecord(result, models, part)).filter(({ id }) => !ids.has(id))
    for (const { id } of rows) ids.add(id)
    if (rows.length > 0) yield rows
  }
}
