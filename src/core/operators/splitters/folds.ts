import type { Fold } from '../operator.ts'

/** 0 … n − 1. */
export const inOrder = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i)

/** The rows of 0 … n − 1 that are not among these, ascending. */
export function otherRows(rows: ArrayLike<number>, n: number): Int32Array {
  const taken = new Uint8Array(n)
  for (let i = 0; i < rows.length; i++) taken[rows[i]!] = 1
  return inOrder(n).filter(row => taken[row] === 0)
}

/** One fold for each of 0 … n_splits − 1: its rows validate, all others train; both ascending. */
export function foldsOfLabels(labels: ArrayLike<number>, n_splits: number): readonly Fold[] {
  const rows = inOrder(labels.length)
  return Array.from({ length: n_splits }, (_, fold_id) => ({
    fold_id,
    train: rows.filter(row => labels[row] !== fold_id),
    val: rows.filter(row => labels[row] === fold_id),
  }))
}

/** Where the parts of n things begin, and n itself: the first n mod k parts are one longer. Length n_parts + 1. */
export function partEnds(n: number, n_parts: number): Int32Array {
  const short = Math.floor(n / n_parts)
  return Int32Array.from({ length: n_parts + 1 }, (_, part) => part * short + Math.min(part, n % n_parts))
}

/** A label 0 … n_parts − 1 for each of these rows, part after part in their order. Length order.length. */
export function labelParts(order: Int32Array, n_parts: number): Int32Array {
  const ends = partEnds(order.length, n_parts)
  const labels = new Int32Array(order.length)
  for (let part = 0; part < n_parts; part++) {
    for (let i = ends[part]!; i < ends[part + 1]!; i++) labels[order[i]!] = part
  }
  return labels
}
