import { WrongGenerator } from '../../errors/index.ts'
import type { TemplateNode } from './generator.ts'

/** Keys that drop some of the lists a generator chooses. */
export const constraintModifiers = ['_mutex_', '_requires_', '_exclude_'] as const

const keysOf = (list: unknown): readonly string[] =>
  (Array.isArray(list) ? list : [list]).map(item => JSON.stringify(item))

function groupsOf(node: TemplateNode, key: (typeof constraintModifiers)[number]): readonly (readonly string[])[] {
  const groups = node[key] ?? []
  if (!Array.isArray(groups) || !groups.every(Array.isArray)) {
    throw WrongGenerator({ keyword: key, expected: 'a list of lists of alternatives', received: groups }).at({
      field: key,
    })
  }
  return groups.map(keysOf)
}

/**
 * Whether a chosen list may stand: not all of a `_mutex_` group together, the others of a `_requires_` group wherever its
 * first is, and none of the `_exclude_` sets as a whole, whatever their order. Null where the node has no constraints.
 */
export function constraintOf(node: TemplateNode): ((list: readonly unknown[]) => boolean) | null {
  if (constraintModifiers.every(key => node[key] === undefined)) return null
  const [mutex, requires, exclude] = constraintModifiers.map(key => groupsOf(node, key))
  return list => {
    const present = keysOf(list)
    const has = (key: string) => present.includes(key)
    const together = mutex!.some(group => group.every(has))
    const missing = requires!.some(([first, ...others]) => first !== undefined && has(first) && !others.every(has))
    const excluded = exclude!.some(group => group.length === present.length && group.every(has))
    return !together && !missing && !excluded
  }
}
