import type { N4aError } from '../errors/index.ts'
import type { Partition, ResultScores, Scores } from '../records/index.ts'
import type { RowSet } from './fold-rows.ts'
import type { Predicted } from './predicted.ts'
import type { Evaluation } from './run-plan.ts'

/** Predictions of one partition with their scores. */
export interface ScoredPart {
  readonly partition: Partition
  readonly fold_id: string
  readonly train_score: number | null
  readonly val_score: number | null
  readonly test_score: number | null
  readonly scores: Scores
  readonly rows: RowSet
  readonly predicted: Predicted
}

/** One prediction before it has a place on disk. */
export interface PredictedPart extends ScoredPart {
  /** Which member of its evaluation made it. */
  readonly member: number
}

interface OutcomeOf {
  readonly evaluation: Evaluation
  readonly duration_ms: number
  /** Columns that reached the model of each member in the last fold; those of the dataset where no step got so far. */
  readonly n_features: readonly number[]
  /** What a reader should know: sentences. */
  readonly warnings: readonly string[]
}

export interface CompletedOutcome extends OutcomeOf {
  readonly status: 'completed'
  /** Of the member that ranks the result, or of all together where each is for its own samples. */
  readonly scores: ResultScores
  readonly best_score: number | null
  /** The member that ranks the result; null where all rank together. */
  readonly best: number | null
  readonly parts: readonly PredictedPart[]
}

export interface FailedOutcome extends OutcomeOf {
  readonly status: 'failed'
  readonly error: N4aError
}

/** What came of an evaluation. */
export type Outcome = CompletedOutcome | FailedOutcome

/** What came of fitting a kept result once more on all training rows. */
export interface RefitOutcome {
  readonly scores: Pick<ResultScores, 'final_train' | 'final_test'>
  readonly parts: readonly PredictedPart[]
  readonly warnings: readonly string[]
}
