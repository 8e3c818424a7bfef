import { createHash } from 'node:crypto'
import { basename, extname, resolve } from 'node:path'
import { EmptyExpansion, TooManyPipelines, withinField } from '../errors/index.ts'
import {
  concreteSteps,
  configId,
  expandTemplate,
  isChartKind,
  type Pipeline,
  type PipelineTemplate,
  parsePipeline,
  parseTemplate,
  stepsField,
} from '../pipeline/index.ts'
import type { RunRequest, TemplateSource } from '../records/index.ts'
import { safeName } from '../workspace/index.ts'
import { inSource, readSourceFile, type SourceFile } from './source-file.ts'

/** More pipelines than this in one template are an error with the count. */
export const expansionLimit = 10_000

/** A template read and checked, with what it expands to. */
export interface LoadedTemplate extends PipelineTemplate {
  readonly template_id: string
  readonly name: string
  /** As given, byte for byte, where it came from a file; else JSON. */
  readonly given: string
  readonly extension: 'yaml' | 'json'
  readonly source: string | null
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
  let number = 0
  return request.templates.map((source, i) => {
    const within = <T>(work: () => T): T =>
      file === null ? withinField(`templates[${i}]`, work) : inSource(file, () => withinField(`templates[${i}]`, work))
    const template = loadTemplate(source, { base: request.base_directory ?? '.', seed, within })
    const name = template.name ?? `template_${String(i + 1).padStart(3, '0')}`
    const template_id = freeName(safeName(name), taken)
    const pipelines = template.expanded.map(pipeline => ({ pipeline, config_id: nextConfigId(pipeline) }))
    return { ...template, name, template_id, pipelines }
  })

  function nextConfigId(pipeline: Pipeline): string {
    number++
    return configId(number, pipeline, pipelineHash(pipeline))
  }
}

/** Equal for pipelines that mean the same, however their operators were spelled. */
export function pipelineHash(pipeline: Pipeline): string {
  return createHash('sha256')
    .update(JSON.stringify(concreteSteps(pipeline).filter(step => !isChartKind(step))))
    .digest('hex')
    .slice(0, 6)
}

function freeName(name: string, taken: Set<string>): string {
  let free = name
  for (let n = 2; taken.has(free); n++) free = `${name}_${n}`
  taken.add(free)
  return free
}

type Loaded = PipelineTemplate &
  Pick<LoadedTemplate, 'given' | 'extension' | 'source'> & { readonly expanded: readonly Pipeline[] }

interface LoadOptions {
  /** Relative paths start here. */
  readonly base: string
  /** For generators that draw and have no seed of their own. */
  readonly seed: number | null
  /** Places errors of a template that stands in the request itself. */
  readonly within: <T>(work: () => T) => T
}

/** One template of any form. */
export function loadTemplate(source: TemplateSource, { base, seed, within }: LoadOptions): Loaded {
  if (typeof source !== 'string') {
    const { template, expanded } = within(() => expandAndCheck(source, seed))
    return { ...template, given: JSON.stringify(source, null, 2), extension: 'json', source: null, expanded }
  }
  const path = resolve(base, source)
  const file = within(() => readSourceFile(path))
  const { template, expanded } = inSource(file, () => expandAndCheck(file.value, seed))
  const name = template.name ?? basename(path, extname(path))
  return { ...template, name, given: file.text, extension: file.extension, source: path, expanded }
}

function expandAndCheck(
  value: unknown,
  seed: number | null,
): { template: PipelineTemplate; expanded: readonly Pipeline[] } {
  const template = parseTemplate(value)
  const name = template.name ?? 'without a name'
  return withinField(stepsField(value), () => {
    const expansion = expandTemplate(template.steps, seed)
    if (expansion.count === 0) throw EmptyExpansion({ template: name })
    if (expansion.count > expansionLimit) {
      throw TooManyPipelines({ template: name, count: expansion.count, limit: expansionLimit })
    }
    const expanded = Array.from(expansion, ({ value: steps, choices }) =>
      parsePipeline(steps as readonly unknown[], choices),
    )
    return { template, expanded }
  })
}
