import { groupedDigits, WrongGenerator } from '../../errors/index.ts'
import { type Constraint, constraintModifiers, keyOf, unnamed } from './constraints.ts'
import type { Expansion } from './expansion.ts'

/*
 * How many lists a selection makes, counted without making them. Alternatives that no constraint names are alike, so they
 * are counted by their number; only those that one names are gone through.
 */

/** Beyond this many choices among named alternatives, nobody would wait for the count. */
const mostChoices = 200_000

/** How many choices may still be looked at. */
interface Patience {
  left: number
}

/** @throws WrongGenerator */
function look(patience: Patience): void {
  if (patience.left-- > 0) return
  const expected = `constraints with at most ${groupedDigits(mostChoices)} choices among the alternatives they name`
  throw WrongGenerator({ keyword: constraintModifiers.join(', '), expected, received: 'more' })
}

/** What an alternative stands for: the values that a constraint names, and how many it does not. */
interface Supply {
  readonly named: readonly string[]
  readonly others: number
}

function supplyOf(alternative: Expansion, constraint: Constraint | null): Supply {
  if (!constraint) return { named: [], others: alternative.count }
  const named = Array.from(alternative, ({ value }) => keyOf(value)).filter(key => constraint.named.has(key))
  return { named, others: alternative.count - named.length }
}

/** A choice made among alternatives that a constraint names: their keys in order, and in how many ways it comes about. */
type Visit = (keys: readonly string[], ways: number) => void

/** Every choice of at most `most` of the supplies; without `some`, of all of them. */
function visitChoices(
  supplies: readonly Supply[],
  most: number,
  some: boolean,
  patience: Patience,
  visit: Visit,
): void {
  const go = (at: number, keys: readonly string[], ways: number): void => {
    const supply = supplies[at]
    if (!supply) {
      look(patience)
      visit(keys, ways)
      return
    }
    if (some) go(at + 1, keys, ways)
    if (keys.length >= most) return
    for (const key of supply.named) go(at + 1, [...keys, key], ways)
    if (supply.others > 0) go(at + 1, [...keys, unnamed], ways * supply.others)
  }
  go(0, [], 1)
}

/** The number of ways to take r of the supplies, for r up to `most`: elementary symmetric polynomials of their sizes. */
function waysToTake(sizes: readonly number[], most: number): readonly number[] {
  if (sizes.every(size => size === 1)) return Array.from({ length: most + 1 }, (_, r) => binomial(sizes.length, r))
  const ways = [1, ...Array<number>(most).fill(0)]
  for (const size of sizes) for (let r = most; r > 0; r--) ways[r]! += ways[r - 1]! * size
  return ways
}

export function binomial(n: number, k: number): number {
  if (k > n) return 0
  let value = 1
  for (let i = 1; i <= Math.min(k, n - k); i++) value = Math.round((value * (n - i + 1)) / i)
  return value
}

export function factorial(n: number): number {
  let value = 1
  for (let i = 2; i <= n; i++) value *= i
  return value
}

/** How many orders of these keys a constraint allows. */
function allowedOrders(keys: readonly string[], { allows }: Constraint, patience: Patience): number {
  const after = (taken: readonly number[]): number => {
    if (taken.length === keys.length) {
      look(patience)
      return allows(taken.map(i => keys[i]!)) ? 1 : 0
    }
    return keys.reduce((sum, _, i) => (taken.includes(i) ? sum : sum + after([...taken, i])), 0)
  }
  return after([])
}

/** Lists of the given sizes that are chosen among `alternatives`, in one order or (`ordered`) in every order. */
export function countSelections(
  alternatives: readonly Expansion[],
  sizes: readonly number[],
  ordered: boolean,
  constraint: Constraint | null,
): number {
  if (sizes.length === 0) return 0
  const most = Math.max(...sizes)
  const supplies = alternatives.map(alternative => supplyOf(alternative, constraint))
  const plain = supplies.filter(({ named }) => named.length === 0).map(({ others }) => others)
  const taken = waysToTake(plain, most)
  const patience = { left: mostChoices }
  let total = 0
  visitChoices(
    supplies.filter(({ named }) => named.length > 0),
    most,
    true,
    patience,
    (keys, ways) => {
      for (const size of sizes) {
        const rest = size - keys.length
        if (rest < 0 || taken[rest] === 0) continue
        const whole = rest > 0 ? [...keys, unnamed] : keys
        total += ways * taken[rest]! * ordersOf(keys, whole, size)
      }
    },
  )
  return total

  function ordersOf(keys: readonly string[], whole: readonly string[], size: number): number {
    if (!constraint) return ordered ? factorial(size) : 1
    if (!ordered) return constraint.allows(whole) ? 1 : 0
    if (!constraint.orderMatters) return constraint.allows(whole) ? factorial(size) : 0
    // Others may stand anywhere between; only the order among the named ones can be wrong.
    if (whole !== keys) return (allowedOrders(whole, constraint, patience) / factorial(whole.length)) * factorial(size)
    return allowedOrders(keys, constraint, patience)
  }
}

/** Chains with one alternative of each stage. */
export function countChains(stages: readonly Expansion[], constraint: Constraint): number {
  let total = 0
  const supplies = stages.map(stage => supplyOf(stage, constraint))
  visitChoices(supplies, supplies.length, false, { left: mostChoices }, (keys, ways) => {
    if (constraint.allows(keys)) total += ways
  })
  return total
}
