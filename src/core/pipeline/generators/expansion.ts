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
  function* combinations(from: number): Generator<readonly Alternative[]> {
    if (from === parts.length) {
      yield []
      return
    }
    for (const first of parts[from]!) {
      for (const rest of combinations(from + 1)) yield [first, ...rest]
    }
  }
  return expansionOf(
    parts.reduce((count, part) => count * part.count, 1),
    function* () {
      for (const combination of combinations(0)) {
        yield {
          value: combine(combination.map(alternative => alternative.value)),
          choices: combination.flatMap(alternative => alternative.choices),
        }
      }
    },
  )
}

export function mapped(expansion: Expansion, change: (alternative: Alternative) => Alternative): Expansion {
  return expansionOf(expansion.count, function* () {
    for (const alternative of expansion) yield change(alternative)
  })
}

/** The alternatives of a generator: each records its value under the keyword. */
export function chosen(keyword: string, expansion: Expansion): Expansion {
  return mapped(expansion, ({ value }) => ({ value, choices: [{ [keyword]: value }] }))
}
