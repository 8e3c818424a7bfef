import { resolve } from 'node:path'
import { N4aError, NotForeign } from '../errors/index.ts'
import type {
  ImportedRun,
  NotCarried,
  PredictionRecord,
  ResultRecord,
  RunManifest,
  RunStatus,
  WorkspaceImport,
  WorkspaceProgress,
} from '../records/index.ts'
import {
  filesNamed,
  findForeign,
  openWorkspace,
  type Ranking,
  type RunWriter,
  safeName,
  type Workspace,
} from '../workspace/index.ts'
import { importedLine } from './imported-line.ts'
import { asBestResult, bestOfEachDataset } from './query/best-first.ts'
import { beginAttempt } from './start-run.ts'
import { n4aVersion } from './version.ts'

/**
 * Copy a workspace of the Python library. A run is copied as runs are made: created, its results recorded one by one in a
 * segment, then checkpointed. So it may be killed at any moment, and the next time goes on where it stood.
 * @throws NotForeign, ReadOnlyWorkspace, WorkspaceLocked
 */
export async function importWorkspace(
  target: Workspace,
  path: string,
  ranking: Ranking,
  onProgress: (progress: WorkspaceProgress) => void = () => undefined,
): Promise<WorkspaceImport> {
  const found = findForeign(resolve(path))
  if (!found) throw NotForeign({ path })
  const source = openWorkspace(found.folder, { ranking })
  // Before anything is written: where nothing can be read, nothing is made.
  const manifests = (await source.runs.list()).filter(({ foreign }) => foreign)
  await target.prepare()
  const report = lossReport()
  const runs: ImportedRun[] = []
  for (const manifest of [...manifests].reverse()) {
    runs.push(await importRun(source, target, manifest, report))
    onProgress({ done: runs.length, total: manifests.length, path: manifest.name })
  }
  for (const { path: file, what } of source.omissions()) report.add('files that cannot be read', `${file}: ${what}`)
  report.add(
    'fitted models',
    'they are Python pickles, which may run any code and which n4a never loads',
    filesNamed(found.folder, /\.(?:joblib|pkl)$/),
  )
  const datasets = new Set(manifests.flatMap(manifest => manifest.datasets.map(({ name }) => name)))
  report.add('places of datasets', 'no version of the library stores them, nor statistics of y', datasets.size)
  report.add('logs and exported bundles', 'they stay where they are', filesNamed(found.folder, /\.(?:log|n4a)$/))
  return {
    source: found.folder,
    target: target.path,
    formats: found.stores.map(({ label }) => label),
    runs,
    not_carried: report.list(),
  }
}

export interface LossReport {
  add(what: string, reason: string, count?: number): void
  /** Of many that differ in a name the first stands for all. */
  alike(what: string, example: string): void
  list(): readonly NotCarried[]
}

function lossReport(): LossReport {
  const losses = new Map<string, NotCarried>()
  return {
    add(what, reason, count = 1) {
      const key = `${what} ${reason}`
      const before = losses.get(key)?.count ?? 0
      if (count > 0) losses.set(key, { what, reason, count: before + count })
    },
    alike(what, example) {
      const before = losses.get(what)
      losses.set(what, { what, reason: before?.reason ?? `such as: ${example}`, count: (before?.count ?? 0) + 1 })
    },
    list: () => [...losses.values()],
  }
}

/** The same each time, so that a copy is known again. */
function importedId({ name, foreign }: RunManifest): string {
  const readable = safeName(name).slice(0, 32)
  return `imported_${readable}_${safeName(foreign!.run_id).slice(-40)}`
}

