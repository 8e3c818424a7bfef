import type { N4aError } from '../errors/index.ts'

type Path = readonly (string | number)[]

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What is wrong with a field by itself: without it, the rest can be looked at. */
const ofOneField = ['UnknownParameter', 'ParameterOutOfRange', 'UnknownField']

/**
 * The value without what an error is about: the field, the alternative or (`coarsely`) the whole step. Undefined where there is
 * nothing to take out.
 */
export function withoutCulprit(value: unknown, error: N4aError, coarsely: boolean): unknown {
  const path = pathOf(error.place.field ?? '')
  const [first] = path
  if (first === undefined || error.code === 'TooManyPipelines') return undefined
  const inSteps = first === 'pipeline' || first === 'steps' ? 1 : 0
  const index = path[inSteps]
  if (typeof index !== 'number') return inSteps === 1 ? undefined : changed(value, [first], () => undefined)
  const step = path.slice(0, inSteps + 1)
  if (coarsely) return changed(value, step, () => null)
  const finely = ofOneField.includes(error.code)
  if (finely && has(value, path)) return changed(value, path, () => undefined)
  const wanted = finely ? path.at(-1) : error.place.text
  return changed(value, step, whole => {
    const lighter = finely ? withoutParameter(whole, String(wanted)) : withoutAlternative(whole, wanted)
    return lighter === whole ? null : lighter
  })
}

function pathOf(field: string): Path {
  return [...field.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name]) =>
    index === undefined ? name! : Number(index),
  )
}

function has(value: unknown, [first, ...rest]: Path): boolean {
  if (first === undefined) return true
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return false
  return has((value as Readonly<Record<string | number, unknown>>)[first], rest)
}

/** A copy with the node at `path` changed; undefined takes a field out. */
function changed(value: unknown, [first, ...rest]: Path, change: (node: unknown) => unknown): unknown {
  if (first === undefined) return change(value)
  if (Array.isArray(value)) return value.map((item, i) => (i === first ? (changed(item, rest, change) ?? null) : item))
  if (!isObject(value)) return value
  const entries = Object.entries(value).map(([key, field]) =>
    key === first ? ([key, changed(field, rest, change)] as const) : ([key, field] as const),
  )
  return Object.fromEntries(entries.filter(([, field]) => field !== undefined))
}

/** The node without the first parameter of that name below it; the node itself where there is none. */
function withoutParameter(node: unknown, name: string): unknown {
  if (isObject(node) && isObject(node.params) && Object.hasOwn(node.params, name)) {
    const { [name]: _, ...params } = node.params
    return { ...node, params }
  }
  return firstChanged(node, part => withoutParameter(part, name))
}

/** The node without the first alternative that holds this text; the node itself where there is none, or no other. */
function withoutAlternative(node: unknown, text: unknown): unknown {
  if (typeof text !== 'string') return node
  if (isObject(node)) {
    for (const key of ['_or_', '_chain_']) {
      const alternatives = node[key]
      if (!Array.isArray(alternatives) || alternatives.length < 2) continue
      const at = alternatives.findIndex(alternative => holds(alternative, text))
      if (at < 0) continue
      const inner = withoutAlternative(alternatives[at], text)
      return {
        ...node,
        [key]: inner === alternatives[at] ? alternatives.toSpliced(at, 1) : alternatives.with(at, inner),
      }
    }
  }
  return firstChanged(node, part => withoutAlternative(part, text))
}

function holds(node: unknown, text: string): boolean {
  if (node === text) return true
  if (typeof node !== 'object' || node === null) return false
  return Object.hasOwn(node, text) || Object.values(node).some(part => holds(part, text))
}

/** The node with the first of its parts that `change` changes; the node itself where it changes none. */
function firstChanged(node: unknown, change: (part: unknown) => unknown): unknown {
  if (typeof node !== 'object' || node === null) return node
  for (const [key, part] of Object.entries(node)) {
    const fresh = change(part)
    if (fresh === part) continue
    return Array.isArray(node) ? node.with(Number(key), fresh) : { ...node, [key]: fresh }
  }
  return node
}
