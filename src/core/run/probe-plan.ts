import type { Dataset } from '../datasets/index.ts'
import { evaluateTask } from './evaluate-task.ts'
import { evaluationSettings } from './execute-plan.ts'
import type { RunPlan, Task } from './run-plan.ts'

export interface Probe {
  /** Of one thread, for the whole plan. */
  readonly seconds: number
  /** Families that were begun for it. */
  readonly families: number
}

/** Raised where the time for a probe is over. */
class Enough extends Error {}

/**
 * How long a plan takes in one thread: of each kind of model on each dataset as many tasks as `milliseconds` allow are computed,
 * in turn, those in the middle first; what was cut short counts by its folds.
 */
export async function probePlan(plan: RunPlan, milliseconds: number): Promise<Probe> {
  const kinds = kindsOf(plan.tasks)
  const end = performance.now() + milliseconds
  const spent = kinds.map(() => ({ seconds: 0, work: 0 }))
  let families = 0
  for (let turn = 0; performance.now() < end && kinds.some(tasks => turn < tasks.length); turn++) {
    for (const [k, tasks] of kinds.entries()) {
      const task = tasks[(Math.floor(tasks.length / 2) + turn) % tasks.length]
      // The first of each kind is computed in any case, if only in part.
      if (!task || turn >= tasks.length || (turn > 0 && performance.now() >= end)) continue
      const { seconds, share } = await timed(plan, task, Math.max(end - performance.now(), milliseconds / kinds.length))
      spent[k]!.seconds += seconds
      spent[k]!.work += share * sizeOf(task)
      families += task.fits.length
    }
  }
  const seconds = kinds.reduce((sum, tasks, k) => {
    const { seconds, work } = spent[k]!
    const all = tasks.reduce((total, task) => total + sizeOf(task), 0)
    return sum + (work > 0 ? (seconds / work) * all : 0)
  }, 0)
  return { seconds, families }
}

/** Tasks of the same models on the same dataset. */
function kindsOf(tasks: readonly Task[]): readonly (readonly Task[])[] {
  const kinds = new Map<string, Task[]>()
  const numbers = new Map<Dataset, number>()
  for (const task of tasks) {
    const [{ dataset } = { dataset: undefined }] = task.fits
    if (dataset && !numbers.has(dataset)) numbers.set(dataset, numbers.size)
    const models = task.fits.map(({ members }) => members[0]!.member.chain.model.operator.id)
    const key = JSON.stringify([dataset && numbers.get(dataset), models])
    const kind = kinds.get(key)
    if (kind) kind.push(task)
    else kinds.set(key, [task])
  }
  return [...kinds.values()]
}

/** A family of more pipelines takes longer, though not in proportion: it shares its fit. */
const sizeOf = ({ fits }: Task): number => fits.reduce((sum, { members }) => sum + 1 + members.length / 4, 0)

async function timed(plan: RunPlan, task: Task, milliseconds: number): Promise<{ seconds: number; share: number }> {
  const folds = task.fits.reduce((sum, { rows }) => sum + rows.folds.length, 0)
  const started = performance.now()
  let done = 0
  const settings = evaluationSettings(plan, undefined)
  const pause = async () => {
    await settings.pause()
    done += 1
    if (performance.now() - started > milliseconds && done < folds) throw new Enough()
  }
  try {
    await evaluateTask(task, { ...settings, pause })
    return { seconds: (performance.now() - started) / 1000, share: 1 }
  } catch (error) {
    if (!(error instanceof Enough)) throw error
    return { seconds: (performance.now() - started) / 1000, share: done / folds }
  }
}
