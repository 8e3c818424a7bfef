import { WrongGenerator } from '../../errors/index.ts'
import type { TemplateNode } from './generator.ts'

/** Keys that drop some of the lists a generator chooses. */
export const constraintModifiers = ['_mutex_', '_requires_', '_depends_on_', '_exclude_'] as const

type ConstraintModifier = (typeof constraintModifiers)[number]

/** What a node's constraints let stand. */
export interface Constraint {
  /** Alternatives that a constraint names; no other matters to it. */
  readonly named: ReadonlySet<string>
  /** Whether the order of a list matters: it has a `_depends_on_`. */
  readonly orderMatters: boolean
  /** Whether a list of these alternatives may stand. */
  readonly allows: (keys: readonly string[]) => boolean
}

/** By which an alternative is the one that a constraint names. */
export const keyOf = (value: unknown): string => JSON.stringify(value)

/** Stands for any alternative that no constraint names. */
export const unnamed = ''

function groupsOf(node: TemplateNode, key: ConstraintModifier): readonly (readonly string[])[] {
  const groups = node[key] ?? []
  if (!Array.isArray(groups) || !groups.every(Array.isArray)) {
    throw WrongGenerator({ keyword: key, expected: 'a list of lists of alternatives', received: groups }).at({
      field: key,
    })
  }
  return groups.map(group => group.map(keyOf))
}

/**
 * Not all of a `_mutex_` group together; the others of a `_requires_` group wherever its first is; the others of a
 * `_depends_on_` group before its first, wherever that is; and none of the `_exclude_` sets as a whole, whatever their order.
 * Null where the node has no constraints.
 * @throws WrongGenerator
 */
export function constraintOf(node: TemplateNode): Constraint | null {
  if (constraintModifiers.every(key => node[key] === undefined)) return null
  const [mutex, requires, depends, exclude] = constraintModifiers.map(key => groupsOf(node, key))
  const excluded = exclude!.map(group => new Set(group))
  return {
    named: new Set([mutex, requires, depends, exclude].flatMap(groups => groups!.flat())),
    orderMatters: depends!.length > 0,
    allows: keys => {
      const has = (key: string) => keys.includes(key)
      const distinct = new Set(keys)
      if (mutex!.some(group => group.every(has))) return false
      if (requires!.some(([first, ...others]) => first !== undefined && has(first) && !others.every(has))) return false
      if (depends!.some(([first, ...others]) => first !== undefined && has(first) && !precede(keys, others, first)))
        return false
      return !excluded.some(group => group.size === distinct.size && [...group].every(has))
    },
  }
}

const precede = (keys: readonly string[], earlier: readonly string[], later: string): boolean =>
  earlier.every(key => keys.includes(key) && keys.indexOf(key) < keys.indexOf(later))
