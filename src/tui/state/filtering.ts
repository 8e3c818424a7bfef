import { type ParsedFilter, readFilter } from './filter-problem.ts'
import type { TextEdit } from './text-edit.ts'

/** A filter being typed. The list shows the last text that could be read. */
export interface FilterDraft {
  readonly edit: TextEdit
  /** The filter when typing began, for Esc. */
  readonly before: string
  /** Steps back in the history. */
  readonly earlier: number
}

export interface Filtering {
  /** A filter as a function; the same one for the same text, so that views need not be computed again. */
  readonly of: (text: string) => ParsedFilter
  readonly remember: (text: string) => void
  /** Latest first. */
  readonly history: () => readonly string[]
}

const remembered = 50

export function createFiltering(): Filtering {
  const parsed = new Map<string, ParsedFilter>()
  let history: readonly string[] = []
  return {
    of: text => {
      const known = parsed.get(text)
      if (known) return known
      if (parsed.size > remembered) parsed.clear()
      const fresh = readFilter(text)
      parsed.set(text, fresh)
      return fresh
    },
    remember: text => {
      if (text.trim() !== '') history = [text, ...history.filter(other => other !== text)].slice(0, remembered)
    },
    history: () => history,
  }
}
