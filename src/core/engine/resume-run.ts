import { MissingOwnMetric, NothingToRetry } from '../errors/index.ts'
import { findMetric } from '../metrics/index.ts'
import type { RunRecord } from '../records/index.ts'
import { workerCount } from '../run/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { fromElsewhere } from './from-elsewhere.ts'
import { performRun } from './perform-run.ts'
import { planAgain } from './plan-again.ts'
import type { RunOptions } from './run-engine.ts'
import { runRecord } from './run-records.ts'
import { beginAttempt } from './start-run.ts'
import { n4aVersion } from './version.ts'

/**
 * Plan the run again from what it stored, drop what is recorded, execute the rest. Failed results are recorded already and
 * stay, unless they are to be computed again.
 * @throws NothingToRetry, MissingOwnMetric, WrongTransition, WorkspaceLocked where another process executes it, ChangedDataset
 */
export async function resumeRun(
  workspace: Workspace,
  id: string,
  options: RunOptions,
  retry = false,
): Promise<RunRecord> {
  const stored = await workspace.runs.read(id)
  // Whether it may be written to comes before whether its data are there.
  if (stored.foreign) {
    await workspace.prepare()
    throw fromElsewhere(`${retry ? 'Retrying' : 'Resuming'} ${stored.id}`)
  }
  if (findMetric(stored.config.metric)?.remembered) throw MissingOwnMetric({ name: stored.config.metric })
  const plan = await planAgain(workspace, stored)
  // Too little memory is said before anything is written.
  workerCount(options, plan.datasets)
  const lock = await workspace.runs.acquire(id)
  try {
    const before = await workspace.runs.read(id)
    const recorded = await workspace.runs.results(id)
    const again = new Set(retry ? recorded.filter(({ status }) => status === 'failed').map(({ id }) => id) : [])
    if (retry && again.size === 0 && recorded.length >= before.total_results) throw NothingToRetry({ id })
    const attempt = (before.executor?.attempt ?? 0) + 1
    // Its executor is dead, for we hold its lock.
    if (before.status === 'running') await workspace.runs.transition(id, 'paused')
    if (before.status === 'failed' || (retry && before.status === 'completed'))
      await workspace.runs.transition(id, 'queued')
    const manifest = await beginAttempt(workspace, id, attempt)
    options.onEvent?.({ type: 'run', run: runRecord(manifest, recorded, true) })
    const writer = await workspace.runs.openWriter(id, { shard: 'main', attempt, n4a_version: n4aVersion })
    return await performRun({ workspace, manifest, plan, recorded, again, writer, options })
  } finally {
    await lock.release()
  }
}
