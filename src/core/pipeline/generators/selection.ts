import { WrongGenerator } from '../../errors/index.ts'
import { type Constraint, constraintModifiers, constraintOf, keyOf } from './constraints.ts'
import { binomial, countChains, countSelections, factorial } from './count-lists.ts'
import { type Alternative, constant, type Expansion, expansionOf, product } from './expansion.ts'
import type { TemplateNode } from './generator.ts'

/** Keys by which lists are chosen among alternatives. */
export const selectionModifiers = ['pick', 'arrange', 'then_pick', 'then_arrange', ...constraintModifiers] as const

/** `pick: 2`, or `pick: [1, 3]` with both ends included; sizes above `n` choose nothing. */
function sizesOf(node: TemplateNode, keyword: string, n: number): readonly number[] {
  const size = node[keyword]
  const [from, to] = Array.isArray(size) ? size : [size, size]
  const valid = [from, to].every(value => Number.isSafeInteger(value) && value >= 0)
  if (!valid || (Array.isArray(size) && size.length !== 2)) {
    throw WrongGenerator({ keyword, expected: 'a whole number, or [from, to]', received: size }).at({ field: keyword })
  }
  return Array.from({ length: Math.max(0, Math.min(to, n) - from + 1) }, (_, i) => from + i)
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

interface Choice {
  readonly sizes: readonly number[]
  readonly ordered: boolean
  /** The places of each list, by size, then by place. */
  readonly places: () => Iterable<readonly number[]>
}

function choiceOf(node: TemplateNode, n: number, arrange: string, pick: string): Choice {
  const ordered = node[arrange] !== undefined
  const sizes = sizesOf(node, ordered ? arrange : pick, n)
  const walk = ordered ? permutations : combinations
  return {
    sizes,
    ordered,
    *places() {
      for (const size of sizes) yield* walk(n, size)
    },
  }
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
  const { sizes, ordered, places } = choiceOf(node, alternatives.length, 'arrange', 'pick')
  const constraint = constraintOf(node)
  return kept(constraint, countSelections(alternatives, sizes, ordered, constraint), function* () {
    for (const list of places()) {
      yield* product(
        list.map(i => alternatives[i]!),
        values => values,
      )
    }
  })
}

/** The same among the values of one expansion, which are built when the first list is asked for. */
export function selectValues(node: TemplateNode, values: Expansion): Expansion {
  const alternatives = () => Array.from(values, ({ value }) => constant(value))
  if (constraintOf(node)) return selectLists(node, alternatives())
  const choice = choiceOf(node, values.count, 'arrange', 'pick')
  return expansionOf(sizesCount(values.count, choice), function* () {
    yield* selectLists(node, alternatives())
  })
}

/** `then_pick`, `then_arrange`: lists of such lists; a list of one is written as its one member. */
export function selectAgain(node: TemplateNode, first: Expansion): Expansion {
  if (node.then_pick === undefined && node.then_arrange === undefined) return first
  const choice = choiceOf(node, first.count, 'then_arrange', 'then_pick')
  return expansionOf(sizesCount(first.count, choice), function* () {
    const lists = Array.from(first, ({ value }) => (Array.isArray(value) && value.length === 1 ? value[0] : value))
    for (const places of choice.places()) yield { value: places.map(i => lists[i]), choices: [] }
  })
}

function sizesCount(n: number, { sizes, ordered }: Choice): number {
  return sizes.reduce((sum, size) => sum + binomial(n, size) * (ordered ? factorial(size) : 1), 0)
}

/** Chains with one alternative of each stage that the node's constraints let stand. */
export function constrainedChains(node: TemplateNode, stages: readonly Expansion[]): Expansion {
  const chains = product(stages, steps => steps)
  const constraint = constraintOf(node)
  if (!constraint) return chains
  return kept(constraint, countChains(stages, constraint), () => chains[Symbol.iterator]())
}

/** The lists that a constraint allows. */
function kept(constraint: Constraint | null, count: number, lists: () => Iterator<Alternative>): Expansion {
  if (!constraint) return expansionOf(count, lists)
  return expansionOf(count, function* () {
    for (const list of { [Symbol.iterator]: lists }) {
      if (constraint.allows((list.value as readonly unknown[]).map(keyOf))) yield list
    }
  })
}
