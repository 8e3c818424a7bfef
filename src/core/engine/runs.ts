import type { RunEvent, RunRecord, RunStatus } from '../records/index.ts'
import { describeCost, designWarnings, designWarningText } from '../run/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { compareRuns } from './compare-runs.ts'
import type { Engine } from './engine.ts'
import { findRecord } from './find-record.ts'
import { importArchive } from './import-archive.ts'
import { authorName, type Libraries } from './library.ts'
import { locateTemplates } from './locate-templates.ts'
import { prepareRun } from './prepare-run.ts'
import { readRequest } from './read-request.ts'
import { resumeRun } from './resume-run.ts'
import { readRunRecord, runRecord } from './run-records.ts'
import { startRun } from './start-run.ts'
import { n4aVersion } from './version.ts'
import { writeRun } from './write-run.ts'

export function runsOf(workspace: Workspace, libraries: Libraries): Engine['runs'] {
  const manifestOf = async (id: string) => {
    const manifests = await workspace.runs.list()
    return id === 'latest' && manifests[0] ? manifests[0] : findRecord('run', id, manifests)
  }
  const get = async (id: string): Promise<RunRecord> => readRunRecord(workspace, await manifestOf(id))
  const move = async (id: string, to: RunStatus): Promise<RunRecord> => {
    const { id: whole } = await manifestOf(id)
    return readRunRecord(workspace, await workspace.runs.transition(whole, to))
  }

  return {
    read: async (files, datasets = []) => readRequest(files, datasets),
    preview: async (request, { probe = 0, ...resources } = {}) => {
      const prepared = await prepareRun(await locateTemplates(libraries, request), workspace)
      const plan = prepared.plan('preview')
      const design = designWarnings(plan.evaluations)
      return {
        name: prepared.name,
        templates: prepared.templates.map(({ template_id, name, pipelines }) => ({
          id: template_id,
          name,
          expansion_count: pipelines.length,
        })),
        datasets: prepared.datasets.map(({ dataset }) => dataset.name),
        total_pipeline_configs: prepared.templates.reduce((sum, { pipelines }) => sum + pipelines.length, 0),
        total_results: plan.evaluations.length,
        fits: plan.fits,
        cost: await describeCost(plan, resources, probe),
        warnings: [...design.map(designWarningText), ...prepared.warnings],
        design,
      }
    },
    write: (request, path) => writeRun(request, path),
    start: async (request, options = {}) => startRun(workspace, await locateTemplates(libraries, request), options),
    resume: async (id, options = {}) => resumeRun(workspace, (await manifestOf(id)).id, options),
    retry: async (id, options = {}) => resumeRun(workspace, (await manifestOf(id)).id, options, true),
    delete: async ids => {
      const wanted = new Set<string>()
      for (const id of ids) wanted.add((await manifestOf(id)).id)
      const live = new Map(
        await Promise.all([...wanted].map(async id => [id, await workspace.runs.isLive(id)] as const)),
      )
      // One that is executed refuses, so it comes before any has gone.
      const by = authorName()
      const inOrder = [...wanted].sort((a, b) => Number(live.get(b)) - Number(live.get(a)))
      for (const id of inOrder) await workspace.runs.delete(id, by)
      return (await workspace.runs.deleted()).filter(({ id }) => wanted.has(id))
    },
    restore: async id => {
      const deleted = await workspace.runs.deleted()
      const found = id === 'latest' && deleted[0] ? deleted[0] : findRecord('deleted run', id, deleted)
      await workspace.runs.restore(found.id)
      return get(found.id)
    },
    deleted: () => workspace.runs.deleted(),
    compare: async ids => compareRuns(workspace, await Promise.all(ids.map(manifestOf))),
    export: async (id, path, options = {}) =>
      workspace.runs.export((await manifestOf(id)).id, path, { ...options, n4a_version: n4aVersion }),
    import: path => importArchive(workspace, path),
    list: async (filter = {}) => {
      const manifests = await workspace.runs.list()
      const wanted = manifests.filter(({ status }) => filter.status === undefined || status === filter.status)
      return Promise.all(wanted.map(manifest => readRunRecord(workspace, manifest, { listing: true })))
    },
    get,
    cancel: id => move(id, 'cancelled'),
    pause: id => move(id, 'paused'),
    watch: (id, options = {}) => watchRun(workspace, manifestOf, id, options.signal),
  }
}

async function* watchRun(
  workspace: Workspace,
  manifestOf: (id: string) => Promise<{ readonly id: string }>,
  id: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<RunEvent> {
  const { id: run_id } = await manifestOf(id)
  const known = new Set<string>()
  let [completed, failed] = [0, 0]
  let status: RunStatus | undefined
  for await (const { results, manifest, live } of workspace.runs.tail(run_id, signal ? { signal } : {})) {
    const fresh = results.filter(result => !known.has(result.id))
    for (const result of fresh) known.add(result.id)
    completed += fresh.filter(result => result.status === 'completed').length
    failed += fresh.filter(result => result.status === 'failed').length
    if (status === undefined) {
      yield { type: 'run', run: runRecord(manifest, results, live) }
    } else {
      if (results.length > 0) {
        yield { type: 'results', run_id, results, completed, failed, total: manifest.total_results }
      }
      if (manifest.status !== status) yield { type: 'status', run_id, status: manifest.status }
    }
    status = manifest.status
  }
}
