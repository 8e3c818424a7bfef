import { readDatasets } from '../datasets/index.ts'
import { ChangedDataset } from '../errors/index.ts'
import { parsePipeline } from '../pipeline/index.ts'
import type { RunManifest, RunRecord } from '../records/index.ts'
import { type PlannedTemplate, planRun, type RunPlan, resolveFolds } from '../run/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { specsOf } from './dataset-spec.ts'
import { divideDataset } from './divide-dataset.ts'
import type { RunOptions } from './engine.ts'
import { performRun } from './perform-run.ts'
import { loadFolds, resultIdOf } from './prepare-run.ts'
import { runRecord } from './run-records.ts'
import { beginAttempt } from './start-run.ts'
import { n4aVersion } from './version.ts'

/**
 * Plan the run again from what it stored, drop what is recorded, execute the rest. Failed results of a failed run are
 * recorded already and stay.
 * @throws WrongTransition, WorkspaceLocked where another process executes it, ChangedDataset
 */
export async function resumeRun(workspace: Workspace, id: string, options: RunOptions): Promise<RunRecord> {
  const plan = await planAgain(workspace, await workspace.runs.read(id))
  const lock = await workspace.runs.acquire(id)
  try {
    const before = await workspace.runs.read(id)
    const attempt = (before.executor?.attempt ?? 0) + 1
    // Its executor is dead, for we hold its lock.
    if (before.status === 'running') await workspace.runs.transition(id, 'paused')
    if (before.status === 'failed') await workspace.runs.transition(id, 'queued')
    const manifest = await beginAttempt(workspace, id, attempt)
    const recorded = await workspace.runs.results(id)
    options.onEvent?.({ type: 'run', run: runRecord(manifest, recorded, true) })
    const writer = await workspace.runs.openWriter(id, { shard: 'main', attempt, n4a_version: n4aVersion })
    return await performRun({ workspace, manifest, plan, recorded, writer, options })
  } finally {
    await lock.release()
  }
}

async function planAgain(workspace: Workspace, manifest: RunManifest): Promise<RunPlan> {
  const { config: foldsConfig, given } = loadFolds(manifest.config.folds, '.')
  const read = await readDatasets(specsOf(manifest.datasets), '.')
  read.forEach(({ record }, i) => {
    const { hash, name } = manifest.datasets[i]!
    if (record.hash !== hash) throw ChangedDataset({ name, path: record.path }).at({ dataset: name, file: record.path })
  })
  return planRun({
    config: { ...manifest.config, folds: foldsConfig },
    folds: resolveFolds(foldsConfig, given),
    templates: await plannedTemplates(workspace, manifest),
    datasets: read.map(one => divideDataset(one).dataset),
    resultId: resultIdOf(manifest.id),
  })
}

async function plannedTemplates(workspace: Workspace, manifest: RunManifest): Promise<readonly PlannedTemplate[]> {
  const pipelines = new Map<string, PlannedTemplate['pipelines'][number][]>()
  for await (const { template_id, config_id, steps, generator_choices } of workspace.runs.pipelines(manifest.id)) {
    const ofTemplate = pipelines.get(template_id) ?? []
    ofTemplate.push({ config_id, pipeline: parsePipeline(steps, generator_choices) })
    pipelines.set(template_id, ofTemplate)
  }
  return manifest.templates.map(({ id, name }) => ({ template_id: id, name, pipelines: pipelines.get(id) ?? [] }))
}
