import { MissingOwnOperator, UnknownOperator, UnsupportedOperator } from '../errors/index.ts'
import { augmenters } from './augmentation/registry.ts'
import { baselineTransforms } from './baseline/registry.ts'
import { classifiers } from './classifiers/registry.ts'
import { conversionTransforms } from './conversion/registry.ts'
import { decompositionTransforms } from './decomposition/registry.ts'
import { discretizations } from './discretization/registry.ts'
import { filters } from './filters/registry.ts'
import { models } from './models/registry.ts'
import type { Operator } from './operator.ts'
import { findRefusal } from './refused-operators.ts'
import { scalingTransforms } from './scaling/registry.ts'
import { scatterTransforms } from './scatter/registry.ts'
import { selectionTransforms } from './selection/registry.ts'
import { smoothingTransforms } from './smoothing/registry.ts'
import { splitters } from './splitters/registry.ts'

/** Every operator there is, family by family. */
export const operators: readonly Operator[] = [
  ...scatterTransforms,
  ...scalingTransforms,
  ...smoothingTransforms,
  ...baselineTransforms,
  ...conversionTransforms,
  ...decompositionTransforms,
  ...selectionTransforms,
  ...discretizations,
  ...filters,
  ...augmenters,
  ...models,
  ...classifiers,
  ...splitters,
]

/** Every name a template may call an operator by. */
export function namesOf(operator: Operator): readonly string[] {
  return [...new Set([operator.label, operator.class_path, operator.id, ...operator.aliases])]
}

const byName: ReadonlyMap<string, Operator> = new Map(
  operators.flatMap(operator => namesOf(operator).map(name => [name, operator] as const)),
)

/** Operators of the request that is being read, beside those above; nothing between requests. */
let own: readonly Operator[] = []

/** What stored pipelines call an operator that a program gave. */
export const ownPrefix = 'own.'

/** Do `work`, which must not wait for anything, with a program's own operators known beside the registry. */
export function withOwnOperators<T>(given: readonly Operator[], work: () => T): T {
  const before = own
  own = given
  try {
    return work()
  } finally {
    own = before
  }
}

export function findOperator(name: string): Operator | undefined {
  return byName.get(name) ?? own.find(operator => namesOf(operator).includes(name))
}

/** @throws UnsupportedOperator, with the reason, for what is left out on purpose */
export function refuseLeftOut(name: string): void {
  const refusal = findRefusal(name)
  if (refusal) throw UnsupportedOperator({ name, reason: refusal.reason, instead: refusal.instead })
}

/**
 * @param alsoKnown names that mean something where this one stands, for the suggestion
 * @throws UnsupportedOperator; UnknownOperator, with every name as known
 */
export function getOperator(name: string, alsoKnown: readonly string[] = []): Operator {
  const operator = findOperator(name)
  if (operator) return operator
  if (name.startsWith(ownPrefix)) throw MissingOwnOperator({ name: name.slice(ownPrefix.length) })
  refuseLeftOut(name)
  throw UnknownOperator({ name, known: [...byName.keys(), ...own.map(({ label }) => label), ...alsoKnown] })
}
