import { resolve } from 'node:path'
import { readTextFile } from '../datasets/index.ts'
import { N4aError } from '../errors/index.ts'
import { missingPresets, type Presets } from '../pipeline/index.ts'
import type { RunRequest, TemplateSource } from '../records/index.ts'
import { type Libraries, libraryReference } from './library.ts'
import { isTemplateFile } from './open-template.ts'
import { atSource, parseSource } from './source-file.ts'

/** The request with each `library:NAME` as the file it stands for, and with the presets that its templates take from a library. */
export async function locateTemplates(libraries: Libraries, request: RunRequest): Promise<RunRequest> {
  if (!Array.isArray(request.templates)) return request
  const base = resolve(request.base_directory ?? '.')
  const templates: TemplateSource[] = []
  for (const [i, source] of request.templates.entries()) {
    try {
      templates.push(await locateTemplate(libraries, source, base))
    } catch (error) {
      throw error instanceof N4aError ? placed(error.within(`templates[${i}]`), request.file) : error
    }
  }
  return { ...request, templates }
}

function placed(error: N4aError, file: string | undefined): unknown {
  const text = file === undefined ? null : textOf(file)
  return text === null ? error : atSource(error, parseSource(file!, text))
}

/** One source: as it is, or as a file with a name of its own. @throws UnknownLibraryTemplate, WrongLibraryName, PresetCycle */
export async function locateTemplate(
  libraries: Libraries,
  source: TemplateSource,
  base: string,
): Promise<TemplateSource> {
  const located = await locateFile(libraries, source)
  const file = typeof located === 'string' ? { file: located } : located
  if (!isTemplateFile(file) || typeof file.file !== 'string') {
    const presets = await libraries.presets(missingPresets(file))
    return Object.keys(presets).length === 0 ? located : withPresets(file as Exclude<TemplateSource, string>, presets)
  }
  const presets = await libraries.presets(presetsOfFile(resolve(base, file.file)))
  return Object.keys(presets).length === 0 ? located : { ...file, presets }
}

async function locateFile(libraries: Libraries, source: TemplateSource): Promise<TemplateSource> {
  const reference = typeof source === 'string' ? libraryReference(source) : null
  if (!reference) return source
  const { path, id, record } = await libraries.read(reference)
  return { file: path, name: record.name, source: id }
}

function withPresets(source: Exclude<TemplateSource, string>, presets: Presets): TemplateSource {
  if (Array.isArray(source)) return { pipeline: source, presets }
  const inline = source as Readonly<Record<string, unknown>>
  return { ...inline, presets: { ...presets, ...(inline.presets as Presets | undefined) } }
}

/** Most files use none, and are not parsed twice to find that out. Whether one can be read at all is told when it is opened. */
function presetsOfFile(path: string): readonly string[] {
  const text = textOf(path)
  if (!text?.includes('_preset_')) return []
  try {
    return missingPresets(parseSource(path, text).value)
  } catch {
    return []
  }
}

function textOf(path: string): string | null {
  try {
    return readTextFile(path)
  } catch {
    return null
  }
}
