import { quote } from '../../errors/index.ts'
import type { ExpansionNode } from '../../records/index.ts'
import type { TemplateNode } from '../generators/generator.ts'
import { findGenerator } from '../generators/registry.ts'
import { expandTemplate } from './expand.ts'

/** Of more alternatives only the first are named. */
const mostNamed = 12
const longestValue = 60

const isNode = (value: unknown): value is TemplateNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Steps with their generators, each with how many values it stands for. Counted by the expansion itself, nothing is built.
 * @throws what expanding throws
 */
export function expansionOutline(steps: unknown): readonly ExpansionNode[] {
  return (Array.isArray(steps) ? steps : [steps]).map(outline)
}

function outline(value: unknown): ExpansionNode {
  const count = expandTemplate(value).count
  if (Array.isArray(value)) return list(value, count)
  if (!isNode(value)) return { label: plain(value), count, children: [] }
  const keyword = Object.keys(value).find(key => findGenerator(key))
  return keyword ? generator(value, keyword, count) : object(value, count)
}

/** Of a class path its last name: `SNV` of `nirs4all.operators.SNV`. */
const nameOf = (text: string) => (/^[a-z_]\w*(\.\w+)+$/.test(text) ? text.split('.').at(-1)! : text)

const plain = (value: unknown): string =>
  value === null ? 'no step' : typeof value === 'string' ? nameOf(value) : quote(value, longestValue)

function list(value: readonly unknown[], count: number): ExpansionNode {
  const short = value.every(item => item === null || typeof item !== 'object')
  return short && count === 1
    ? { label: value.map(plain).join(' > '), count, children: [] }
    : { label: 'chain', count, children: value.map(outline) }
}

/** An operator by its name, with the parameters that something is chosen for below it. */
function object(value: TemplateNode, count: number): ExpansionNode {
  const step = Object.keys(value).find(key => ['model', 'y_processing', 'split', 'preprocessing'].includes(key))
  const inner = step === undefined ? value : value[step]
  const prefix = step === undefined ? '' : `${step} `
  if (typeof inner === 'string') return { label: prefix + nameOf(inner), count, children: chosenIn(value, [step!]) }
  if (!isNode(inner) || Object.keys(inner).some(key => findGenerator(key)))
    return { label: step ?? plain(value), count, children: inner === value ? [] : [outline(inner)] }
  const name = typeof inner.class === 'string' ? nameOf(inner.class) : undefined
  const given = isNode(inner.params) ? inner.params : {}
  // `params: {_grid_: …, polyorder: 3}`: what stands beside the generator is the same in all.
  const keyword = Object.keys(given).find(key => findGenerator(key))
  const params = keyword === undefined ? given : withoutKeys(given, [keyword])
  const generated = keyword === undefined ? [] : [outline({ [keyword]: given[keyword] })]
  const fixed = Object.entries(params).filter(([, own]) => expandTemplate(own).count === 1)
  const words = fixed.map(([key, own]) => `${key}=${plain(own)}`).join(', ')
  const label = name === undefined ? (step ?? plain(value)) : `${prefix}${name}${words ? `(${words})` : ''}`
  const beside = inner === value ? [] : chosenIn(value, [step!])
  return {
    label,
    count,
    children: [...generated, ...chosenIn(params, []), ...chosenIn(inner, ['class', 'params']), ...beside],
  }
}

const withoutKeys = (node: TemplateNode, keys: readonly string[]): TemplateNode =>
  Object.fromEntries(Object.entries(node).filter(([key]) => !keys.includes(key)))

/** The lists that `_grid_` combines, or `_zip_` goes through side by side. */
const lists = (given: TemplateNode, keyword: string): readonly ExpansionNode[] =>
  Object.entries(given).map(([key, value]) => ({
    label: `${key} ${plain(value)}`,
    count: keyword === '_grid_' && Array.isArray(value) ? value.length : 1,
    children: [],
  }))

/** What is chosen under each key. */
function chosenIn(value: TemplateNode, except: readonly string[]): readonly ExpansionNode[] {
  return Object.entries(value).flatMap(([key, own]) => {
    if (except.includes(key) || expandTemplate(own).count === 1) return []
    const { label, count, children } = outline(own)
    return [{ label: `${key}: ${label}`, count, children }]
  })
}

function generator(node: TemplateNode, keyword: string, count: number): ExpansionNode {
  const given = node[keyword]
  const beside = Object.entries(node).filter(([key]) => key !== keyword && key !== 'model' && key !== 'class')
  const target = node.model ?? node.class
  const words = [
    ...(target === undefined ? [] : [plain(isNode(target) ? target.class : target)]),
    keyword,
    ...(Array.isArray(given) && given.every(item => typeof item === 'number') ? [quote(given, longestValue)] : []),
    ...beside.map(([key, value]) => `${key} ${plain(value)}`),
  ]
  const alternatives = keyword === '_or_' && Array.isArray(given) ? given : null
  const named = alternatives?.every(item => typeof item === 'number') ? [] : (alternatives?.map(outline) ?? [])
  const parts = alternatives === null && isNode(given) ? lists(given, keyword) : []
  const chains =
    alternatives === null && Array.isArray(given) && !given.every(item => typeof item === 'number')
      ? given.map(outline)
      : []
  const children = [...named, ...parts, ...chains]
  const more = children.length - mostNamed
  return {
    label: words.join(' '),
    count,
    children:
      more > 0 ? [...children.slice(0, mostNamed), { label: `… and ${more} more`, count: 1, children: [] }] : children,
  }
}
