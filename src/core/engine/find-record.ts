import { AmbiguousRecord, UnknownRecord } from '../errors/index.ts'

/** By id, or by the beginning, the end or the name of exactly one. @throws UnknownRecord, AmbiguousRecord */
export function findRecord<Item extends { readonly id: string; readonly name?: string }>(
  noun: string,
  id: string,
  records: readonly Item[],
): Item {
  const exact = records.find(record => record.id === id)
  if (exact) return exact
  const matches = records.filter(record => record.id.startsWith(id) || record.id.endsWith(id) || record.name === id)
  if (matches.length > 1) throw AmbiguousRecord({ noun, id, matches: matches.map(match => match.id) })
  if (matches[0]) return matches[0]
  throw UnknownRecord({ noun, id, known: records.map(record => record.id) })
}
