import type { Dataset } from '../../datasets/index.ts'
import type { GeneratorChoice, RunConfig } from '../../records/index.ts'
import type { GivenFolds } from '../resolve-folds.ts'
import type { PortableOutcome } from './portable-outcome.ts'

/** What every worker of a run is told once. */
export interface WorkerBriefing {
  readonly config: RunConfig
  readonly given: GivenFolds | null
  /** In shared memory. */
  readonly datasets: readonly Dataset[]
}

/** Pipelines that one computation serves, as a template would write them: planned again they are the same task. */
export interface WorkerTask {
  readonly id: number
  readonly pipelines: readonly {
    readonly template_id: string
    readonly template_name: string
    readonly config_id: string
    readonly written: readonly unknown[]
    readonly choices: readonly GeneratorChoice[]
  }[]
  /** By their place in the briefing. */
  readonly datasets: readonly number[]
  /** `resultKey` of the evaluations that are wanted, in the order in which their outcomes come back. */
  readonly wanted: readonly string[]
}

export type ToWorker =
  | { readonly tasks: readonly WorkerTask[] }
  /** Of the next run, for a thread that stays; null lets it forget the last. */
  | { readonly briefing: WorkerBriefing | null }

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly id: number; readonly outcomes: readonly PortableOutcome[] }
  /** Nothing that a worker should meet: a defect, or no memory. */
  | { readonly type: 'defect'; readonly id: number; readonly reason: string }

/** What a result is known by on both sides. */
export const resultKey = (config_id: string, dataset: string): string => JSON.stringify([config_id, dataset])
