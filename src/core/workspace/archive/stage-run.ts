import { randomBytes } from 'node:crypto'
import { statfsSync, statSync } from 'node:fs'
import { mkdir, open, rename, rm, utimes } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { DiskFull, N4aError } from '../../errors/index.ts'
import { type ArraySlice, type SegmentHeader, schemaVersion } from '../../records/index.ts'
import { NPY_HEADER, npyHeader } from '../arrays/npy.ts'
import { packBase, packId } from '../arrays/pack-id.ts'
import { syncDirectory, temporaryPath, writeDurably } from '../files/atomic-file.ts'
import { makeFolder } from '../files/make-folder.ts'
import { safeName } from '../files/safe-name.ts'
import { thisProcess } from '../files/this-process.ts'
import { type Layout, runLayout, type Store } from '../layout.ts'
import { openModel } from '../models/model-envelope.ts'
import { modelExtension, modelFault, modelPath } from '../models/model-files.ts'
import { readPipelines } from '../runs/expanded-pipelines.ts'
import { manifestText } from '../runs/run-manifest.ts'
import { readTemplates, recordFile } from '../runs/templates.ts'
import { encodeLine } from '../segments/segment-format.ts'
import { kindOf, pipelinesName, templateFiles } from './archive-format.ts'
import { lineOf, predictionsByResult, withSlices } from './archived-records.ts'
import type { Incoming } from './import-run.ts'

/** A file that has to be in its place before the run can be seen. */
interface StagedFile {
  readonly from: string
  readonly to: string
}

export interface StagedRun {
  /** Hidden beside the runs; a process that was killed leaves it, and the next run sweeps it away. */
  readonly folder: string
  readonly arrays: readonly StagedFile[]
  readonly models: readonly (StagedFile & { readonly sha256: string })[]
  readonly metrics: readonly StagedFile[]
}

interface Pack {
  readonly array_id: string
  readonly length: number
  readonly file: StagedFile
}

/** Lay down all of an archive, checked and durable, where nobody looks. @throws DamagedArchive, DiskFull */
export async function stageRun(store: Store, incoming: Incoming): Promise<StagedRun> {
  const { layout } = store
  const { archive, manifest } = incoming
  const free = statfsSync(layout.root)
  if (free.bavail * free.bsize < archive.bytes) {
    throw DiskFull({ path: layout.root, reason: `the archive unfolds to ${archive.bytes} bytes, more than are free` })
  }
  const folder = temporaryPath(layout.run(manifest.id).folder)
  try {
    await mkdir(folder)
    for (const name of ['templates', 'segments', 'arrays', 'models', 'metrics']) await mkdir(join(folder, name))
    await stageDescription(folder, incoming)
    const packs = await stageArrays(layout, folder, incoming)
    await stageRecords(folder, incoming, packs)
    const models = await stageModels(layout, folder, incoming)
    const metrics = await stageMetrics(layout, folder, incoming)
    store.onStep('import:staged')
    return { folder, arrays: [...packs.values()].map(({ file }) => file), models, metrics }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    // What is laid down for a moment has a name that tells nobody anything.
    if (!(error instanceof N4aError) || error.code !== 'DamagedFile') throw error
    throw archive.damaged(error.message.replaceAll(`${folder}/`, '').replace(/\.$/, ''))
  }
}

/** The manifest, the templates and the pipelines. */
async function stageDescription(folder: string, { archive, manifest }: Incoming): Promise<void> {
  await writeDurably(join(folder, 'run_manifest.yaml'), manifestText(manifest))
  await writeDurably(join(folder, pipelinesName), archive.unpack(pipelinesName))
  const known = new Set(manifest.templates.flatMap(({ id }) => templateFiles(String(id))))
  for (const { path } of archive.facts.files) {
    if (kindOf(path) !== 'template') continue
    if (!known.has(path)) throw archive.damaged(`${path} is of no template of its run`)
    await writeDurably(join(folder, path), archive.unpack(path))
  }
  for (const record of await readTemplates({ run: () => runLayout(folder) }, manifest)) {
    if (record?.template_id === undefined) throw archive.damaged('a template of its run has no template_id')
    if (record.run_id === manifest.id) continue
    const [ofJson, ofYaml] = (['json', 'yaml'] as const).map(given =>
      join(folder, recordFile(record.template_id, given)),
    )
    const path = statSync(ofJson!, { throwIfNoEntry: false }) ? ofJson! : ofYaml!
    await writeDurably(path, `${JSON.stringify({ ...record, run_id: manifest.id }, null, 2)}\n`)
  }
  await readPipelines(join(folder, pipelinesName))
}

/** Packs under names of this run, so that no other run's can be in their place. By their ids in the archive. */
async function stageArrays(
  layout: Layout,
  folder: string,
  { archive, manifest, sha256 }: Incoming,
): Promise<ReadonlyMap<string, Pack>> {
  const packs = new Map<string, Pack>()
  const base = packBase(manifest.id, `import_${sha256.slice(0, 12)}`)
  for (const { path } of archive.facts.files) {
    if (kindOf(path) !== 'array') continue
    const bytes = archive.unpack(path)
    const length = (bytes.length - NPY_HEADER) / 8
    if (!(length >= 0) || !Number.isInteger(length) || !bytes.subarray(0, NPY_HEADER).equals(npyHeader(length))) {
      throw archive.damaged(`${path} is no list of 64-bit floats`)
    }
    const array_id = packId(base, packs.size + 1)
    const from = join(folder, 'arrays', `${array_id}.npy`)
    await writeDurably(from, bytes)
    packs.set(basename(path, '.npy'), { array_id, length, file: { from, to: layout.array(array_id) } })
  }
  return packs
}

