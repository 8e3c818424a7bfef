import type { PredictedModel, PredictionPart } from './prediction-record.ts'
import type { ResultRecord, ResultScores } from './result-record.ts'
import type { StoredModel } from './stored-model.ts'

/** First line of a segment. */
export interface SegmentHeader {
  readonly type: 'segment'
  readonly schema_version: string
  readonly run_id: string
  readonly shard: string
  readonly attempt: number
  readonly host: string
  readonly pid: number
  readonly started_at: string
}

/** A finished result with its predictions: what a run produces, and all it produces. */
export interface ResultLine {
  readonly type: 'result'
  readonly result: ResultRecord
  /** In the order of the template. */
  readonly models: readonly PredictedModel[]
  readonly predictions: readonly PredictionPart[]
}

/** What joins a result after it was recorded: a refit on all training rows, models that are kept. */
export interface RefitLine {
  readonly type: 'refit'
  readonly result: ResultRecord
  /** In the order of the template. */
  readonly models: readonly PredictedModel[]
  /** What joins the result's scores. */
  readonly scores: Pick<ResultScores, 'final_train' | 'final_test'>
  readonly predictions: readonly PredictionPart[]
  readonly stored_models?: readonly StoredModel[]
}

export type RecordedLine = ResultLine | RefitLine
export type SegmentLine = SegmentHeader | RecordedLine
