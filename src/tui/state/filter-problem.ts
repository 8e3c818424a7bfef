import { N4aError, parseFilter, type RecordFilter } from '../../core/index.ts'

export interface FilterProblem {
  readonly reason: string
  /** Where in the filter, counted from 0; null where the parser did not say. */
  readonly at: number | null
}

export type ParsedFilter =
  | { readonly matches: RecordFilter | null; readonly problem: null }
  | { readonly matches: null; readonly problem: FilterProblem }

/** The message of WrongFilter draws its own caret; here the caret has a line of its own. */
function problemOf(error: unknown): FilterProblem {
  if (!(error instanceof N4aError) || error.code !== 'WrongFilter') throw error
  const [first = ''] = error.message.split('\n')
  const [, position, reason] = /position (\d+): (.*?)\.?$/.exec(first) ?? []
  return { reason: reason ?? first, at: position === undefined ? null : Number(position) - 1 }
}

export function readFilter(text: string): ParsedFilter {
  if (text.trim() === '') return { matches: null, problem: null }
  try {
    return { matches: parseFilter(text), problem: null }
  } catch (error) {
    return { matches: null, problem: problemOf(error) }
  }
}