async function importRun(
  source: Workspace,
  target: Workspace,
  manifest: RunManifest,
  report: LossReport,
): Promise<ImportedRun> {
  const run_id = importedId(manifest)
  const results = await source.runs.results(manifest.id)
  const told = {
    source_id: manifest.foreign!.run_id,
    run_id,
    name: manifest.name,
    inferred: manifest.foreign!.inferred,
  }
  const there = (await target.runs.list()).find(({ id }) => id === run_id)
  const known = there ? await target.runs.results(run_id) : []
  const recorded = new Set(known.map(({ id }) => id))
  const left = results.filter(({ id }) => !recorded.has(id))
  const ended = there !== undefined && there.status !== 'running' && there.status !== 'queued'
  if (ended && there.status !== 'paused' && left.length > 0) {
    report.add(
      'results made after their run was copied',
      `delete runs/${run_id} and import again to have them`,
      left.length,
    )
  }
  if (ended && (left.length === 0 || there.status !== 'paused')) {
    return { ...told, outcome: 'present', results: 0, predictions: 0 }
  }
  if (!there) await createRun(source, target, manifest, run_id)
  const lock = await target.runs.acquire(run_id)
  try {
    const attempt = (there?.executor?.attempt ?? 0) + 1
    // Whoever copied it before is dead, for we hold the lock.
    if (there?.status === 'running') await target.runs.transition(run_id, 'paused')
    await beginAttempt(target, run_id, attempt)
    const writer = await target.runs.openWriter(run_id, { shard: 'import', attempt, n4a_version: n4aVersion })
    let predictions = 0
    try {
      for (const result of left) predictions += await copyResult(source, result, run_id, writer, report)
    } finally {
      await writer.close()
    }
    await target.checkpoint(run_id)
    await endCopy(target, manifest, run_id)
    return { ...told, outcome: there ? 'continued' : 'imported', results: left.length, predictions }
  } finally {
    await lock.release()
  }
}

async function copyResult(
  source: Workspace,
  result: ResultRecord,
  run_id: string,
  writer: RunWriter,
  report: LossReport,
): Promise<number> {
  const rows = await source.predictions({ result_id: result.id })
  const kept: { record: PredictionRecord; arrays: Awaited<ReturnType<typeof readAll>> }[] = []
  const names = new Set<string>()
  for (const record of rows) {
    const name = `${record.member} ${record.fold_id} ${record.partition}`
    if (names.has(name)) {
      report.add('predictions', 'another of the same model, fold and partition stands in their place (a second refit)')
      continue
    }
    try {
      kept.push({ record, arrays: await readAll(source, record) })
      names.add(name)
    } catch (error) {
      if (!(error instanceof N4aError)) throw error
      report.alike('predictions whose arrays cannot be read', error.message)
    }
  }
  await writer.record([importedLine({ ...result, run_id }, kept, writer)])
  return kept.length
}

async function readAll(source: Workspace, record: PredictionRecord) {
  const read = (array_id: string, offset: number, length: number) => source.readArray({ array_id, offset, length })
  const { y_proba_array_id, y_proba_offset, y_proba_length } = record
  return {
    y_true: await read(record.y_true_array_id, record.y_true_offset, record.y_true_length),
    y_pred: await read(record.y_pred_array_id, record.y_pred_offset, record.y_pred_length),
    sample_indices: await read(
      record.sample_indices_array_id,
      record.sample_indices_offset,
      record.sample_indices_length,
    ),
    y_proba:
      y_proba_array_id !== null && y_proba_offset !== null && y_proba_length !== null
        ? await read(y_proba_array_id, y_proba_offset, y_proba_length)
        : null,
  }
}

async function createRun(source: Workspace, target: Workspace, manifest: RunManifest, run_id: string): Promise<void> {
  const { completed_at, summary, executor, ...rest } = manifest
  const templates = await source.runs.templates(manifest.id)
  const pipelines = []
  for await (const pipeline of source.runs.pipelines(manifest.id)) pipelines.push(pipeline)
  await target.runs.create({
    manifest: {
      ...rest,
      id: run_id,
      status: 'queued',
      n4a_version: n4aVersion,
      foreign: { ...manifest.foreign!, imported_at: new Date().toISOString() },
    },
    templates: await Promise.all(
      templates.map(async record => ({
        record: { ...record, run_id },
        given: await source.runs.templateText(manifest.id, record.template_id),
        extension: 'json' as const,
      })),
    ),
    pipelines,
  })
}

/** Runs that had not ended there have not here: what comes later can be copied then. */
const endings: Readonly<Record<RunStatus, 'completed' | 'failed' | 'cancelled' | 'paused'>> = {
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
  queued: 'paused',
  running: 'paused',
  paused: 'paused',
}

async function endCopy(target: Workspace, manifest: RunManifest, run_id: string): Promise<void> {
  const results = await target.runs.results(run_id)
  const failed_results = results.filter(({ status }) => status === 'failed').length
  await target.runs.transition(run_id, endings[manifest.status], {
    ...(manifest.completed_at !== undefined && { completed_at: manifest.completed_at }),
    ...(manifest.started_at !== undefined && { started_at: manifest.started_at }),
    summary: {
      total_results: results.length,
      completed_results: results.length - failed_results,
      failed_results,
      best_results: bestOfEachDataset(results).map(asBestResult),
    },
  })
}
