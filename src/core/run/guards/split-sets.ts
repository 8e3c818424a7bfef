import type { FoldRows } from '../fold-rows.ts'

/** Sets of rows of the dataset. */
export type RowSets = readonly (readonly number[])[]

/** Sets that have rows in both partitions. */
export function acrossPartitions({ train, test }: FoldRows, sets: RowSets): RowSets {
  return sets.filter(splitBy(train.rows, test.rows, marks(sets), 1))
}

/** Sets of which some rows train and some validate in the same fold. */
export function acrossFolds({ folds }: FoldRows, sets: RowSets): RowSets {
  if (sets.length === 0) return sets
  const marked = marks(sets)
  const split = new Set<readonly number[]>()
  folds.forEach(({ train, val }, f) => {
    const isSplit = splitBy(train.rows, val.rows, marked, 2 * f + 1)
    for (const set of sets) if (!split.has(set) && isSplit(set)) split.add(set)
  })
  return sets.filter(set => split.has(set))
}

/** One place for each row that a set may name. */
const marks = (sets: RowSets) =>
  new Int32Array(sets.reduce((most, set) => set.reduce((a, b) => Math.max(a, b), most), -1) + 1)

/** @param mark beside the next number not used for other sides yet, so that nothing has to be cleared between folds */
function splitBy(one: Int32Array, other: Int32Array, marked: Int32Array, mark: number) {
  for (const row of one) marked[row] = mark
  for (const row of other) marked[row] = mark + 1
  return (set: readonly number[]) => set.some(row => marked[row] === mark) && set.some(row => marked[row] === mark + 1)
}

/** Rows with the same text, where there are several. */
export function setsOfText(texts: readonly string[], rows: ArrayLike<number>): RowSets {
  const sets = new Map<string, number[]>()
  for (let i = 0; i < rows.length; i++) {
    const text = texts[rows[i]!]!
    const set = sets.get(text)
    if (set) set.push(rows[i]!)
    else sets.set(text, [rows[i]!])
  }
  return [...sets.values()].filter(set => set.length > 1)
}
