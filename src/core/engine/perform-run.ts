import { isOwnMetric } from '../metrics/index.ts'
import type { ResultRecord, RunManifest, RunRecord, RunStatus, RunSummary } from '../records/index.ts'
import { executePlan, type RunPlan, runWarnings, workerCount } from '../run/index.ts'
import type { RunWriter, Workspace } from '../workspace/index.ts'
import { keepBest } from './keep-best.ts'
import { hasOwn } from './own-operators.ts'
import { asBestResult, bestOfEachDataset } from './query/best-first.ts'
import { recordingAhead } from './record-ahead.ts'
import { resultLine } from './result-lines.ts'
import type { RunOptions } from './run-engine.ts'
import { runRecord } from './run-records.ts'

/** Above this many results their manifests would cost more than they tell. */
export const resultManifestLimit = 2000

/** How often a run looks whether another process asked it to stop. */
const lookEvery = 500

interface Performance {
  readonly workspace: Workspace
  /** Locked by the caller, in state `running`. */
  readonly manifest: RunManifest
  readonly plan: RunPlan
  /** What earlier attempts recorded. */
  readonly recorded: readonly ResultRecord[]
  /** Those of them that are to be computed once more. */
  readonly again: ReadonlySet<string>
  readonly writer: RunWriter
  readonly options: RunOptions
}

/**
 * Execute what is not recorded yet. Results are announced only after they are durable. When it is interrupted, what was
 * announced stays and the run becomes `paused`.
 */
export async function performRun(performance: Performance): Promise<RunRecord> {
  const { workspace, manifest, writer, options } = performance
  const results = new Map(performance.recorded.map(result => [result.id, result]))
  const tally = { results, failed: performance.recorded.reduce((sum, result) => sum + failures(result), 0) }
  const stop = stopSignal(performance)
  let status: RunStatus = 'completed'
  try {
    await recordOutcomes(performance, tally, stop.signal)
    const announce = (result: ResultRecord) => options.onEvent?.(resultsEvent(manifest, [result], tally))
    await keepBest({ ...performance, announce, signal: stop.signal }, results)
  } catch (error) {
    if (!stop.signal.aborted) {
      await recordFailure(workspace, manifest, error)
      throw error
    }
    status = 'paused'
  } finally {
    stop.release()
    await writer.close()
  }
  const all = [...results.values()]
  const named = manifest.total_results <= resultManifestLimit
  await Promise.all([named && workspace.writeResultManifests(manifest.id, all), workspace.checkpoint(manifest.id)])
  const ended = await endRun(workspace, manifest, status, all)
  options.onEvent?.({ type: 'status', run_id: manifest.id, status: ended.status })
  return runRecord(ended, all, false)
}

async function recordOutcomes(
  { workspace, manifest, plan, again, writer, options }: Performance,
  tally: Tally,
  signal: AbortSignal,
): Promise<void> {
  // What a program defines itself cannot go to another thread.
  const workers = hasOwn(workspace) || isOwnMetric(plan.config.metric) ? 1 : workerCount(options, plan.datasets)
  const recorded = new Set([...tally.results.keys()].filter(id => !again.has(id)))
  const ahead = recordingAhead()
  try {
    for await (const outcomes of executePlan(plan, { signal, workers, recorded })) {
      const lines = outcomes.map(outcome => resultLine(manifest.id, outcome, plan.config, writer))
      const fresh = lines.map(({ result }) => result)
      await ahead.add(lines.length, writer.record(lines), () => {
        for (const result of fresh) count(tally, result)
        options.onEvent?.(resultsEvent(manifest, fresh, tally))
      })
    }
  } finally {
    await ahead.settle()
  }
}

/** Results by id, and how many of them failed: counting them anew for every event would take the square of their number. */
interface Tally {
  readonly results: Map<string, ResultRecord>
  failed: number
}

const failures = (result: ResultRecord | undefined): number => (result?.status === 'failed' ? 1 : 0)

function count(tally: Tally, result: ResultRecord): void {
  tally.failed += failures(result) - failures(tally.results.get(result.id))
  tally.results.set(result.id, result)
}

function resultsEvent({ id, total_results }: RunManifest, fresh: readonly ResultRecord[], { results, failed }: Tally) {
  const completed = results.size - failed
  return { type: 'results', run_id: id, results: fresh, completed, failed, total: total_results } as const
}

/** Aborted by the caller's signal, or when another process moved the run out of `running`. */
function stopSignal({ workspace, manifest, options }: Performance) {
  const stop = new AbortController()
  const onAbort = () => stop.abort(options.signal?.reason)
  if (options.signal?.aborted) onAbort()
  options.signal?.addEventListener('abort', onAbort)
  const timer = setInterval(async () => {
    const now = await workspace.runs.read(manifest.id).catch(() => null)
    if (now && now.status !== 'running') stop.abort(`the run became ${now.status}`)
  }, lookEvery)
  timer.unref()
  const release = () => {
    clearInterval(timer)
    options.signal?.removeEventListener('abort', onAbort)
  }
  return { signal: stop.signal, release }
}

/** What ended the run matters more than whether that could be written down. */
async function recordFailure(workspace: Workspace, manifest: RunManifest, error: unknown): Promise<void> {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  await workspace.runs.transition(manifest.id, 'failed', { error: reason }).catch(() => undefined)
}

async function endRun(
  workspace: Workspace,
  manifest: RunManifest,
  status: RunStatus,
  results: readonly ResultRecord[],
): Promise<RunManifest> {
  const now = await workspace.runs.read(manifest.id)
  // Another process has paused or cancelled it: its word stands.
  if (now.status !== 'running') return now
  const failed_results = results.filter(result => result.status === 'failed').length
  const summary: RunSummary = {
    total_results: manifest.total_results,
    completed_results: results.length - failed_results,
    failed_results,
    best_results: bestOfEachDataset(results).map(asBestResult),
  }
  if (status === 'paused') return workspace.runs.transition(manifest.id, 'paused', { summary })
  const allFailed = results.length > 0 && failed_results === results.length
  const warnings = [...new Set([...runWarnings(bestOfEachDataset(results), results), ...manifest.warnings])]
  return workspace.runs.transition(manifest.id, allFailed ? 'failed' : 'completed', {
    summary,
    warnings,
    completed_at: new Date().toISOString(),
    ...(allFailed && { error: 'Every result failed.' }),
  })
}
