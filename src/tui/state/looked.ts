import type { RunRecord, UserMemory } from '../../core/index.ts'

/** What the user had seen when the dashboard was left last. */
export interface Looked {
  /** ISO; null where this is the first time: then nothing counts as new. */
  readonly at: string | null
  /** Results of the run that were stored since. */
  readonly news: (run: RunRecord) => number
  /** From now on these count as seen. */
  readonly see: (runs: readonly RunRecord[]) => void
  /** Remember all that is there now as seen, for the next start. */
  readonly keep: (runs: readonly RunRecord[]) => void
}

/** Older runs than these get no new results. */
const mostRuns = 500

const storedOf = ({ completed_results, failed_results }: RunRecord) => completed_results + failed_results

interface Kept {
  readonly at: string
  readonly runs: ReadonlyMap<string, number>
}

/** What anyone may have written there counts only where it has the shape. */
function kept(value: unknown): Kept | null {
  const { at, runs } = (value ?? {}) as { readonly at?: unknown; readonly runs?: unknown }
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at)) || typeof runs !== 'object' || runs === null) return null
  const counts = Object.entries(runs).filter((entry): entry is [string, number] => typeof entry[1] === 'number')
  return { at, runs: new Map(counts) }
}

/** How many results each run had, in the user's state folder: so nothing has to be read to tell what is new. */
export function createLooked(memory: UserMemory): Looked {
  const before = kept(memory.read('looked'))
  const seen = new Map<string, number>()
  return {
    at: before?.at ?? null,
    news: run => {
      if (!before) return 0
      const older = run.created_at <= before.at
      const known = seen.get(run.id) ?? before.runs.get(run.id) ?? (older ? storedOf(run) : 0)
      return Math.max(0, storedOf(run) - known)
    },
    see: runs => {
      for (const run of runs) seen.set(run.id, storedOf(run))
    },
    keep: runs => {
      const counts = runs.slice(0, mostRuns).map(run => [run.id, storedOf(run)])
      memory.write('looked', { at: new Date().toISOString(), runs: Object.fromEntries(counts) })
    },
  }
}
