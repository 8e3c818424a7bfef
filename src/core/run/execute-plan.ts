import { setImmediate } from 'node:timers/promises'
import { type EvaluationSettings, evaluateTask } from './evaluate-task.ts'
import type { Outcome } from './outcome.ts'
import { PrefixCache } from './prefix-cache.ts'
import type { RunPlan, SharedFit, Task } from './run-plan.ts'
import { idleThreads } from './workers/idle-threads.ts'

interface ExecuteOptions {
  readonly signal?: AbortSignal | undefined
  /** Results that are recorded already. */
  readonly recorded?: ReadonlySet<string>
  /** Threads that may compute; 1 (the default) is this one. Short runs use no other, whatever is allowed. */
  readonly workers?: number
}

/** What evaluating needs beside a task. @throws the signal's reason at the next pause after it was aborted */
export function evaluationSettings(plan: RunPlan, signal: AbortSignal | undefined): EvaluationSettings {
  const pause = async () => {
    await setImmediate()
    signal?.throwIfAborted()
  }
  return { config: plan.config, prefixes: new PrefixCache(), pause }
}

/**
 * Execute what is not recorded yet: outcomes come out as each task ends, and none of a task cut short. They are the same with one
 * worker and with many, in another order.
 */
export async function* executePlan(plan: RunPlan, options: ExecuteOptions): AsyncGenerator<readonly Outcome[]> {
  const { signal, recorded = new Set(), workers = 1 } = options
  const settings = evaluationSettings(plan, signal)
  const tasks = plan.tasks
    .map(task => withoutRecorded(task, recorded))
    .filter(({ evaluations }) => evaluations.length > 0)
  const started = performance.now()
  for (const [at, task] of tasks.entries()) {
    await settings.pause()
    const left = tasks.slice(at)
    const perTask = at === 0 ? null : (performance.now() - started) / at
    if (workers > 1 && left.length > 1 && threadsPay(left, perTask)) {
      // Few runs need them.
      const { executeInWorkers } = await import('./workers/execute-in-workers.ts')
      yield* executeInWorkers(plan, left, { workers, batch: batchOf(perTask), signal })
      return
    }
    yield await evaluateTask(task, settings)
  }
}

/** Milliseconds of work that are worth the start of threads, which takes 60 and begins with code that is not warm. */
const worthThreads = 400
/** Values of training spectra that are worth it before anything is known of the time that they take. */
const worthAtOnce = 5_000_000
/** Milliseconds that the tasks of one message should take. */
const messageTime = 30

/** Threads that wait since the last run need no start. */
const whereTheyWait = 0.2

function threadsPay(left: readonly Task[], perTask: number | null): boolean {
  const share = idleThreads() > 0 ? whereTheyWait : 1
  if (perTask !== null) return perTask * left.length > share * worthThreads
  let values = 0
  for (const { fits } of left) {
    for (const { rows, dataset } of fits) values += rows.folds.length * rows.train.rows.length * dataset.X.columns
    if (values > share * worthAtOnce) return true
  }
  return false
}

const batchOf = (perTask: number | null): number =>
  perTask === null ? 4 : Math.max(1, Math.min(64, Math.round(messageTime / perTask)))

function withoutRecorded({ evaluations, fits }: Task, recorded: ReadonlySet<string>): Task {
  const wanted = ({ result_id }: { readonly result_id: string }) => !recorded.has(result_id)
  return {
    evaluations: evaluations.filter(wanted),
    fits: fits
      .map((fit): SharedFit => ({ ...fit, members: fit.members.filter(({ evaluation }) => wanted(evaluation)) }))
      .filter(({ members }) => members.length > 0),
  }
}
