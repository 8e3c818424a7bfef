import { basename, extname, resolve } from 'node:path'
import { UnknownField, WrongShape, withinField } from '../errors/index.ts'
import {
  type Expansion,
  expandTemplate,
  type PipelineTemplate,
  type Presets,
  parseTemplate,
  stepsField,
} from '../pipeline/index.ts'
import type { TemplateFile, TemplateSource } from '../records/index.ts'
import { inSource, readSourceFile } from './source-file.ts'

/** A template read, with its presets resolved and counted; nothing is built yet. */
export interface OpenedTemplate extends PipelineTemplate {
  /** As given, byte for byte, where it came from a file; else JSON. */
  readonly given: string
  readonly extension: 'yaml' | 'json'
  /** A path, or the reference of a library; null where it stood in the request itself. */
  readonly source: string | null
  readonly expansion: Expansion
  /** Run `work` on its steps; errors learn field, file and line. */
  readonly within: <T>(work: () => T) => T
}

export interface OpenOptions {
  /** Relative paths start here. */
  readonly base: string
  /** For generators that draw and have no seed of their own. */
  readonly seed: number | null
  /** Places errors of a template that stands in the request itself. */
  readonly within: <T>(work: () => T) => T
}

export function isTemplateFile(source: TemplateSource): source is TemplateFile {
  return typeof source === 'object' && source !== null && 'file' in source
}

/** One template of any form. References to a library have been located before. @throws input errors with their place */
export function openTemplate(given: TemplateSource, { base, seed, within }: OpenOptions): OpenedTemplate {
  const source = typeof given === 'string' ? { file: given } : given
  if (!isTemplateFile(source)) {
    return opened(source, {}, seed, within, { given: JSON.stringify(source, null, 2), extension: 'json', source: null })
  }
  within(() => checkFile(source))
  const path = resolve(base, source.file)
  const file = within(() => readSourceFile(path))
  const from = { given: file.text, extension: file.extension, source: source.source ?? path }
  const template = opened(file.value, source.presets ?? {}, seed, work => inSource(file, work), from)
  return { ...template, name: template.name ?? source.name ?? basename(path, extname(path)) }
}

/** @throws UnknownField, WrongShape */
function checkFile(source: TemplateFile): void {
  const known = ['file', 'name', 'source', 'presets']
  for (const name of Object.keys(source)) {
    if (!known.includes(name)) throw UnknownField({ what: 'A template file', name, known }).at({ field: name })
  }
  if (typeof source.file === 'string') return
  throw WrongShape({ what: '`file`', expected: 'a path', received: source.file }).at({ field: 'file' })
}

function opened(
  value: unknown,
  presets: Presets,
  seed: number | null,
  within: OpenOptions['within'],
  from: Pick<OpenedTemplate, 'given' | 'extension' | 'source'>,
): OpenedTemplate {
  const template = within(() => parseTemplate(value, presets))
  const withinSteps = <T>(work: () => T): T => within(() => withinField(stepsField(value), work))
  const expansion = withinSteps(() => expandTemplate(template.steps, seed))
  return { ...template, ...from, expansion, within: withinSteps }
}
