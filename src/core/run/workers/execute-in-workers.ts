import { WorkerDied } from '../../errors/index.ts'
import type { Outcome } from '../outcome.ts'
import type { Evaluation, RunPlan, Task } from '../run-plan.ts'
import { portableDatasets } from './portable-dataset.ts'
import { outcomeFrom } from './portable-outcome.ts'
import { resultKey, type WorkerTask } from './protocol.ts'
import { type PoolOptions, type TaskEnd, WorkerPool } from './worker-pool.ts'

/**
 * Outcomes of tasks, as each ends; the same as without workers, to the bit, in another order.
 * @throws the signal's reason; what was being done then is left undone
 */
export async function* executeInWorkers(
  plan: RunPlan,
  tasks: readonly Task[],
  options: PoolOptions & { readonly signal?: AbortSignal | undefined },
): AsyncGenerator<readonly Outcome[]> {
  const { signal } = options
  const places = new Map(plan.datasets.map((dataset, at) => [dataset.name, at]))
  const briefing = { config: plan.config, given: plan.given, datasets: portableDatasets(plan.datasets) }
  const portable = tasks.map((task, id) => workerTask(task, id, places))
  const pool = new WorkerPool(briefing, portable, options)
  const stop = () => pool.interrupt(signal!.reason)
  signal?.addEventListener('abort', stop)
  try {
    signal?.throwIfAborted()
    for await (const ended of pool) {
      for (const end of ended) yield outcomesOf(tasks[end.id]!, end)
      signal?.throwIfAborted()
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    await pool.close()
  }
}

function workerTask({ evaluations }: Task, id: number, places: ReadonlyMap<string, number>): WorkerTask {
  const pipelines = new Map<string, WorkerTask['pipelines'][number]>()
  const datasets = new Set<number>()
  for (const { pipeline, template_id, template_name, pipeline_config_id: config_id, dataset } of evaluations) {
    const { written, choices } = pipeline
    pipelines.set(config_id, { template_id, template_name, config_id, written, choices })
    datasets.add(places.get(dataset.name)!)
  }
  return {
    id,
    pipelines: [...pipelines.values()],
    datasets: [...datasets].sort((a, b) => a - b),
    wanted: evaluations.map(({ pipeline_config_id, dataset }) => resultKey(pipeline_config_id, dataset.name)),
  }
}

function outcomesOf({ evaluations }: Task, end: TaskEnd): readonly Outcome[] {
  if ('outcomes' in end) return end.outcomes.map((outcome, i) => outcomeFrom(outcome, evaluations[i]!))
  return evaluations.map(evaluation => failure(evaluation, end.reason))
}

function failure(evaluation: Evaluation, reason: string): Outcome {
  const n_features = evaluation.members.map(() => evaluation.dataset.X.columns)
  return { status: 'failed', evaluation, duration_ms: 0, n_features, warnings: [], error: WorkerDied({ reason }) }
}
