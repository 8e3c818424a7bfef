import { NotClasses, TooFewOfEachClass } from '../../errors/index.ts'

/** Which class each row is of. */
export interface ClassCodes {
  /** Place of each row's class among the distinct values, ascending. Length n_samples. */
  readonly codes: Int32Array
  /** Rows of each class. */
  readonly counts: Int32Array
}

/** @throws NotClasses where a reference value is no whole number */
export function classCodes(y: Float64Array, splitter: string): ClassCodes {
  const continuous = y.find(value => !Number.isInteger(value))
  if (continuous !== undefined) throw NotClasses({ splitter, value: continuous })
  const distinct = [...new Set(y)].sort((a, b) => a - b)
  const places = new Map(distinct.map((value, place) => [value, place]))
  return countCodes(
    Int32Array.from(y, value => places.get(value)!),
    distinct.length,
  )
}

/** Codes 0 … n_classes − 1, counted. */
export function countCodes(codes: Int32Array, n_classes: number): ClassCodes {
  const counts = new Int32Array(n_classes)
  for (const code of codes) counts[code]!++
  return { codes, counts }
}

/** @throws TooFewOfEachClass where no class has a row for each fold */
export function requireFolds({ counts }: ClassCodes, n_splits: number, splitter: string): void {
  const most = counts.reduce((a, b) => Math.max(a, b), 0)
  if (most < n_splits) throw TooFewOfEachClass({ splitter, needed: n_splits, most })
}
