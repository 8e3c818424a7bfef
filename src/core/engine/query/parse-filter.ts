import { WrongFilter } from '../../errors/index.ts'
import { filterTokens, type Token } from './filter-tokens.ts'
import { matchWord, termMatcher } from './match-term.ts'

export type RecordFilter = (record: object) => boolean

/** What `markedView` lays beside the fields of a record. */
const ofMarks: readonly string[] = ['starred', 'rejected', 'tag', 'note']

/**
 * The fields that a filter reads; null where it may read any, or what people say of a record. @throws WrongFilter
 */
export function filterFields(filter: string): readonly string[] | null {
  const fields: string[] = []
  for (const token of filterTokens(filter)) {
    if (token.kind === 'word') return null
    if (token.kind !== 'term') continue
    const field = token.field === 'has' ? token.value : token.field
    if (field === 'is' || ofMarks.includes(field)) return null
    fields.push(field)
  }
  return fields
}

/**
 * The filter language of the command line (`--where`) and the dashboard (`/`): `field:value` (contains), `=` `!=` `<` `<=`
 * `>` `>=`, `~` (regular expression), ranges `nc:5..15`, alternatives `dataset=fat|protein`, `has:error`, `-term` (not), a
 * space (and), `|` (or), parentheses and quotes. Bare words are looked for in every text of the record.
 * @throws WrongFilter with the position
 */
export function parseFilter(filter: string): RecordFilter {
  const tokens = filterTokens(filter)
  let next = 0
  const fail = (token: Token | undefined, reason: string) =>
    WrongFilter({ filter, position: token?.at ?? filter.length, reason })

  const either = (): RecordFilter => {
    const parts = [both()]
    while (tokens[next]?.kind === 'or') {
      next++
      parts.push(both())
    }
    return parts.length === 1 ? parts[0]! : record => parts.some(part => part(record))
  }

  const both = (): RecordFilter => {
    const parts: RecordFilter[] = []
    while (next < tokens.length && tokens[next]!.kind !== 'or' && tokens[next]!.kind !== 'close') parts.push(single())
    if (parts.length === 0) throw fail(tokens[next], 'a term must stand here')
    return parts.length === 1 ? parts[0]! : record => parts.every(part => part(record))
  }

  const single = (): RecordFilter => {
    const token = tokens[next++]!
    switch (token.kind) {
      case 'not': {
        if (next >= tokens.length) throw fail(undefined, 'a term must stand after -')
        const inner = single()
        return record => !inner(record)
      }
      case 'open': {
        const inner = either()
        if (tokens[next]?.kind !== 'close') throw fail(token, 'this parenthesis is never closed')
        next++
        return inner
      }
      case 'word':
        return record => matchWord(record, token.text)
      case 'term':
        return termMatcher(token, reason => fail(token, reason))
      default:
        throw fail(token, 'a term must stand here')
    }
  }

  if (tokens.length === 0) return () => true
  const matches = either()
  if (next < tokens.length) throw fail(tokens[next], 'this parenthesis was never opened')
  return matches
}
