import { groupedDigits, WrongGenerator } from '../../errors/index.ts'
import { nextRandom, type PythonRandom, pythonRandom, sampleBelow } from '../../math/random/python-random.ts'
import { type Alternative, type Expansion, expansionOf } from './expansion.ts'
import type { TemplateNode } from './generator.ts'

/** Keys by which a generator keeps only some of its alternatives. */
export const limitModifiers = ['count', '_seed_'] as const

function wholeNumber(node: TemplateNode, key: string): number | null {
  const value = node[key]
  if (value === undefined || value === null) return null
  if (Number.isSafeInteger(value)) return value as number
  throw WrongGenerator({ keyword: key, expected: 'a whole number', received: value }).at({ field: key })
}

/** The node's own seed, or the run's. */
export function seedOf(node: TemplateNode, seed: number | null): number | null {
  return wholeNumber(node, '_seed_') ?? seed
}

/** How many are kept, or null where `count` limits nothing: it is missing, not positive, or not below `total`. */
export function countOf(node: TemplateNode, total: number): number | null {
  const count = wholeNumber(node, 'count')
  return count === null || count <= 0 || count >= total ? null : count
}

/** CPython draws from more with other bits than n4a does. */
const mostToDrawFrom = 2 ** 32

/**
 * `count: n` keeps n alternatives, drawn as CPython's `random.Random(seed).sample` draws them and in that order. Without any
 * seed the seed is 0: a template means the same every time.
 */
export function limited(node: TemplateNode, expansion: Expansion, seed: number | null): Expansion {
  const count = countOf(node, expansion.count)
  if (count === null) return expansion
  if (expansion.count > mostToDrawFrom) {
    const expected = `a count among at most ${groupedDigits(mostToDrawFrom)} alternatives`
    throw WrongGenerator({ keyword: 'count', expected, received: expansion.count }).at({ field: 'count' })
  }
  const weights = weightsOf(node, expansion.count)
  return picked(expansion, count, () => {
    const random = pythonRandom(seed ?? 0)
    return weights ? sampleWeighted(random, weights, count) : sampleBelow(random, expansion.count, count)
  })
}

/** The alternatives at these places, in this order; only they are kept while walking. */
function picked(expansion: Expansion, count: number, places: () => readonly number[]): Expansion {
  return expansionOf(count, function* () {
    const indices = places()
    const wanted = new Set(indices)
    const found = new Map<number, Alternative>()
    let at = 0
    for (const alternative of expansion) {
      if (wanted.has(at)) found.set(at, alternative)
      at++
      if (found.size === wanted.size) break
    }
    for (const index of indices) yield found.get(index)!
  })
}

/** `_weights_` count only where there is one for each alternative. */
function weightsOf({ _weights_: weights }: TemplateNode, length: number): readonly number[] | null {
  if (weights === undefined) return null
  const valid = Array.isArray(weights) && weights.every(weight => Number.isFinite(weight) && weight >= 0)
  if (!valid || weights.length !== length || weights.every(weight => weight === 0)) {
    const expected = `a list of ${length} weights, none negative and not all 0`
    throw WrongGenerator({ keyword: '_weights_', expected, received: weights }).at({ field: '_weights_' })
  }
  return weights
}

/** One after the other, each in proportion to its weight among those that are left. */
function sampleWeighted(random: PythonRandom, weights: readonly number[], count: number): readonly number[] {
  const left = weights.map((weight, index) => ({ weight, index }))
  return Array.from({ length: count }, () => {
    const total = left.reduce((sum, { weight }) => sum + weight, 0)
    let rest = nextRandom(random) * total
    const at = left.findIndex(({ weight }) => {
      rest -= weight
      return rest < 0
    })
    return left.splice(at < 0 ? left.length - 1 : at, 1)[0]!.index
  })
}
