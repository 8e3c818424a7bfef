import type { ResultRecord } from './result-record.ts'
import type { RunRecord, RunStatus } from './run-record.ts'

/** What a watcher of a run sees, always after it is durable. */
export type RunEvent =
  | { readonly type: 'run'; readonly run: RunRecord }
  | { readonly type: 'status'; readonly run_id: string; readonly status: RunStatus }
  | {
      readonly type: 'results'
      readonly run_id: string
      /** The results that are new since the last event. */
      readonly results: readonly ResultRecord[]
      readonly completed: number
      readonly failed: number
      readonly total: number
    }
  | { readonly type: 'note'; readonly run_id: string; readonly text: string }
