import { EmptyExpansion, TooManyPipelines, withinField } from '../errors/index.ts'
import { configId, type Pipeline, parsePipeline } from '../pipeline/index.ts'
import type { RunRequest, TemplateSource } from '../records/index.ts'
import { safeName } from '../workspace/index.ts'
import { type OpenedTemplate, type OpenOptions, openTemplate } from './open-template.ts'
import { pipelineHash } from './pipeline-identity.ts'
import { inSource, type SourceFile } from './source-file.ts'

/** More pipelines than this in one template are an error with the count, unless `max_pipelines` says otherwise. */
export const expansionLimit = 10_000

/** A template read and checked, with what it expands to. */
export interface LoadedTemplate extends Omit<OpenedTemplate, 'name' | 'expansion' | 'within'> {
  readonly template_id: string
  readonly name: string
  readonly pipelines: readonly NamedPipeline[]
}

export interface NamedPipeline {
  readonly pipeline: Pipeline
  readonly config_id: string
}

/** @throws input errors with file, line and field */
export function loadTemplates(
  request: RunRequest,
  file: SourceFile | null,
  seed: number | null,
): readonly LoadedTemplate[] {
  const taken = new Set<string>()
  const { max_pipelines = expansionLimit } = request.config ?? {}
  let number = 0
  return request.templates.map((source, i) => {
    const within = <T>(work: () => T): T =>
      file === null ? withinField(`templates[${i}]`, work) : inSource(file, () => withinField(`templates[${i}]`, work))
    const options = { base: request.base_directory ?? '.', seed, within, max_pipelines }
    const { expanded, ...template } = loadTemplate(source, options)
    const name = template.name ?? `template_${String(i + 1).padStart(3, '0')}`
    const template_id = freeName(safeName(name), taken)
    return { ...template, name, template_id, pipelines: expanded.map(named) }
  })

  function named(pipeline: Pipeline): NamedPipeline {
    number++
    return { pipeline, config_id: configId(number, pipeline, pipelineHash(pipeline)) }
  }
}

function freeName(name: string, taken: Set<string>): string {
  let free = name
  for (let n = 2; taken.has(free); n++) free = `${name}_${n}`
  taken.add(free)
  return free
}

interface LoadOptions extends OpenOptions {
  readonly max_pipelines?: number
}

type Loaded = Omit<OpenedTemplate, 'expansion' | 'within'> & { readonly expanded: readonly Pipeline[] }

/** One template of any form with all its pipelines. @throws EmptyExpansion, TooManyPipelines, … with file, line and field */
export function loadTemplate(source: TemplateSource, options: LoadOptions): Loaded {
  const opened = openTemplate(source, options)
  const { expansion, within, ...template } = opened
  return { ...template, expanded: pipelinesOf(opened, options.max_pipelines) }
}

/** All of its pipelines, checked. @throws EmptyExpansion, TooManyPipelines, … */
export function pipelinesOf({ name, expansion, within }: OpenedTemplate, limit = expansionLimit): readonly Pipeline[] {
  const template = name ?? 'without a name'
  return within(() => {
    if (expansion.count === 0) throw EmptyExpansion({ template })
    if (expansion.count > limit) throw TooManyPipelines({ template, count: expansion.count, limit })
    return Array.from(expansion, ({ value: steps, choices }) => parsePipeline(steps as readonly unknown[], choices))
  })
}
