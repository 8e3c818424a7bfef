import type { RunRecord, RunRequest, TemplateRecord } from '../records/index.ts'
import { specsOf } from './dataset-spec.ts'

/** What was asked for a stored run, from what it keeps: its templates unexpanded, its datasets where they were read. */
export function requestOfRun(run: RunRecord, templates: readonly TemplateRecord[]): RunRequest {
  const { name, description, datasets, config } = run
  return {
    name,
    ...(description === undefined ? {} : { description }),
    templates: templates.map(template => ({ name: template.name, pipeline: template.steps })),
    datasets: specsOf(datasets),
    config,
  }
}
