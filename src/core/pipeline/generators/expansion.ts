import type { GeneratorChoice } from '../../records/index.ts'

/** One of the values a template node stands for, and the choices that led to it in the order met. */
export interface Alternative {
  readonly value: unknown
  readonly choices: readonly GeneratorChoice[]
}

/** All values of a node: counted without building them, built one at a time, iterable again and again. */
export interface Expansion extends Iterable<Alternative> {
  readonly count: number
}

export function expansionOf(count: number, alternatives: () => Iterator<Alternative>): Expansion {
  return { count, [Symbol.iterator]: alternatives }
}

export function constant(value: unknown): Expansion {
  return expansionOf(1, function* () {
    yield { value, choices: [] }
  })
}

/** One after the other. */
export function concatenation(parts: readonly Expansion[]): Expansion {
  return expansionOf(
    parts.reduce((count, part) => count + part.count, 0),
    function* () {
      for (const part of parts) yield* part
    },
  )
}

/** Every combination; the last part varies fastest. */
export function product(parts: readonly Expansion[], combine: (values: readonly unknown[]) => unknown): Expansion {
  const none = parts.some(part => part.count === 0)
  const count = none ? 0 : parts.reduce((count, part) => count * part.count, 1)
  return expansionOf(count, function* () {
    if (count === 0) return
    const walkers = parts.map(part => part[Symbol.iterator]())
    const current = walkers.map(walker => walker.next().value as Alternative)
    for (;;) {
      yield {
        value: combine(current.map(alternative => alternative.value)),
        choices: current.flatMap(alternative => alternative.choices),
      }
      if (!advance(parts, walkers, current)) return
    }
  })
}

/** The next combination in place, as an odometer turns; false after the last. */
function advance(parts: readonly Expansion[], walkers: Iterator<Alternative>[], current: Alternative[]): boolean {
  for (let i = parts.length - 1; i >= 0; i--) {
    if (parts[i]!.count === 1) continue
    const next = walkers[i]!.next()
    if (!next.done) {
      current[i] = next.value
      return true
    }
    walkers[i] = parts[i]![Symbol.iterator]()
    current[i] = walkers[i]!.next().value as Alternative
  }
  return false
}

export function mapped(expansion: Expansion, change: (alternative: Alternative) => Alternative): Expansion {
  return expansionOf(expansion.count, function* () {
    for (const alternative of expansion) yield change(alternative)
  })
}

/** The first `count` alternatives. */
export function first(count: number, expansion: Expansion): Expansion {
  return expansionOf(Math.min(count, expansion.count), function* () {
    let left = count
    for (const alternative of expansion) {
      if (left-- <= 0) return
      yield alternative
    }
  })
}

/** The alternatives of a generator: each records its value under the keyword. */
export function chosen(keyword: string, expansion: Expansion): Expansion {
  return mapped(expansion, ({ value }) => ({ value, choices: [{ [keyword]: value }] }))
}
