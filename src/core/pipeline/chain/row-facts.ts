import type { RowFacts } from '../../operators/index.ts'

/** The facts of some of the rows, in that order. Computed when they are asked for, because few operators do. */
export function takeRowFacts(facts: RowFacts, rows: ArrayLike<number>): RowFacts {
  const take = <T>(values: readonly T[]) => Array.from(rows, i => values[i]!)
  let metadata: RowFacts['metadata'] | undefined
  return {
    get groups() {
      return facts.groups && take(facts.groups)
    },
    get metadata() {
      metadata ??= Object.fromEntries(Object.entries(facts.metadata).map(([name, values]) => [name, take(values)]))
      return metadata
    },
  }
}
