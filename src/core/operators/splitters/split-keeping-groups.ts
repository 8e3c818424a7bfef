import { GroupsNotDivided, N4aError } from '../../errors/index.ts'
import type { ValuesOf } from '../../params/index.ts'
import type { AnySplitter, Fold, SplitRows } from '../operator.ts'
import { foldsOfGroups, representatives } from './group-representatives.ts'

/**
 * Divide rows so that those of a group stay together whatever the splitter: one that knows nothing of groups divides one
 * representative of each, the mean of its spectra and reference values, in the order in which the groups begin.
 * @throws GroupsNotDivided where it cannot divide so many; what the splitter throws
 */
export function splitKeepingGroups(
  splitter: AnySplitter,
  rows: SplitRows,
  params: ValuesOf<AnySplitter['params']>,
): readonly Fold[] {
  const { groups, n_samples } = rows
  if (groups === null || splitter.needs_groups || splitter.keeps_groups) return splitter.split(rows, params)
  const names = [...new Set(groups)]
  // Each row is its own group.
  if (names.length === n_samples) return splitter.split(rows, params)
  const places = new Map(names.map((name, place) => [name, place]))
  const grouped = { names, codes: Int32Array.from(groups, name => places.get(name)!) }
  try {
    return foldsOfGroups(splitter.split(representatives(rows, grouped, 'mean'), params), grouped)
  } catch (error) {
    if (!(error instanceof N4aError)) throw error
    const facts = { splitter: splitter.label, n_groups: names.length, reason: error.message }
    throw GroupsNotDivided(facts, { cause: error }).at(error.place)
  }
}
