import { statSync } from 'node:fs'
import type { Layout } from '../layout.ts'

/** Segments of many runs are applied in one predictions file. */
export function segmentKey(run_id: string, segment: string): string {
  return `${run_id}/${segment}`
}

/** Entries from which on those of segments that are gone are dropped. */
const MANY = 64

/**
 * The positions that a predictions file has applied, with new ones. Those of segments that have been removed are not
 * needed, since nothing reads such a segment again.
 */
export function withApplied(
  layout: Layout,
  before: Readonly<Record<string, number>>,
  added: Readonly<Record<string, number>>,
): Record<string, number> {
  const all = Object.entries({ ...before, ...added })
  const kept = all.filter(([key]) => {
    if (all.length < MANY || key in added) return true
    const [run = '', segment = ''] = key.split('/')
    return statSync(layout.run(run).segment(segment), { throwIfNoEntry: false }) !== undefined
  })
  return Object.fromEntries(kept)
}
