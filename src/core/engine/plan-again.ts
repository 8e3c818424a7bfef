import { readDatasets } from '../datasets/index.ts'
import { ChangedDataset } from '../errors/index.ts'
import { parsePipeline } from '../pipeline/index.ts'
import type { RunManifest } from '../records/index.ts'
import { type PlannedTemplate, planRun, type RunPlan, resolveFolds } from '../run/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { specsOf } from './dataset-spec.ts'
import { divideDataset } from './divide-dataset.ts'
import { locatedRecords } from './located-records.ts'
import { withOwn } from './own-operators.ts'
import { loadFolds, resultIdOf } from './prepare-run.ts'

/**
 * The plan of a run from what it stored.
 * @param config_id only of this pipeline, where it is given
 * @throws ChangedDataset, MissingDataset
 */
export async function planAgain(workspace: Workspace, manifest: RunManifest, config_id?: string): Promise<RunPlan> {
  const { config: foldsConfig, given } = loadFolds(manifest.config.folds, '.')
  const read = await readDatasets(specsOf(await locatedRecords(workspace, manifest.datasets)), '.')
  read.forEach(({ record }, i) => {
    const { hash, name, sources, ref } = manifest.datasets[i]!
    if (record.hash === hash) return
    const changed = record.sources?.find((source, s) => source.hash !== sources?.[s]?.hash)
    const { path } = changed ?? record
    throw ChangedDataset({ name, path, id: ref }).at({ dataset: name, file: path })
  })
  const templates = await plannedTemplates(workspace, manifest, config_id)
  return withOwn(workspace, () =>
    planRun({
      config: { ...manifest.config, folds: foldsConfig },
      folds: resolveFolds(foldsConfig, given),
      given,
      templates,
      datasets: read.map(one => divideDataset(one).dataset),
      resultId: resultIdOf(manifest.id),
    }),
  )
}

async function plannedTemplates(
  workspace: Workspace,
  manifest: RunManifest,
  only: string | undefined,
): Promise<readonly PlannedTemplate[]> {
  const pipelines = new Map<string, PlannedTemplate['pipelines'][number][]>()
  for await (const { template_id, config_id, steps, generator_choices } of workspace.runs.pipelines(manifest.id)) {
    if (only !== undefined && config_id !== only) continue
    const ofTemplate = pipelines.get(template_id) ?? []
    ofTemplate.push({ config_id, pipeline: withOwn(workspace, () => parsePipeline(steps, generator_choices)) })
    pipelines.set(template_id, ofTemplate)
  }
  return manifest.templates.map(({ id, name }) => ({ template_id: id, name, pipelines: pipelines.get(id) ?? [] }))
}
