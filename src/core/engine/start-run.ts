import { hostname } from 'node:os'
import { storedSteps } from '../pipeline/index.ts'
import type { RunManifest, RunRecord, RunRequest, TemplateRecord } from '../records/index.ts'
import { schemaVersion } from '../records/index.ts'
import { designWarnings, designWarningText, workerCount } from '../run/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { rememberMetric } from './own-metrics.ts'
import { performRun } from './perform-run.ts'
import { type PreparedRun, prepareRun } from './prepare-run.ts'
import type { RunOptions } from './run-engine.ts'
import { newRunId } from './run-id.ts'
import { runRecord } from './run-records.ts'
import { n4aVersion } from './version.ts'

/** @throws input and data errors before anything is written; storage errors */
export async function startRun(workspace: Workspace, request: RunRequest, options: RunOptions): Promise<RunRecord> {
  const prepared = await prepareRun(request, workspace)
  const now = new Date()
  const id = newRunId(prepared.name, now)
  const plan = prepared.plan(id)
  // Too little memory is said before anything is written.
  workerCount(options, plan.datasets)
  await workspace.prepare()
  await rememberMetric(workspace, prepared.config.metric)
  const datasets = []
  for (const { record } of prepared.datasets) datasets.push(await workspace.datasets.register(record))
  const templates = prepared.templates.map(template => templateRecord(id, template, now))
  const manifest: RunManifest = {
    schema_version: schemaVersion,
    id,
    name: prepared.name,
    ...(prepared.description !== undefined && { description: prepared.description }),
    status: 'queued',
    created_at: now.toISOString(),
    n4a_version: n4aVersion,
    templates: templates.map(({ id, name, file, expansion_count }) => ({ id, name, file, expansion_count })),
    datasets,
    config: prepared.config,
    total_pipeline_configs: templates.reduce((sum, { expansion_count }) => sum + expansion_count, 0),
    total_results: plan.evaluations.length,
    warnings: [...designWarnings(plan.evaluations).map(designWarningText), ...prepared.warnings],
  }
  await workspace.runs.create({
    manifest,
    templates: prepared.templates.map(({ given, extension }, i) => ({ record: templates[i]!, given, extension })),
    pipelines: storedPipelines(prepared),
  })
  const lock = await workspace.runs.acquire(id)
  try {
    const running = await beginAttempt(workspace, id, 1)
    options.onEvent?.({ type: 'run', run: runRecord(running, [], true) })
    await workspace.datasets.countRun(datasets.map(({ ref }) => ref))
    const writer = await workspace.runs.openWriter(id, { shard: 'main', attempt: 1, n4a_version: n4aVersion })
    return await performRun({ workspace, manifest: running, plan, recorded: [], again: new Set(), writer, options })
  } finally {
    await lock.release()
  }
}

/** `queued` or `paused` → `running`, with who executes. */
export function beginAttempt(workspace: Workspace, id: string, attempt: number): Promise<RunManifest> {
  const executor = { host: hostname(), pid: process.pid, attempt }
  return workspace.runs.transition(id, 'running', {
    executor,
    ...(attempt === 1 && { started_at: new Date().toISOString() }),
  })
}

function templateRecord(run_id: string, template: PreparedRun['templates'][number], now: Date): TemplateRecord {
  return {
    schema_version: schemaVersion,
    id: template.template_id,
    template_id: template.template_id,
    run_id,
    name: template.name,
    ...(template.description !== null && { description: template.description }),
    ...(template.source !== null && { source: template.source }),
    file: `templates/${template.template_id}.${template.extension === 'json' ? 'json' : 'yaml'}`,
    created_at: now.toISOString(),
    expansion_count: template.pipelines.length,
    steps: template.steps,
  }
}

function* storedPipelines({ templates }: PreparedRun) {
  for (const { template_id, pipelines } of templates) {
    for (const { config_id, pipeline } of pipelines) {
      yield { config_id, template_id, steps: storedSteps(pipeline), generator_choices: pipeline.choices }
    }
  }
}
