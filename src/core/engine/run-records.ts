import type { ResultRecord, RunManifest, RunRecord } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { asBestResult, bestOfEachDataset } from './query/best-first.ts'

/** A manifest with what is derived from the results stored so far. */
export function runRecord(manifest: RunManifest, results: readonly ResultRecord[], live: boolean): RunRecord {
  const failed_results = results.filter(({ status }) => status === 'failed').length
  const best = bestOfEachDataset(results).map(asBestResult)
  return withCounts(manifest, results.length - failed_results, failed_results, best, live)
}

/** Ended runs carry their summary, so that listing them reads no results. @throws DamagedFile unless `listing` */
export async function readRunRecord(
  workspace: Workspace,
  manifest: RunManifest,
  { listing = false } = {},
): Promise<RunRecord> {
  const { summary } = manifest
  if (summary && manifest.status !== 'running') {
    return withCounts(manifest, summary.completed_results, summary.failed_results, summary.best_results, false)
  }
  const { runs } = workspace
  const read = listing ? runs.readableResults : runs.results
  const [results, live] = await Promise.all([read(manifest.id), runs.isLive(manifest.id)])
  return runRecord(manifest, results, live)
}

function withCounts(
  manifest: RunManifest,
  completed_results: number,
  failed_results: number,
  best_results: RunRecord['best_results'],
  live: boolean,
): RunRecord {
  const done = completed_results + failed_results
  const ended = manifest.completed_at === undefined ? (live ? Date.now() : null) : Date.parse(manifest.completed_at)
  const duration_ms =
    manifest.started_at === undefined || ended === null ? null : ended - Date.parse(manifest.started_at)
  return {
    ...manifest,
    completed_results,
    failed_results,
    best_results,
    partial: done > 0 && done < manifest.total_results,
    live,
    duration_ms,
  }
}
