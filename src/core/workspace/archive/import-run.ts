import { rm } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { RunDeleted } from '../../errors/index.ts'
import type { BroughtRun, ResultRecord, RunManifest } from '../../records/index.ts'
import { checkpointRun } from '../checkpoint/checkpoint-run.ts'
import { deletedRuns } from '../deleted/deleted-runs.ts'
import { safeName } from '../files/safe-name.ts'
import { failureCode } from '../files/storage-failure.ts'
import type { Store } from '../layout.ts'
import { manifestFrom, readManifest, runFolders } from '../runs/run-manifest.ts'
import { readResults } from '../runs/run-results.ts'
import { parseYaml } from '../yaml/read-yaml.ts'
import { type ArchiveFile, openArchive } from './archive-file.ts'
import { digestOf, manifestName } from './archive-format.ts'
import { archivedResults } from './archived-records.ts'
import { putInPlace, stageRun } from './stage-run.ts'

export interface ImportOptions {
  /** The id of a result in a run that had to be given another id. */
  readonly resultId: (run_id: string, result: ResultRecord) => string
  /** Makes the folders of the workspace; called when nothing is left that speaks against the archive but its arrays. */
  readonly prepare: () => Promise<void>
}

/** An archive as it would stand in this workspace. */
export interface Incoming {
  readonly archive: ArchiveFile
  readonly sha256: string
  readonly manifest: RunManifest
  /** With their ids here. */
  readonly results: readonly ResultRecord[]
  /** Id in the archive → position in `results`. */
  readonly places: ReadonlyMap<string, number>
}

/**
 * Bring a run that `exportRun` wrote: all of it, or nothing. All is checked and laid down out of sight; then one rename
 * shows it. So it may be killed at any moment and repeated, and what is there already is not brought again.
 * @throws UnreadableFile, DamagedArchive, NewerSchema, RunDeleted
 */
export async function importRun(store: Store, path: string, options: ImportOptions): Promise<BroughtRun> {
  const archive = openArchive(path)
  try {
    const manifest = await manifestOf(archive, path)
    const results = archivedResults(archive)
    for (let taken = false; ; taken = true) {
      const incoming = await place(store, archive, manifest, results, options)
      const { id } = incoming.manifest
      const told = { path, source_id: manifest.id, run_id: id, name: manifest.name }
      if (runFolders(store.layout).includes(id)) {
        // Whoever brought it may have been killed before its rows were in the tables.
        await checkpointRun(store, id)
        return { ...told, outcome: 'present', results: 0, predictions: 0, stored_models: 0 }
      }
      await options.prepare()
      const staged = await stageRun(store, incoming)
      try {
        await putInPlace(store, incoming, staged)
      } catch (error) {
        await rm(staged.folder, { recursive: true, force: true })
        const code = failureCode(error)
        // Another process has made a run of this id in between: it may be this one.
        if ((code === 'ENOTEMPTY' || code === 'EEXIST') && !taken) continue
        throw error
      }
      await checkpointRun(store, id)
      return {
        ...told,
        outcome: 'imported',
        results: results.length,
        predictions: archive.facts.predictions,
        stored_models: staged.models.length,
      }
    }
  } catch (error) {
    // What JSON reads may be nested deeper than anything can write again.
    if (error instanceof RangeError) throw archive.damaged('its records are too large, or nested too deeply')
    throw error
  } finally {
    archive.close()
  }
}

async function manifestOf(archive: ArchiveFile, path: string): Promise<RunManifest> {
  const { run_id } = archive.facts
  if (run_id !== safeName(run_id)) throw archive.damaged('its run has an id that no run can have')
  const inside = `${path}/${manifestName}`
  const text = archive.unpack(manifestName).toString('utf8')
  const manifest = manifestFrom(await parseYaml(text, inside), run_id, inside)
  const { templates, datasets, warnings, config } = manifest as { readonly [field: string]: unknown } & RunManifest
  const named = (items: unknown, field: string) =>
    Array.isArray(items) && items.every(item => typeof item?.[field] === 'string')
  if (!named(templates, 'id') || !named(datasets, 'name') || !Array.isArray(warnings)) {
    throw archive.damaged('its manifest has no lists of templates, datasets and warnings')
  }
  if (typeof config.metric !== 'string') throw archive.damaged('its manifest names no metric')
  return manifest
}

/** Under the id it has, unless a different run has that one here. */
async function place(
  store: Store,
  archive: ArchiveFile,
  manifest: RunManifest,
  results: readonly ResultRecord[],
  { resultId }: ImportOptions,
): Promise<Incoming> {
  const sha256 = digestOf(archive.facts.files)
  const places = new Map(results.map(({ id }, place) => [id, place]))
  const asRun = (id: string): Incoming => {
    const ids = new Map(
      results.map(result => [result.id, id === manifest.id ? result.id : resultId(id, result)] as const),
    )
    if (new Set(ids.values()).size < ids.size) throw archive.damaged('two results are of one pipeline on one dataset')
    const origin = { run_id: manifest.id, sha256, imported_at: new Date().toISOString() }
    const renamed = results.map(result => ({ ...result, id: ids.get(result.id)!, run_id: id }))
    return { archive, sha256, manifest: { ...withIds(manifest, ids), id, archive: origin }, results: renamed, places }
  }
  for (const id of [manifest.id, otherId(manifest.id, sha256)]) {
    if (deletedRuns(store.layout).has(id)) throw RunDeleted({ id })
    const incoming = asRun(id)
    if (!runFolders(store.layout).includes(id) || (await isHere(store, incoming))) return incoming
  }
  throw archive.damaged(`different runs have the ids ${manifest.id} and ${otherId(manifest.id, sha256)} here`)
}

const otherId = (id: string, sha256: string): string => `${id.slice(0, 72)}_${sha256.slice(0, 6)}`

function withIds(manifest: RunManifest, ids: ReadonlyMap<string, string>): RunManifest {
  const { summary } = manifest
  if (!summary) return manifest
  const best = (summary.best_results ?? []).map(one => ({ ...one, result_id: ids.get(one.result_id) ?? one.result_id }))
  return { ...manifest, summary: { ...summary, best_results: best } }
}

/** Whether the run of that id is the same, with all of these results at least: it may have gone on since. */
async function isHere({ layout }: Store, { manifest, results }: Incoming): Promise<boolean> {
  const there = await readManifest(layout, manifest.id)
  const templates = ({ templates }: RunManifest) => templates.map(({ id }) => id)
  if (there.created_at !== manifest.created_at) return false
  if (!isDeepStrictEqual(templates(there), templates(manifest))) return false
  const known = new Map((await readResults(layout.run(manifest.id))).map(result => [result.id, result]))
  return results.every(result => isKnown(result, known.get(result.id)))
}

/** A refit joins a result, what failed may have been computed again, and models may have been kept since. */
function isKnown(result: ResultRecord, known: ResultRecord | undefined): boolean {
  if (!known || known.predictions_count < result.predictions_count) return false
  if (result.status === 'failed' && known.created_at > result.created_at) return true
  const fixed = ({
    created_at,
    status,
    dataset,
    pipeline_config_id,
    best_score,
    scores: { val, test },
  }: ResultRecord) => JSON.stringify([created_at, status, dataset, pipeline_config_id, best_score, val, test])
  return fixed(result) === fixed(known)
}
