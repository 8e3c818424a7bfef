import type { ResultRecord, RunRecord, TargetWords } from '../../core/index.ts'

/** A result, or its id. */
export type ResultLike = string | ResultRecord
/** A run, or its id; `latest` is the newest. */
export type RunLike = string | RunRecord

export interface ScatterOptions extends TargetWords {
  /**
   * Which predictions of a result. Default: the test set by the refitted model, else by the fold models' average, else
   * cross-validation.
   */
  readonly partition?: 'train' | 'val' | 'test'
}

/** Results, or a run with all of its results. */
export type ResultsLike = RunLike | readonly ResultRecord[]
