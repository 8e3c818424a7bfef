import { shortHash } from '../files/safe-name.ts'
import { noTime } from './cells.ts'
import type { ForeignRun } from './content.ts'

/** A configuration before it is known which run it was part of. */
export interface Loose {
  readonly name: string
  readonly created_at: string
}

/** Configurations of one name that were made further apart are of several runs. */
const GAP = 10 * 60_000

/** `0002_pls_variants_d0545e` and `pls_variants_d0545e` → `pls_variants`. */
export function baseName(name: string): string {
  return name.replace(/^\d{3,}_/, '').replace(/_[0-9a-f]{6,8}$/, '') || name
}

/**
 * These formats store no runs. Configurations of the same name that were made one soon after the other are taken for one.
 * @returns for each of `loose`, its run
 */
export function inferRuns(loose: readonly Loose[]): readonly ForeignRun[] {
  const order = loose.map((_, i) => i).sort((a, b) => compare(loose[a]!, loose[b]!) || a - b)
  const runs: ForeignRun[] = []
  let members: number[] = []
  const close = () => {
    const [first, last] = [loose[members[0] ?? -1], loose[members.at(-1) ?? -1]]
    if (!first || !last) return
    const name = baseName(first.name)
    const run: ForeignRun = {
      // The same wherever the folder is moved to: what was copied before is known again.
      id: `inferred_${shortHash(JSON.stringify([first.created_at, ...members.map(index => loose[index]!.name)]), 10)}`,
      name,
      status: 'completed',
      created_at: first.created_at,
      completed_at: last.created_at === noTime ? null : last.created_at,
      error: null,
      inferred: true,
      warnings: [],
    }
    for (const index of members) runs[index] = run
    members = []
  }
  for (const index of order) {
    const before = loose[members.at(-1) ?? -1]
    const one = loose[index]!
    const same = before && baseName(before.name) === baseName(one.name)
    if (!same || Date.parse(one.created_at) - Date.parse(before.created_at) > GAP) close()
    members.push(index)
  }
  close()
  return runs
}

function compare(a: Loose, b: Loose): number {
  const [left, right] = [a, b].map(({ name, created_at }) => `${baseName(name)} ${created_at}`) as [string, string]
  return left < right ? -1 : left > right ? 1 : 0
}
