import type {
  DatasetSpec,
  Display,
  ExplanationRequest,
  OperatorCard,
  PredictionQuery,
  PredictionRecord,
  RegisteredDataset,
  ResultChart,
  ResultExplanation,
  ResultQuery,
  ResultRecord,
  RunOptions,
  RunRecord,
  RunRequest,
  RunStatus,
  TargetWords,
  TemplateRecord,
} from '../core/index.ts'
import type { Shown } from './renderable.ts'

export interface NotebookRunOptions extends RunOptions {
  /** Where `request` is a path: the datasets for template files that name none. */
  readonly datasets?: readonly DatasetSpec[]
  /** Show progress while it runs. Default: true. */
  readonly progress?: boolean
}

/** A result, or its id. */
export type ResultLike = string | ResultRecord
/** A run, or its id; `latest` is the newest. */
export type RunLike = string | RunRecord

export interface LeaderboardOptions {
  /** Of each dataset. Default: 10. */
  readonly limit?: number
}

export interface ScatterOptions extends TargetWords {
  /**
   * Which predictions of a result. Default: the test set by the refitted model, else by the fold models' average, else
   * cross-validation.
   */
  readonly partition?: 'train' | 'val' | 'test'
}

/** The engine's methods, under its names, with results that draw themselves. `index.ts` tells notebooks what each does. */
export interface Kernel {
  run(request: RunRequest | string | readonly string[], options?: NotebookRunOptions): Promise<Shown<RunRecord>>
  resume(run: RunLike, options?: Omit<NotebookRunOptions, 'datasets'>): Promise<Shown<RunRecord>>
  runs(filter?: { readonly status?: RunStatus }): Promise<Shown<readonly RunRecord[]>>
  results(query?: ResultQuery): Promise<Shown<readonly ResultRecord[]>>
  predictions(query?: PredictionQuery): Promise<Shown<readonly PredictionRecord[]>>
  templates(): Promise<Shown<readonly TemplateRecord[]>>
  datasets(): Promise<Shown<readonly RegisteredDataset[]>>
  operators(): Shown<readonly OperatorCard[]>
  leaderboard(run?: RunLike, options?: LeaderboardOptions): Promise<Shown<readonly ResultRecord[]>>
  compare(
    ...items: readonly (ResultLike | RunRecord | readonly ResultLike[])[]
  ): Promise<Shown<readonly ResultRecord[]>>
  folds(result: ResultLike): Promise<Shown<ResultRecord>>
  scatter(item: ResultLike | PredictionRecord, options?: ScatterOptions): Promise<Shown<Display>>
  curve(result: ResultLike, parameter?: string): Promise<Shown<Display>>
  explain(result: ResultLike, options?: ExplanationRequest): Promise<Shown<ResultExplanation>>
  charts(result: ResultLike): Promise<Shown<readonly ResultChart[]>>
  table<Drawing extends Display>(display: Drawing): Shown<Drawing>
}
