import { schemaVersion, type TemplateRecord } from '../../records/index.ts'
import { shortHash } from '../files/safe-name.ts'
import type { ForeignPipeline } from './content.ts'
import { baseName } from './infer-runs.ts'

/** A template where it is stored, else one for the configurations that share a name. */
export function templateOf(pipeline: ForeignPipeline, run_id: string, created_at: string | undefined): TemplateRecord {
  const name = baseName(pipeline.name.replace(/_refit(?:_.*)?$/, ''))
  const id = `t_${shortHash(pipeline.template ? JSON.stringify(pipeline.template) : name, 10)}`
  return {
    schema_version: schemaVersion,
    id,
    template_id: id,
    run_id,
    name,
    ...(pipeline.template === null && {
      description: 'The store has no template: these are the steps of its first configuration.',
    }),
    file: `templates/${id}.json`,
    created_at: created_at ?? pipeline.created_at,
    expansion_count: 0,
    steps: pipeline.template ?? pipeline.steps ?? [],
  }
}
