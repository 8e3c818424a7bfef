import { WrongGenerator, withinField } from '../../errors/index.ts'
import { constant, type Expansion, mapped, product } from '../generators/expansion.ts'
import type { Generator, TemplateNode } from '../generators/generator.ts'
import { findGenerator, refuseUnknownKeywords } from '../generators/registry.ts'
import { bindFreeParameters, freeParameter } from './free-parameter.ts'

const isNode = (value: unknown): value is TemplateNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

type Expand = (node: unknown) => Expansion

/**
 * Everything a template node stands for: lists and objects are products of their parts, in which the last part varies
 * fastest; generator nodes are their alternatives. Free-standing `{_range_: …, param: …}` nodes are bound to the step they
 * precede.
 * @throws WrongGenerator, RangeNeverEnds, UnknownGenerator, UnsupportedGenerator, and while iterating UnboundParameter
 */
export function expandTemplate(steps: unknown, seed: number | null = null): Expansion {
  return mapped(expanderOf(seed)(steps), ({ value, choices }) => ({ value: bindFreeParameters(value), choices }))
}

/** Expansion of nodes under one seed. */
function expanderOf(seed: number | null): Expand {
  const expandNode: Expand = node => {
    if (Array.isArray(node)) return expandList(node, expandNode)
    if (!isNode(node)) return constant(node)
    refuseUnknownKeywords(node)
    const generator = generatorOf(node)
    return generator ? expandGenerator(node, generator, expandNode, seed) : expandObject(node, expandNode)
  }
  return expandNode
}

function generatorOf(node: TemplateNode): Generator | undefined {
  const found = Object.keys(node).flatMap(key => findGenerator(key) ?? [])
  if (found.length > 1) {
    const keyword = found.map(generator => generator.keyword).join(' and ')
    throw WrongGenerator({ keyword, expected: 'the only generator of its step', received: node })
  }
  return found[0]
}

/** Keywords whose list holds a list for each of several chains: one alone is still one chain. */
const sideBySide = ['branch', 'concat_transform', 'feature_augmentation']

function expandList(list: readonly unknown[], expand: Expand, ofChains = false): Expansion {
  const parts = list.map((item, i) => withinField(`[${i}]`, () => expand(item)))
  const keeps = ofChains && Array.isArray(list[0])
  // A list alone in a list is that list, so that a generator can choose whole chains.
  return product(parts, values => (values.length === 1 && Array.isArray(values[0]) && !keeps ? values[0] : values))
}

function expandObject(node: TemplateNode, expand: Expand): Expansion {
  const names = Object.keys(node)
  const parts = names.map(name =>
    withinField(name, () => {
      const value = node[name]
      return Array.isArray(value) && sideBySide.includes(name) ? expandList(value, expand, true) : expand(value)
    }),
  )
  return product(parts, values => Object.fromEntries(names.map((name, i) => [name, values[i]])))
}

const targets = ['model', 'y_processing', 'preprocessing', 'split', 'class']

function expandGenerator(node: TemplateNode, generator: Generator, expand: Expand, seed: number | null): Expansion {
  const { [generator.keyword]: _, param, ...beside } = node
  const others = Object.fromEntries(Object.entries(beside).filter(([key]) => !generator.modifiers.includes(key)))
  const alternatives = () => withinField(generator.keyword, () => generator.expand(node, { expand, seed }))
  if (param !== undefined && typeof param !== 'string') {
    throw WrongGenerator({ keyword: 'param', expected: 'the name of a parameter', received: param }).at({
      field: 'param',
    })
  }
  if (Object.keys(others).length === 0) {
    return param === undefined ? alternatives() : freeAlternatives(generator, param, alternatives())
  }
  const target = targets.find(key => key in others)
  if (target !== undefined && (param !== undefined || ['_grid_', '_zip_'].includes(generator.keyword))) {
    return expandSibling(expandObject(others, expand), target, param, alternatives())
  }
  return expandMerged(expandObject(beside, expand), generator, alternatives())
}

function freeAlternatives({ keyword }: Generator, param: string, values: Expansion): Expansion {
  return mapped(values, ({ value, choices }) => ({ value: freeParameter({ keyword, param, value }), choices }))
}

/** `{model: {class: X}, _range_: …, param: n}`: the alternatives are values of a parameter of the operator beside them. */
function expandSibling(steps: Expansion, target: string, param: string | undefined, values: Expansion): Expansion {
  return product([steps, values], ([step, value]) => {
    const whole = step as TemplateNode
    const given = param === undefined ? (value as TemplateNode) : { [param]: value }
    const operator = target === 'class' ? whole : whole[target]
    const object = isNode(operator) ? operator : { class: operator }
    const params = { ...(isNode(object.params) ? object.params : {}), ...given }
    return target === 'class' ? { ...object, params } : { ...whole, [target]: { ...object, params } }
  })
}

/** `{name: m, _or_: [{…}, {…}]}`: each alternative is laid over what stands beside the generator. */
function expandMerged(steps: Expansion, generator: Generator, values: Expansion): Expansion {
  return product([steps, values], ([under, over]) => {
    if (!isNode(over)) {
      const expected = 'a list of objects, because other fields stand beside it'
      throw WrongGenerator({ keyword: generator.keyword, expected, received: over })
    }
    return { ...(under as TemplateNode), ...over }
  })
}
