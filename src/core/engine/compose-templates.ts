import { Document, isMap, isNode, isSeq, type Node, parseDocument, visit, type YAMLSeq } from 'yaml'
import { ComposedWithModel, PresetsConflict } from '../errors/index.ts'
import { modelIn, type Presets, stepsField } from '../pipeline/index.ts'
import type { TextOfTemplate } from './template-text.ts'

/**
 * One template of the steps of two, in their order, as YAML with the comments of both.
 * @throws ComposedWithModel where the preprocessing has a model already, PresetsConflict
 */
export function composeTexts(preprocessing: TextOfTemplate, model: TextOfTemplate): string {
  const both = [preprocessing, model]
  const early = modelIn(stepsOf(preprocessing))
  if (early !== null) throw ComposedWithModel({ model: early }).at({ file: preprocessing.label, text: early })
  const name = both.map(part => part.name ?? 'unnamed').join(' + ')
  const descriptions = both.flatMap(({ value }) => fieldOf(value, 'description') ?? [])
  const presets = togetherPresets(both.map(({ value }) => (fieldOf(value, 'presets') ?? {}) as Presets))
  const document = new Document({
    name,
    ...(descriptions.length > 0 && { description: descriptions.join('; ') }),
    ...(Object.keys(presets).length > 0 && { presets }),
    pipeline: [],
  })
  const steps = document.get('pipeline', true) as unknown as YAMLSeq
  steps.flow = false
  for (const part of both) steps.items.push(...stepNodes(document, part))
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

const fieldOf = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[field] : undefined

function stepsOf({ value }: TextOfTemplate): readonly unknown[] {
  const field = stepsField(value)
  const steps = field === '' ? value : fieldOf(value, field)
  return Array.isArray(steps) ? steps : []
}

function togetherPresets(all: readonly Presets[]): Presets {
  const together: Record<string, unknown> = {}
  for (const [name, value] of all.flatMap(presets => Object.entries(presets))) {
    if (Object.hasOwn(together, name) && JSON.stringify(together[name]) !== JSON.stringify(value)) {
      throw PresetsConflict({ name })
    }
    together[name] = value
  }
  return together
}

/** The nodes of the steps with their comments; what was JSON, or shares parts by anchors, is written anew. */
function stepNodes(document: Document, part: TextOfTemplate): readonly unknown[] {
  const fresh = () => stepsOf(part).map(step => document.createNode(step))
  if (part.extension === 'json') return fresh()
  const source = parseDocument(part.text, { schema: 'core' })
  const steps = isMap(source.contents) ? source.contents.get(stepsField(part.value), true) : source.contents
  if (!isSeq(steps) || hasAlias(source)) return fresh()
  const [first] = steps.items
  const above = commentsAbove(source, steps)
  if (isNode(first) && above !== '') {
    first.commentBefore = [above, first.commentBefore].filter(Boolean).join('\n')
  }
  return steps.items
}

/** What is said above the steps, wherever the parser hung it: on the document, its fields or the list. */
function commentsAbove(source: Document.Parsed, steps: Node): string {
  const { contents } = source
  const fields = isMap(contents) ? contents.items.map(({ key }) => key) : []
  return [source, contents, ...fields, steps]
    .flatMap(part => (isNode(part) || part === source ? (part?.commentBefore ?? []) : []))
    .join('\n')
}

function hasAlias(document: Document.Parsed): boolean {
  let found = false
  visit(document as unknown as Node, {
    Alias() {
      found = true
      return visit.BREAK
    },
  })
  return found
}
