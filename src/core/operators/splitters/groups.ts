import { MissingGroups, TooFewGroups } from '../../errors/index.ts'
import { inOrder } from './folds.ts'

/** Which group each row is in. */
export interface GroupCodes {
  /** Ascending: as numbers where all are numbers, else as text. */
  readonly names: readonly string[]
  /** Place in `names` of each row's group. Length n_samples. */
  readonly codes: Int32Array
  /** Rows of each group. */
  readonly counts: Int32Array
}

/** @throws MissingGroups */
export function groupCodes(groups: readonly string[] | null, splitter: string): GroupCodes {
  if (groups === null) throw MissingGroups({ splitter })
  const distinct = [...new Set(groups)]
  const numbers = distinct.every(name => name.trim() !== '' && Number.isFinite(Number(name)))
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  const names = distinct.sort((a, b) => (numbers && Number(a) - Number(b)) || byText(a, b))
  const places = new Map(names.map((name, place) => [name, place]))
  const codes = Int32Array.from(groups, name => places.get(name)!)
  const counts = new Int32Array(names.length)
  for (const code of codes) counts[code]!++
  return { names, codes, counts }
}

/** @throws TooFewGroups */
export function requireGroups({ names }: GroupCodes, needed: number, purpose: string): void {
  if (names.length < needed) throw TooFewGroups({ n_groups: names.length, needed, purpose })
}

/** The rows whose group is among these, ascending. */
export function rowsOfGroups({ codes, names }: Pick<GroupCodes, 'codes' | 'names'>, among: Int32Array): Int32Array {
  const wanted = new Uint8Array(names.length)
  for (const code of among) wanted[code] = 1
  return inOrder(codes.length).filter(row => wanted[codes[row]!] === 1)
}
