import { UnsupportedGenerator, WrongGenerator, withinField } from '../errors/index.ts'
import { bindFreeParameters, freeParameter } from './free-parameter.ts'
import { constant, type Expansion, mapped, product } from './generators/expansion.ts'
import type { Generator, TemplateNode } from './generators/generator.ts'
import { findGenerator, refusedKeywords } from './generators/registry.ts'

const isNode = (value: unknown): value is TemplateNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Everything a template node stands for: lists and objects are products of their parts, in which the last part varies
 * fastest; generator nodes are their alternatives. Free-standing `{_range_: …, param: …}` nodes are bound to the step they
 * precede.
 * @throws WrongGenerator, RangeNeverEnds, UnsupportedGenerator, and while iterating UnboundParameter
 */
export function expandTemplate(steps: unknown): Expansion {
  return mapped(expandNode(steps), ({ value, choices }) => ({ value: bindFreeParameters(value), choices }))
}

function expandNode(node: unknown): Expansion {
  if (Array.isArray(node)) return expandList(node)
  if (!isNode(node)) return constant(node)
  refuseUnknownKeywords(node)
  const found = Object.keys(node).flatMap(key => findGenerator(key) ?? [])
  if (found.length > 1) {
    const expected = 'the only generator of its step'
    throw WrongGenerator({ keyword: found.map(generator => generator.keyword).join(' and '), expected, received: node })
  }
  const [generator] = found
  return generator === undefined ? expandObject(node) : expandGeneratorNode(node, generator)
}

function refuseUnknownKeywords(node: TemplateNode): void {
  for (const key of Object.keys(node)) {
    if (refusedKeywords.includes(key)) {
      throw UnsupportedGenerator({ keyword: key, reason: 'this version does not know it' }).at({ field: key })
    }
  }
}

function expandList(list: readonly unknown[]): Expansion {
  const parts = list.map((item, i) => withinField(`[${i}]`, () => expandNode(item)))
  if (parts.every(part => part.count === 1) && !containsGenerator(list)) return constant(list)
  // One generator alone in a list that chooses whole lists chooses the list itself.
  return product(parts, values => (values.length === 1 && Array.isArray(values[0]) ? values[0] : values))
}

function containsGenerator(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(containsGenerator)
  return isNode(value) && Object.entries(value).some(([key, inner]) => findGenerator(key) || containsGenerator(inner))
}

function expandObject(node: TemplateNode): Expansion {
  const names = Object.keys(node)
  const parts = names.map(name => withinField(name, () => expandNode(node[name])))
  return product(parts, values => Object.fromEntries(names.map((name, i) => [name, values[i]])))
}

function expandGeneratorNode(node: TemplateNode, generator: Generator): Expansion {
  const { [generator.keyword]: _, param, ...beside } = node
  const names = Object.keys(beside).filter(key => !generator.modifiers.includes(key))
  const alternatives = () => withinField(generator.keyword, () => generator.expand(node, expandNode))
  if (names.length === 0 && param === undefined) return alternatives()
  if (param !== undefined && typeof param !== 'string') {
    throw WrongGenerator({ keyword: 'param', expected: 'the name of a parameter', received: param }).at({
      field: 'param',
    })
  }
  if (param !== undefined && names.length === 0) {
    return mapped(alternatives(), ({ value, choices }) => ({
      value: freeParameter({ keyword: generator.keyword, param, value }),
      choices,
    }))
  }
  const target = ['model', 'y_processing', 'preprocessing', 'split', 'class'].find(key => key in beside)
  if (target !== undefined && (param !== undefined || generator.keyword === '_grid_')) {
    return expandSibling(beside, target, param, alternatives())
  }
  return expandMerged(beside, generator, alternatives())
}

/** `{model: {class: X}, _range_: …, param: n}`: the alternatives are values of a parameter of the operator beside them. */
function expandSibling(step: TemplateNode, target: string, param: string | undefined, values: Expansion): Expansion {
  return product([expandObject(step), values], ([base, value]) => {
    const whole = base as TemplateNode
    const given = param === undefined ? (value as TemplateNode) : { [param]: value }
    const operator = target === 'class' ? whole : whole[target]
    const object = isNode(operator) ? operator : { class: operator }
    const params = { ...(isNode(object.params) ? object.params : {}), ...given }
    return target === 'class' ? { ...object, params } : { ...whole, [target]: { ...object, params } }
  })
}

/** `{name: m, _or_: [{…}, {…}]}`: each alternative is laid over what stands beside the generator. */
function expandMerged(base: TemplateNode, generator: Generator, values: Expansion): Expansion {
  return product([expandObject(base), values], ([under, over]) => {
    if (!isNode(over)) {
      const expected = 'a list of objects, because other fields stand beside it'
      throw WrongGenerator({ keyword: generator.keyword, expected, received: over })
    }
    return { ...(under as TemplateNode), ...over }
  })
}
