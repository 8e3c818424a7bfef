import { statSync } from 'node:fs'
import { basename, extname, resolve } from 'node:path'
import { type Document, isCollection, isMap, isPair, isScalar, isSeq, parseDocument, stringify } from 'yaml'
import { MissingFile } from '../errors/index.ts'
import type { TemplateRecord, TemplateSource } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { type Libraries, libraryReference } from './library.ts'
import { isTemplateFile } from './open-template.ts'
import { parseSource, readSourceFile, type SourceFile } from './source-file.ts'

/** A template as text that was typed, and perhaps not yet saved. */
export interface TypedTemplate {
  readonly text: string
  /** For the places of errors. */
  readonly file?: string
}

export type AnyTemplate = TemplateSource | TypedTemplate

/** A template's text and value, of whatever form it was given in. */
export interface TextOfTemplate extends SourceFile {
  /** Its own name, or the one of its file or its library. */
  readonly name: string | null
  /** How to call it: a path, `library:pls@2`, `<run> <template>`. */
  readonly label: string
}

export const isTyped = (source: AnyTemplate): source is TypedTemplate =>
  typeof source === 'object' && source !== null && 'text' in source && typeof source.text === 'string'

/** A library's, a file's, a run's (by id or name, the newest first), or what was given in code, as YAML. */
export async function textOfTemplate(
  workspace: Workspace,
  libraries: Libraries,
  source: AnyTemplate,
): Promise<TextOfTemplate> {
  if (isTyped(source)) return named(parseSource(source.file ?? 'the template', source.text), null)
  if (typeof source === 'string') {
    const reference = libraryReference(source)
    if (reference) {
      const { path, text, id, record } = await libraries.read(reference)
      return named(parseSource(path, text), record.name, id)
    }
    const path = resolve(source)
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) return ofFile(path)
    const template = (await templatesOfRuns(workspace)).find(({ id, name }) => id === source || name === source)
    if (!template) throw MissingFile({ path })
    const text = await workspace.runs.templateText(template.run_id, template.template_id)
    return named(parseSource(template.file, text), template.name, `${template.run_id} ${template.template_id}`)
  }
  if (isTemplateFile(source)) return ofFile(resolve(source.file))
  return named(parseSource('the template', yamlText(source)), null)
}

/** Newest run first. */
export async function templatesOfRuns(workspace: Workspace): Promise<readonly TemplateRecord[]> {
  return workspace.runs.allTemplates()
}

function ofFile(path: string): TextOfTemplate {
  return named(readSourceFile(path), basename(path, extname(path)))
}

function named(source: SourceFile, fallback: string | null, label = source.path): TextOfTemplate {
  const { value } = source
  const own = typeof value === 'object' && value !== null && 'name' in value ? value.name : null
  return { ...source, name: typeof own === 'string' ? own : fallback, label }
}

/** A value as YAML that people read: blocks, and no line broken that was none. */
export function yamlText(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })
}

export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** The YAML text changed so that it means `value`: comments stay beside what is still there. */
export function yamlOnto(text: string, value: unknown): string {
  const document = parseDocument(text, { schema: 'core' })
  if (JSON.stringify(document.toJS()) === JSON.stringify(value)) return text
  document.contents = put(document, document.contents, value) as typeof document.contents
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

/** A node that means `value`: the one that is there where it can, else a new one in its style. */
function put(document: Document, node: unknown, value: unknown): unknown {
  if (isScalar(node) && (typeof value !== 'object' || value === null)) {
    if (node.value !== value) node.value = value
    return node
  }
  if (isMap(node) && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const fields = value as Readonly<Record<string, unknown>>
    node.items = node.items.filter(pair => Object.hasOwn(fields, keyOf(pair)))
    for (const [name, field] of Object.entries(fields)) {
      const pair = node.items.find(pair => keyOf(pair) === name)
      if (pair) pair.value = put(document, pair.value, field)
      else node.add(document.createPair(name, field))
    }
    return node
  }
  if (isSeq(node) && Array.isArray(value)) {
    node.items = itemsFor(document, node.items, value)
    return node
  }
  const fresh = document.createNode(value)
  if (isCollection(node) && isCollection(fresh) && node.flow) fresh.flow = true
  return fresh
}

/** Items that mean the same keep their nodes, wherever they went; each other value changes the next node that is like it. */
function itemsFor(document: Document, items: readonly unknown[], values: readonly unknown[]): unknown[] {
  const left = [...items]
  const take = (wanted: (node: unknown) => boolean): unknown => {
    const at = left.findIndex(wanted)
    return at < 0 ? undefined : left.splice(at, 1)[0]
  }
  const same = values.map(value => take(node => JSON.stringify(toJS(document, node)) === JSON.stringify(value)))
  return values.map(
    (value, i) =>
      same[i] ??
      put(
        document,
        take(node => isLike(node, value)),
        value,
      ),
  )
}

function isLike(node: unknown, value: unknown): boolean {
  if (Array.isArray(value)) return isSeq(node)
  if (typeof value !== 'object' || value === null) return isScalar(node)
  return isMap(node) && node.items.some(pair => Object.hasOwn(value, keyOf(pair)))
}

function toJS(document: Document, node: unknown): unknown {
  return typeof node === 'object' && node !== null && 'toJS' in node
    ? (node.toJS as (document: Document) => unknown)(document)
    : node
}

function keyOf(pair: unknown): string {
  return isPair(pair) ? String(isScalar(pair.key) ? pair.key.value : pair.key) : ''
}
