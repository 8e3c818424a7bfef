import { safeName } from '../files/safe-name.ts'

/** The `number`th pack of a writer, counted from 1. */
export function packId(base: string, number: number): string {
  return safeName(number === 1 ? base : `${base}_${number}`)
}

/** What the packs of a segment's writer are named after. */
export function packBase(run_id: string, segment: string): string {
  return safeName(`${run_id}_${segment}`)
}
