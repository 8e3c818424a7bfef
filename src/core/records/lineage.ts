export const lineageKinds = ['file', 'dataset', 'template', 'run', 'result', 'model', 'prediction'] as const
export type LineageKind = (typeof lineageKinds)[number]

/** One thing on the way from a file of spectra to what a model said of it. */
export interface LineageItem {
  readonly kind: LineageKind
  /** As its listing calls it; of a file its path. */
  readonly id: string
  /** For people: a name, a pipeline, a model with fold and partition. */
  readonly name: string
  /** What identifies it: of files, datasets and stored models a hash, of the others null. */
  readonly hash: string | null
  /** Of files whether they are still what they were (`valid`, `missing`, `hash_mismatch`); of runs and results their state. */
  readonly status: string | null
}

/** Where something came from, and what was made of it. */
export interface Lineage extends LineageItem {
  /** From the files on, in the order in which one came of the other. */
  readonly from: readonly LineageItem[]
  /** What was made of it, the nearest first. */
  readonly into: readonly LineageItem[]
}
