import type { ForeignOrigin, Lineage, PredictionRecord, ResultRecord, ScoreInterval } from '../../core/index.ts'

/** A result; what its views show beyond it is read when they are looked at, and is a sentence where it cannot be. */
export interface ResultPage {
  /** Where its run comes from, if it is not of ours. */
  readonly origin?: ForeignOrigin | null
  readonly result: ResultRecord
  readonly predictions: readonly PredictionRecord[]
  /** Of the same run and dataset, for the curve. */
  readonly others: readonly ResultRecord[]
  readonly intervals?: readonly ScoreInterval[] | string
  readonly lineage?: Lineage | string
}
