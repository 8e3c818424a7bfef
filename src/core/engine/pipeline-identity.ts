import { createHash } from 'node:crypto'
import { concreteSteps, type Pipeline, withoutCharts } from '../pipeline/index.ts'

function identity(pipeline: Pipeline): string {
  return createHash('sha256')
    .update(JSON.stringify(withoutCharts(concreteSteps(pipeline))))
    .digest('hex')
}

/** Equal for pipelines that mean the same, however their operators were spelled; short enough for a name. */
export function pipelineHash(pipeline: Pipeline): string {
  return identity(pipeline).slice(0, 6)
}

export interface DuplicatePipeline {
  readonly config_id: string
  /** The first that means the same. */
  readonly same_as: string
}

/** Pipelines that mean the same as an earlier one. (Ten thousand short hashes would meet by chance, so whole ones are held.) */
export function duplicatePipelines(
  pipelines: Iterable<{ readonly pipeline: Pipeline; readonly config_id: string }>,
): readonly DuplicatePipeline[] {
  const first = new Map<string, string>()
  const duplicates: DuplicatePipeline[] = []
  for (const { pipeline, config_id } of pipelines) {
    const key = identity(pipeline)
    const same_as = first.get(key)
    if (same_as === undefined) first.set(key, config_id)
    else duplicates.push({ config_id, same_as })
  }
  return duplicates
}
