import { findOperator } from '../../operators/index.ts'
import { findGenerator } from '../generators/registry.ts'
import { alignment } from './text-diff.ts'

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const written = (value: unknown): string => JSON.stringify(value) ?? ''

/** What a template says of itself besides its steps. */
interface Template {
  readonly name: string | null
  readonly description: string | null
  readonly steps: readonly unknown[]
  readonly presets?: Fields
}

/**
 * What is different between two templates, in words, a line each. Steps are told apart by their operators: spelling an operator
 * in another way is no change.
 */
export function templateChanges(before: Template, after: Template): readonly string[] {
  return [
    ...valueChanges('name', before.name ?? undefined, after.name ?? undefined),
    ...valueChanges('description', before.description ?? undefined, after.description ?? undefined),
    ...fieldChanges('preset ', before.presets ?? {}, after.presets ?? {}),
    ...stepChanges(before.steps.map(plainStep), after.steps.map(plainStep)),
  ]
}

/** One spelling of a step: the operator's label, and what else is written. */
function plainStep(step: unknown): unknown {
  if (typeof step === 'string') return { class: labelOf(step) }
  if (Array.isArray(step)) return step.map(plainStep)
  if (!isObject(step)) return step
  return Object.fromEntries(
    Object.entries(step)
      .filter(([key, value]) => !(key === 'params' && isObject(value) && Object.keys(value).length === 0))
      .map(([key, value]) => [key, plainPart(key, value)]),
  )
}

function plainPart(key: string, value: unknown): unknown {
  if (key === 'class') return typeof value === 'string' ? labelOf(value) : value
  const holdsSteps = ['model', 'preprocessing', 'y_processing', 'split', 'branch', 'concat_transform'].includes(key)
  if (holdsSteps || key === 'feature_augmentation') return plainStep(value)
  if (['_or_', '_chain_', '_cartesian_'].includes(key) && Array.isArray(value)) return value.map(plainAlternative)
  return value
}

/** An alternative is a step, or a value of a parameter: only names of operators are respelled. */
function plainAlternative(value: unknown): unknown {
  return typeof value === 'string' && !findOperator(value) ? value : plainStep(value)
}

const labelOf = (name: string): string => findOperator(name)?.label ?? name

/** What a step is, by which it is found again in the other template. */
function kindOf(step: unknown): string {
  if (step === null) return 'no step'
  if (Array.isArray(step)) return `chain ${step.map(kindOf).join(' > ')}`
  if (!isObject(step)) return written(step)
  if (typeof step.class === 'string') return step.class
  const generator = generatorIn(step)
  if (generator !== undefined && typeof step.param === 'string') return `${generator} for ${step.param}`
  const keyword = generator ?? Object.keys(step)[0]
  if (keyword === undefined) return 'an empty step'
  return keyword === 'model' ? kindOf(step.model) : keyword
}

function stepChanges(before: readonly unknown[], after: readonly unknown[]): readonly string[] {
  const changes: string[] = []
  const places = { before: 0, after: 0 }
  for (const [old, fresh] of alignment(before, after, (one, two) => kindOf(one) === kindOf(two))) {
    if (old !== undefined) places.before++
    if (fresh !== undefined) places.after++
    if (fresh === undefined) changes.push(`step ${places.before} removed: ${inWords(old)}`)
    else if (old === undefined) changes.push(`step ${places.after} added: ${inWords(fresh)}`)
    else changes.push(...valueChanges(`step ${places.after}, ${kindOf(fresh)}`, old, fresh))
  }
  return changes
}

/** `SG (window_length 15)`, `_or_ of SNV, MSC`. */
function inWords(step: unknown): string {
  const kind = kindOf(step)
  if (!isObject(step)) return kind
  const operator = isObject(step.model) ? step.model : step
  const params = isObject(operator.params)
    ? Object.entries(operator.params).map(([name, value]) => `${name} ${written(value)}`)
    : []
  const alternatives = kind.startsWith('_') ? (step[kind.split(' ')[0]!] as unknown) : undefined
  if (Array.isArray(alternatives) && !kind.includes(' ')) return `${kind} of ${alternatives.map(inWords).join(', ')}`
  if (alternatives !== undefined) return `${kind}: ${written(alternatives)}`
  return params.length > 0 ? `${kind} (${params.join(', ')})` : kind
}

function fieldChanges(prefix: string, before: Fields, after: Fields): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap(name => valueChanges(`${prefix}${name}`, before[name], after[name]))
}

/** Levels that say nothing to a reader. */
const silent = ['params', 'model', 'class']

function valueChanges(what: string, before: unknown, after: unknown): readonly string[] {
  if (written(before) === written(after)) return []
  if (after === undefined) return [`${what} removed: ${written(before)}`]
  if (before === undefined) return [`${what} added: ${written(after)}`]
  if (isObject(before) && isObject(after) && generatorIn(before) === generatorIn(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap(key => {
      const [old, fresh] = [before[key], after[key]]
      if (silent.includes(key)) return valueChanges(what, old ?? {}, fresh ?? {})
      if (isAlternatives(key, old) && isAlternatives(key, fresh)) return alternativeChanges(what, old, fresh)
      return valueChanges(`${what}: ${key}`, old, fresh)
    })
  }
  return [`${what} changed from ${written(before)} to ${written(after)}`]
}

const generatorIn = (node: Fields): string | undefined => Object.keys(node).find(findGenerator)

const isAlternatives = (key: string, value: unknown): value is readonly unknown[] =>
  ['_or_', '_chain_', '_cartesian_'].includes(key) && Array.isArray(value)

function alternativeChanges(what: string, before: readonly unknown[], after: readonly unknown[]): readonly string[] {
  const changes: string[] = []
  const pairs = alignment(before, after, (one, two) => written(one) === written(two))
  const removed = pairs.filter(([, fresh]) => fresh === undefined).map(([old]) => old)
  const added = pairs.filter(([old]) => old === undefined).map(([, fresh]) => fresh)
  for (const old of removed) {
    const at = added.findIndex(fresh => kindOf(fresh) === kindOf(old))
    if (at < 0) {
      changes.push(`${what}: alternative ${inWords(old)} removed`)
      continue
    }
    const [fresh] = added.splice(at, 1)
    const inside = valueChanges(`${what}: alternative ${kindOf(fresh)}`, old, fresh)
    changes.push(...(inside.length > 0 ? inside : [`${what}: alternative ${kindOf(fresh)} moved`]))
  }
  return [...changes, ...added.map(fresh => `${what}: alternative ${inWords(fresh)} added`)]
}
