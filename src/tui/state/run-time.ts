import type { RunRecord } from '../../core/index.ts'
import type { Progress } from './live-runs.ts'

/** Milliseconds a run has taken so far. */
export function elapsedTime(run: RunRecord, now: number): number | null {
  if (!run.live || !run.started_at) return run.duration_ms
  return Math.max(0, now - Date.parse(run.started_at))
}

/** Milliseconds left if results go on finishing at the pace so far; null until there is a pace. */
export function remainingTime(run: RunRecord, { completed, failed, total }: Progress, now: number): number | null {
  const elapsed = elapsedTime(run, now)
  const done = completed + failed
  return elapsed === null || done === 0 || done >= total ? null : (elapsed / done) * (total - done)
}
