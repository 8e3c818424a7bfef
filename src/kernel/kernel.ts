import type {
  DatasetSpec,
  Display,
  OperatorCard,
  PredictionQuery,
  PredictionRecord,
  RegisteredDataset,
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

/** The engine's methods, under its names, with results that draw themselves. */
export interface Kernel {
  /** Run a request, a run file, or template files with `datasets`. Interrupting the cell pauses the run. */
  run(request: RunRequest | string | readonly string[], options?: NotebookRunOptions): Promise<Shown<RunRecord>>
  /** Execute what an interrupted, paused or failed run has not recorded yet. */
  resume(run: RunLike, options?: Omit<NotebookRunOptions, 'datasets'>): Promise<Shown<RunRecord>>
  /** Newest first. */
  runs(filter?: { readonly status?: RunStatus }): Promise<Shown<readonly RunRecord[]>>
  /** Best first within each dataset, unless `sort` says otherwise. */
  results(query?: ResultQuery): Promise<Shown<readonly ResultRecord[]>>
  predictions(query?: PredictionQuery): Promise<Shown<readonly PredictionRecord[]>>
  templates(): Promise<Shown<readonly TemplateRecord[]>>
  datasets(): Promise<Shown<readonly RegisteredDataset[]>>
  operators(): Shown<readonly OperatorCard[]>
  /** The best results of a run, dataset by dataset. Default: of the newest run. */
  leaderboard(run?: RunLike, options?: LeaderboardOptions): Promise<Shown<readonly ResultRecord[]>>
  /** Results side by side, with only what differs between them. A run stands for its best ten of each dataset. */
  compare(
    ...items: readonly (ResultLike | RunRecord | readonly ResultLike[])[]
  ): Promise<Shown<readonly ResultRecord[]>>
  /** Scores of one result: fold by fold, and every metric. */
  folds(result: ResultLike): Promise<Shown<ResultRecord>>
  /** Predicted against measured. */
  scatter(item: ResultLike | PredictionRecord, options?: ScatterOptions): Promise<Shown<Display>>
  /** RMSECV and RMSEC against a parameter of the model. Default: the number of components. */
  curve(result: ResultLike, parameter?: string): Promise<Shown<Display>>
  /** Anything drawn by a display function. */
  table<Drawing extends Display>(display: Drawing): Shown<Drawing>
}