/** One segment, as if a writer had recorded all results and closed it. */
async function stageRecords(
  folder: string,
  { archive, manifest, results, places }: Incoming,
  packs: ReadonlyMap<string, Pack>,
): Promise<void> {
  const renamed = (slice: ArraySlice): ArraySlice => {
    if (slice.length === 0) return slice
    const pack = packs.get(slice.array_id)
    const { offset, length } = slice
    if (pack && offset >= 0 && length > 0 && offset + length <= pack.length)
      return { ...slice, array_id: pack.array_id }
    throw archive.damaged(
      `a prediction points to elements ${offset} to ${offset + length} of ${slice.array_id}, which are not there`,
    )
  }
  // A name that no segment of this run has had, should it have been here and deleted: its lines would be taken for known.
  const shard = `import_${randomBytes(4).toString('hex')}`
  const file = await open(join(folder, 'segments', `${shard}-1.jsonl`), 'wx')
  try {
    const { host, pid } = thisProcess
    const started_at = new Date().toISOString()
    const header: SegmentHeader = {
      type: 'segment',
      schema_version: schemaVersion,
      run_id: manifest.id,
      shard,
      attempt: 1,
      host,
      pid,
      started_at,
    }
    await file.appendFile(encodeLine(header))
    const without = new Set(results)
    for (const { result_id, rows } of predictionsByResult(archive)) {
      const result = results[places.get(result_id) ?? -1]
      if (!result) throw archive.damaged(`predictions are of ${result_id}, which is no result of its run`)
      const line = lineOf({ ...result, id: result_id }, rows, archive)
      const predictions = line.predictions.map(part => withSlices(part, renamed))
      await file.appendFile(encodeLine({ ...line, result, predictions }))
      without.delete(result)
    }
    for (const result of without) await file.appendFile(encodeLine(lineOf(result, [], archive)))
    await file.appendFile(encodeLine({ type: 'end' }))
    await file.sync()
  } finally {
    await file.close()
  }
  await syncDirectory(join(folder, 'segments'))
}

async function stageModels(
  layout: Layout,
  folder: string,
  { archive, results }: Incoming,
): Promise<StagedRun['models']> {
  const wanted = new Map(
    results.flatMap(({ dataset, stored_models }) =>
      stored_models.map(({ sha256 }) => [
        `models/${safeName(dataset)}/${sha256}${modelExtension}`,
        { dataset, sha256 },
      ]),
    ),
  )
  const staged: (StagedFile & { readonly sha256: string })[] = []
  for (const { path } of archive.facts.files) {
    if (kindOf(path) !== 'model') continue
    const model = wanted.get(path)
    if (!model) throw archive.damaged(`${path} is a model of no result`)
    const bytes = archive.unpack(path)
    if (modelHash(bytes) !== model.sha256) throw archive.damaged(`${path} holds another model than its name says`)
    const from = join(folder, 'models', `${staged.length}`)
    await writeDurably(from, bytes)
    staged.push({ from, to: modelPath(layout, model.dataset, model.sha256), sha256: model.sha256 })
  }
  return staged
}

function modelHash(bytes: Buffer): string | null {
  try {
    return openModel(bytes.toString('utf8')).sha256
  } catch (error) {
    if (error instanceof N4aError && error.code === 'DamagedModel') return null
    throw error
  }
}

/** What its ranking metric says of itself, where a program brought that one. */
async function stageMetrics(
  layout: Layout,
  folder: string,
  { archive, manifest }: Incoming,
): Promise<readonly StagedFile[]> {
  const staged: StagedFile[] = []
  for (const { path } of archive.facts.files) {
    if (kindOf(path) !== 'metric') continue
    const name = basename(path)
    if (name !== `${safeName(manifest.config.metric)}.json`) throw archive.damaged(`${path} is of no metric of its run`)
    const from = join(folder, 'metrics', name)
    await writeDurably(from, archive.unpack(path))
    staged.push({ from, to: join(layout.metrics, name) })
  }
  return staged
}

/**
 * First what the run points to, which nothing points to until then, and at last the run, in one rename.
 * @throws the system's ENOTEMPTY where a run of its id is there
 */
export async function putInPlace(store: Store, { manifest }: Incoming, staged: StagedRun): Promise<void> {
  const { layout } = store
  // What nothing points to is removed by a compaction when it is old: now it is young.
  const now = new Date()
  for (const { from, to } of staged.arrays) {
    await utimes(from, now, now)
    await rename(from, to)
    store.onStep('import:array')
  }
  await syncDirectory(layout.arrays)
  for (const { from, to, sha256 } of staged.models) {
    makeFolder(layout.binaries)
    makeFolder(dirname(to))
    if ((await modelFault(to, sha256)) === null) {
      // It may belong to somebody else, who shares the workspace.
      await utimes(to, now, now).catch(() => undefined)
      continue
    }
    await utimes(from, now, now)
    await rename(from, to)
    await syncDirectory(dirname(to))
    store.onStep('import:model')
  }
  for (const { from, to } of staged.metrics) {
    makeFolder(layout.metrics)
    // One that is known here keeps what it says here.
    if (!statSync(to, { throwIfNoEntry: false })) await rename(from, to)
  }
  for (const name of ['arrays', 'models', 'metrics']) await rm(join(staged.folder, name), { recursive: true })
  await syncDirectory(staged.folder)
  store.onStep('import:before_rename')
  await rename(staged.folder, layout.run(manifest.id).folder)
  await syncDirectory(layout.runs)
  store.onStep('import:after_rename')
}
