import type { FoldRows } from '../fold-rows.ts'

type Sets = readonly (readonly number[])[]

/** Rows that training rows stand beside in the same set: each set that has some of both partitions. */
export function acrossPartitions({ train, test }: FoldRows, sets: Sets): Sets {
  return sets.filter(splitBy(train.rows, test.rows))
}

/** Sets of which some rows train and some validate in the same fold. */
export function acrossFolds({ folds }: FoldRows, sets: Sets): Sets {
  const split = new Set<readonly number[]>()
  for (const { train, val } of folds) {
    const isSplit = splitBy(train.rows, val.rows)
    for (const set of sets) if (!split.has(set) && isSplit(set)) split.add(set)
  }
  return sets.filter(set => split.has(set))
}

function splitBy(one: Int32Array, other: Int32Array): (set: readonly number[]) => boolean {
  const [here, there] = [new Set(one), new Set(other)]
  return set => set.some(row => here.has(row)) && set.some(row => there.has(row))
}

/** Rows with the same text, where there are several. */
export function setsOfText(texts: readonly string[], rows: ArrayLike<number>): Sets {
  const sets = new Map<string, number[]>()
  for (let i = 0; i < rows.length; i++) {
    const text = texts[rows[i]!]!
    const set = sets.get(text)
    if (set) set.push(rows[i]!)
    else sets.set(text, [rows[i]!])
  }
  return [...sets.values()].filter(set => set.length > 1)
}
