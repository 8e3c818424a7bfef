import { setImmediate } from 'node:timers/promises'
import { type EvaluationSettings, evaluateTask } from './evaluate-task.ts'
import type { Outcome } from './outcome.ts'
import { PrefixCache } from './prefix-cache.ts'
import type { RunPlan, SharedFit, Task } from './run-plan.ts'

interface ExecuteOptions {
  readonly signal?: AbortSignal | undefined
  /** Results that are recorded already. */
  readonly recorded?: ReadonlySet<string>
}

/** What evaluating needs beside a task. @throws the signal's reason at the next pause after it was aborted */
export function evaluationSettings(plan: RunPlan, signal: AbortSignal | undefined): EvaluationSettings {
  const pause = async () => {
    await setImmediate()
    signal?.throwIfAborted()
  }
  return { config: plan.config, prefixes: new PrefixCache(), pause }
}

/** Execute what is not recorded yet, task by task: outcomes come out as each task ends, and none of a task cut short. */
export async function* executePlan(plan: RunPlan, options: ExecuteOptions): AsyncGenerator<readonly Outcome[]> {
  const settings = evaluationSettings(plan, options.signal)
  for (const task of plan.tasks) {
    const left = withoutRecorded(task, options.recorded ?? new Set())
    if (left.evaluations.length === 0) continue
    await settings.pause()
    yield await evaluateTask(left, settings)
  }
}

function withoutRecorded({ evaluations, fits }: Task, recorded: ReadonlySet<string>): Task {
  const wanted = ({ result_id }: { readonly result_id: string }) => !recorded.has(result_id)
  return {
    evaluations: evaluations.filter(wanted),
    fits: fits
      .map((fit): SharedFit => ({ ...fit, members: fit.members.filter(({ evaluation }) => wanted(evaluation)) }))
      .filter(({ members }) => members.length > 0),
  }
}
