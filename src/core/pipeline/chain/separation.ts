import { UnknownMetadata } from '../../errors/index.ts'
import type { RowFacts } from '../../operators/index.ts'

/** The samples that a branch is for: those with one value in a column of the table. */
export interface Separation {
  readonly column: string
  /** null stands for each value that occurs: one chain becomes as many. */
  readonly value: string | null
}

/** The distinct values of a column, ascending. */
export function separatedValues(facts: RowFacts, column: string): readonly string[] {
  return [...new Set(columnOf(facts, column))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

/** The text of a column for each row. @throws UnknownMetadata */
export function columnOf({ metadata }: RowFacts, column: string): readonly string[] {
  const values = metadata[column]
  if (values) return values
  throw UnknownMetadata({ column, known: Object.keys(metadata) })
}
