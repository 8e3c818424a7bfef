import type { UserMemory } from '../../core/index.ts'
import { type ParsedFilter, readFilter } from './filter-problem.ts'
import type { TextEdit } from './text-edit.ts'

/** A filter being typed. The list shows the last text that could be read. */
export interface FilterDraft {
  readonly edit: TextEdit
  /** The filter when typing began, for Esc. */
  readonly before: string
  /** Steps back in the history. */
  readonly earlier: number
  /** What was typed before Tab went on with it, and which of the suggestions stands there now. */
  readonly completion?: { readonly of: TextEdit; readonly index: number }
}

export interface Filtering {
  /** A filter as a function; the same one for the same text, so that views need not be computed again. */
  readonly of: (text: string) => ParsedFilter
  readonly remember: (text: string) => void
  /** Latest first. */
  readonly history: () => readonly string[]
}

const remembered = 50

/** Latest first; what is kept is text that somebody may have edited. */
function keptHistory(memory: UserMemory): readonly string[] {
  const kept = memory.read('filters')
  return Array.isArray(kept) ? kept.filter(text => typeof text === 'string').slice(0, remembered) : []
}

/** The history is of the workspace, and outlives the dashboard. */
export function createFiltering(memory: UserMemory): Filtering {
  const parsed = new Map<string, ParsedFilter>()
  let history: readonly string[] | null = null
  const all = () => {
    history ??= keptHistory(memory)
    return history
  }
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
      if (text.trim() === '') return
      // Those of another dashboard since then stay.
      const others = [...all(), ...keptHistory(memory)].filter(other => other !== text)
      history = [...new Set([text, ...others])].slice(0, remembered)
      memory.write('filters', history)
    },
    history: all,
  }
}
