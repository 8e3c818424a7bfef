import { resolve } from 'node:path'
import { concreteSteps, configId, expandTemplate, pipelineLabel, withoutBoundParameters } from '../pipeline/index.ts'
import type { TemplateRecord } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import type { Engine } from './engine.ts'
import { findRecord } from './find-record.ts'
import { loadTemplate, pipelineHash } from './load-templates.ts'

export function templatesOf(workspace: Workspace): Engine['templates'] {
  const list = async (): Promise<readonly TemplateRecord[]> => {
    const manifests = await workspace.runs.list()
    return (await Promise.all(manifests.map(({ id }) => workspace.runs.templates(id)))).flat()
  }
  return {
    list,
    get: async id => {
      const templates = await list()
      // The newest run's template of that name is meant where several runs have one.
      return (
        templates.find(template => template.id === id || template.name === id) ?? findRecord('template', id, templates)
      )
    },
    preview: async (source, limit = 20) => {
      const loaded = loadTemplate(source, { base: process.cwd(), seed: null, within: work => work() })
      const pipelines = loaded.expanded.slice(0, limit).map((pipeline, i) => ({
        pipeline_config: pipelineLabel(pipeline),
        pipeline_config_id: configId(i + 1, pipeline, pipelineHash(pipeline)),
        steps: concreteSteps(pipeline),
        generator_choices: pipeline.choices,
      }))
      const file = typeof source === 'string' ? resolve(source) : null
      return { name: loaded.name ?? 'template', file, count: loaded.expanded.length, pipelines }
    },
    expand: async value => {
      const expansion = expandTemplate(value)
      const alternatives = [...expansion]
      return {
        count: expansion.count,
        expanded: alternatives.map(alternative => withoutBoundParameters(alternative.value)),
        choices: alternatives.map(alternative => alternative.choices),
      }
    },
  }
}
