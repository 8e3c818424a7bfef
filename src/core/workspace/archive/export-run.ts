import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { WorkspaceLocked } from '../../errors/index.ts'
import {
  type PredictionRecord,
  type RunArchive,
  type RunManifest,
  type RunStatus,
  schemaVersion,
} from '../../records/index.ts'
import { zipWriter } from '../../zip/index.ts'
import { npyHeader } from '../arrays/npy.ts'
import { readArray } from '../arrays/read-array.ts'
import { lockOwner } from '../files/lock.ts'
import { writeNewFile } from '../files/new-file.ts'
import { openRegular } from '../files/regular-file.ts'
import { safeName } from '../files/safe-name.ts'
import { isMissing } from '../files/storage-failure.ts'
import type { RunLayout, Store } from '../layout.ts'
import { modelFault, modelPath } from '../models/model-files.ts'
import { omissionsOf } from '../omissions.ts'
import { readPredictions } from '../predictions/read-predictions.ts'
import { manifestText, readManifest } from '../runs/run-manifest.ts'
import { readResults } from '../runs/run-results.ts'
import { segmentNames, verifySegment } from '../segments/read-segment.ts'
import {
  type ArchivedFile,
  type ArchiveFacts,
  archiveFormat,
  factsName,
  manifestName,
  pipelinesName,
  sha256,
  templateFiles,
} from './archive-format.ts'
import { recordLines } from './record-lines.ts'

export interface ExportOptions {
  /** Write over a file that is there. */
  readonly force?: boolean
  readonly n4a_version: string
}

/** The states of runs that nobody executes; what had not ended can be resumed where it is brought to. */
const stateInArchive = (status: RunStatus): RunStatus =>
  status === 'running' || status === 'queued' ? 'paused' : status

/**
 * All that is known of a run as one file: whole, or nothing. The run is only read.
 * @throws UnknownRecord, DamagedFile, WorkspaceLocked while it is executed, OutputNotWritable
 */
export async function exportRun(store: Store, id: string, path: string, options: ExportOptions): Promise<RunArchive> {
  const { layout } = store
  const manifest = await readManifest(layout, id)
  const run = layout.run(id)
  refuseWhileExecuted(run)
  for (const name of segmentNames(run)) verifySegment(run.segment(name))
  const results = await readResults(run)
  const missing_models: string[] = []
  const counts = { predictions: 0, stored_models: 0 }
  const files: ArchivedFile[] = []
  let bytes = 0

  await writeNewFile(path, options.force ?? false, async write => {
    const zip = zipWriter(async part => {
      await write(part)
      bytes += part.length
    })
    const add = async (name: string, content: Buffer) => {
      await zip.add(name, content)
      files.push({ path: name, bytes: content.length, sha256: sha256(content) })
    }
    await add(manifestName, Buffer.from(manifestText(archived(manifest))))
    await add(pipelinesName, await readBytes(run.pipelines))
    for (const { id } of manifest.templates) {
      for (const file of templateFiles(id)) {
        if (statSync(join(run.folder, file), { throwIfNoEntry: false }))
          await add(file, await readBytes(join(run.folder, file)))
      }
    }
    const lines = recordLines('results', add)
    for (const result of results) await lines.add([result])
    await lines.end()

    const held = new Map<string, number>()
    const rows = recordLines('predictions', add)
    for (const dataset of new Set(results.map(({ dataset }) => dataset))) {
      const ofResult = byResult(await readPredictions(layout, omissionsOf(), { run_id: id, dataset }))
      for (const result of results.filter(result => result.dataset === dataset)) {
        const predictions = ofResult.get(result.id) ?? []
        for (const { array_id, end } of predictions.flatMap(slicesOf)) {
          held.set(array_id, Math.max(end, held.get(array_id) ?? 0))
        }
        counts.predictions += predictions.length
        await rows.add(predictions)
      }
    }
    await rows.end()
    for (const [array_id, length] of [...held].sort()) {
      const { buffer } = await readArray(layout, { array_id, offset: 0, length })
      await add(`arrays/${array_id}.npy`, Buffer.concat([npyHeader(length), new Uint8Array(buffer)]))
    }
    const models = results.flatMap(({ dataset, stored_models }) =>
      stored_models.map(
        ({ sha256 }) => [`${safeName(dataset)}/${safeName(sha256)}.n4a.json`, dataset, sha256] as const,
      ),
    )
    for (const [file, dataset, hash] of new Map(models.map(model => [model[0], model])).values()) {
      const model = modelPath(layout, dataset, hash)
      if (await modelFault(model, hash)) missing_models.push(`binaries/${file}`)
      else {
        await add(`models/${file}`, await readBytes(model))
        counts.stored_models += 1
      }
    }
    await addMetric(layout.metrics, manifest.config.metric, add)
    // What was read may have been written to meanwhile by one who has just begun.
    refuseWhileExecuted(run)
    const facts: ArchiveFacts = {
      format: archiveFormat,
      schema_version: schemaVersion,
      n4a_version: options.n4a_version,
      run_id: id,
      name: manifest.name,
      exported_at: new Date().toISOString(),
      results: results.length,
      predictions: counts.predictions,
      files,
    }
    await zip.add(factsName, Buffer.from(`${JSON.stringify(facts, null, 1)}\n`))
    await zip.finish()
  })
  return {
    path,
    run_id: id,
    name: manifest.name,
    bytes,
    files: files.length,
    results: results.length,
    ...counts,
    missing_models,
  }
}

/** Without who executed it, which means nothing elsewhere, and as a run that nobody executes. */
function archived({ executor, archive, ...manifest }: RunManifest): RunManifest {
  return { ...manifest, status: stateInArchive(manifest.status) }
}

function refuseWhileExecuted(run: RunLayout): void {
  const owner = lockOwner(run.executingLock)
  if (!owner) return
  throw WorkspaceLocked({ path: run.folder, holder: `process ${owner.pid} on ${owner.host}, which executes this run` })
}

async function readBytes(path: string): Promise<Buffer> {
  const file = await openRegular(path)
  try {
    return await file.readFile()
  } finally {
    await file.close()
  }
}

async function addMetric(folder: string, metric: string, add: (name: string, content: Buffer) => Promise<void>) {
  const name = `${safeName(metric)}.json`
  try {
    if (readdirSync(folder).includes(name)) await add(`metrics/${name}`, await readBytes(join(folder, name)))
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

function byResult(rows: readonly PredictionRecord[]): ReadonlyMap<string, readonly PredictionRecord[]> {
  const groups = new Map<string, PredictionRecord[]>()
  for (const row of rows) {
    const group = groups.get(row.result_id)
    if (group) group.push(row)
    else groups.set(row.result_id, [row])
  }
  return groups
}

function slicesOf(row: PredictionRecord): { readonly array_id: string; readonly end: number }[] {
  const fields = ['y_true', 'y_pred', 'sample_indices', 'y_proba'] as const
  return fields.flatMap(field => {
    const [array_id, offset, length] = [row[`${field}_array_id`], row[`${field}_offset`], row[`${field}_length`]]
    return array_id === null || offset === null || !length ? [] : [{ array_id, end: offset + length }]
  })
}
