import { WrongGenerator } from '../../errors/index.ts'
import { constraintModifiers, constraintOf } from './constraints.ts'
import { concatenation, type Expansion, expansionOf, product } from './expansion.ts'
import type { TemplateNode } from './generator.ts'

/** Keys by which lists are chosen among alternatives. */
export const selectionModifiers = ['pick', 'arrange', 'then_pick', 'then_arrange', ...constraintModifiers] as const

/** `pick: 2`, or `pick: [1, 3]` with both ends included. */
function sizesOf(node: TemplateNode, keyword: string): readonly number[] {
  const size = node[keyword]
  const [from, to] = Array.isArray(size) ? size : [size, size]
  const valid = [from, to].every(value => Number.isSafeInteger(value) && value >= 0)
  if (!valid || (Array.isArray(size) && size.length !== 2)) {
    throw WrongGenerator({ keyword, expected: 'a whole number, or [from, to]', received: size }).at({ field: keyword })
  }
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
}

type Walk = (n: number, size: number) => Iterable<readonly number[]>

const combinations: Walk = function* (n, size) {
  const from = function* (start: number, left: number): Generator<readonly number[]> {
    if (left === 0) yield []
    for (let i = start; left > 0 && i <= n - left; i++) for (const rest of from(i + 1, left - 1)) yield [i, ...rest]
  }
  yield* from(0, size)
}

const permutations: Walk = function* (n, size) {
  const after = function* (taken: readonly number[]): Generator<readonly number[]> {
    if (taken.length === size) yield taken
    else for (let i = 0; i < n; i++) if (!taken.includes(i)) yield* after([...taken, i])
  }
  yield* after([])
}

const binomial = (n: number, k: number): number => (k === 0 ? 1 : (binomial(n, k - 1) * (n - k + 1)) / k)
const falling = (n: number, k: number): number => (k === 0 ? 1 : falling(n, k - 1) * (n - k + 1))

interface Choice {
  readonly sizes: readonly number[]
  readonly walk: Walk
  readonly count: (n: number, size: number) => number
}

function choiceOf(node: TemplateNode, arrange: string, pick: string): Choice {
  const ordered = node[arrange] !== undefined
  const sizes = sizesOf(node, ordered ? arrange : pick)
  return ordered ? { sizes, walk: permutations, count: falling } : { sizes, walk: combinations, count: binomial }
}

/** Whether the node chooses lists, by `pick` or `arrange`. */
export function selects(node: TemplateNode): boolean {
  return node.pick !== undefined || node.arrange !== undefined
}

/**
 * Lists of alternatives: `pick` where their order does not matter, `arrange` where it does (and it wins); by size, then by
 * place. Alternatives that are generators multiply inside each list.
 */
export function selectLists(node: TemplateNode, alternatives: readonly Expansion[]): Expansion {
  const { sizes, walk, count } = choiceOf(node, 'arrange', 'pick')
  const n = alternatives.length
  const fitting = sizes.filter(size => size <= n)
  if (alternatives.some(alternative => alternative.count !== 1)) {
    const lists = fitting.flatMap(size => [...walk(n, size)])
    return constrained(
      node,
      concatenation(
        lists.map(places =>
          product(
            places.map(i => alternatives[i]!),
            list => list,
          ),
        ),
      ),
    )
  }
  const total = fitting.reduce((sum, size) => sum + Math.round(count(n, size)), 0)
  const whole = product(alternatives, list => list)
  return constrained(
    node,
    expansionOf(total, function* () {
      const values = [...whole][0]!.value as readonly unknown[]
      for (const size of fitting) {
        for (const places of walk(n, size)) yield { value: places.map(i => values[i]), choices: [] }
      }
    }),
  )
}

/** `then_pick`, `then_arrange`: lists of such lists; a list of one is written as its one member. */
export function selectAgain(node: TemplateNode, first: Expansion): Expansion {
  if (node.then_pick === undefined && node.then_arrange === undefined) return first
  const { sizes, walk } = choiceOf(node, 'then_arrange', 'then_pick')
  const lists = Array.from(first, ({ value }) => (Array.isArray(value) && value.length === 1 ? value[0] : value))
  const chosen = sizes.filter(size => size <= lists.length).flatMap(size => [...walk(lists.length, size)])
  return expansionOf(chosen.length, function* () {
    for (const places of chosen) yield { value: places.map(i => lists[i]), choices: [] }
  })
}

/** Lists that the node's constraints let stand; only building tells how many. */
export function constrained(node: TemplateNode, lists: Expansion): Expansion {
  const allows = constraintOf(node)
  if (!allows) return lists
  const kept = [...lists].filter(({ value }) => allows(value as readonly unknown[]))
  return expansionOf(kept.length, () => kept[Symbol.iterator]())
}
