import type {
  AggregatedPrediction,
  AggregationRequest,
  DatasetAcceptance,
  DatasetArrays,
  DatasetChange,
  DatasetCheck,
  DatasetCheckRequest,
  DatasetDescription,
  DatasetRelocation,
  DatasetSpec,
  DatasetSync,
  Display,
  ExplanationRequest,
  LazyExpansion,
  Lineage,
  NewPredictionRequest,
  NewPredictions,
  OperatorCard,
  OwnDataset,
  OwnSamples,
  PredictionArrays,
  PredictionQuery,
  PredictionRecord,
  RegisteredDataset,
  ResultChart,
  ResultExplanation,
  ResultQuery,
  ResultRecord,
  RunArchive,
  RunOptions,
  RunRecord,
  RunRequest,
  RunStatus,
  TemplatePreview,
  TemplateRecord,
  TemplateSource,
  TransformedSpectra,
  TransformOptions,
} from '../core/index.ts'
import type { DrawnSpectraOptions, OutlierOptions } from '../render/drawings/draw-dataset.ts'
import type { FactorOptions } from '../render/drawings/draw-results.ts'
import type { ResultLike, ResultsLike, RunLike, ScatterOptions } from '../render/drawings/item-like.ts'
import type { OwnTable } from './arrow-dataset.ts'
import type { DataTable } from './data-table.ts'
import type { Drawing } from './drawing.ts'
import type { Listing, RecordQuery, Records } from './record-list.ts'
import type { Renderable, Shown } from './renderable.ts'

export interface NotebookRunOptions extends RunOptions {
  /** Where `request` is a path: the datasets for template files that name none. */
  readonly datasets?: readonly DatasetSpec[]
  /** Show progress while it runs. Default: true. */
  readonly progress?: boolean
}

export type { ResultLike, ResultsLike, RunLike, ScatterOptions }

export interface ExportOptions {
  /** Write over a file that is there. Default: false. */
  readonly force?: boolean
}

export interface LeaderboardOptions {
  /** Of each dataset. Default: 10. */
  readonly limit?: number
}

/** Two factors of results: parameters of pipelines, or `dataset`, `preprocessings`, `best_model`, `template_name`. */
export interface MatrixOptions extends FactorOptions {
  /** Default: `preprocessings`. */
  readonly rows?: string
  /** Default: `dataset`. */
  readonly columns?: string
}

/** What belongs to a result, one call away. */
export interface ResultMethods extends Renderable {
  /** Scores, predictions, residuals and curve together: what `show` draws. */
  report(): Promise<Drawing>
  /** Residuals against measured, their histogram and how they lie to the normal distribution. */
  residuals(options?: ScatterOptions): Promise<Drawing>
  predictions(query?: PredictionQuery): RecordQuery<PredictionItem>
  folds(): Promise<Shown<ResultRecord>>
  scatter(options?: ScatterOptions): Promise<Drawing>
  curve(parameter?: string): Promise<Drawing>
  explain(options?: ExplanationRequest): Promise<Shown<ResultExplanation>>
  charts(): Promise<Shown<readonly ResultChart[]>>
  /** New samples: a file, an entry of a run file, or own arrays. */
  predict(
    samples: string | DatasetSpec | OwnSamples,
    request?: NewPredictionRequest,
  ): Promise<Shown<NewPredictions> & DataTable>
  lineage(): Promise<Shown<Lineage>>
}
export type ResultItem = ResultRecord & ResultMethods

export interface PredictionMethods extends Renderable {
  arrays(): Promise<Shown<PredictionArrays> & DataTable>
  residuals(options?: ScatterOptions): Promise<Drawing>
  scatter(options?: ScatterOptions): Promise<Drawing>
  lineage(): Promise<Shown<Lineage>>
}
export type PredictionItem = PredictionRecord & PredictionMethods

export interface RunMethods extends Renderable, DataTable {
  /** The best result, of the first dataset where there are several. By the ranking metric, or another. */
  best(metric?: string): Promise<ResultItem>
  /** The best `n` of each dataset. */
  top(n: number, metric?: string): RecordQuery<ResultItem>
  results(query?: Omit<ResultQuery, 'run'>): RecordQuery<ResultItem>
  predictions(query?: Omit<PredictionQuery, 'run'>): RecordQuery<PredictionItem>
  leaderboard(options?: LeaderboardOptions): Promise<Records<ResultItem>>
  matrix(options?: MatrixOptions): Promise<Drawing>
  boxes(factor?: string, options?: FactorOptions): Promise<Drawing>
  distribution(options?: FactorOptions): Promise<Drawing>
  resume(options?: Omit<NotebookRunOptions, 'datasets'>): Promise<RunItem>
  /** The whole run as one file, which `importRun` brings into another workspace. */
  export(path: string, options?: ExportOptions): Promise<RunArchive>
  lineage(): Promise<Shown<Lineage>>
}
export type RunItem = RunRecord & RunMethods

/** A template expanded as far as was asked; `run({ templates: [it], … })` takes it. */
export type TemplateItem = Shown<TemplatePreview> & {
  /** Its pipelines, one at a time, however many. */
  expansion(): Promise<LazyExpansion>
  /** Its steps, with what each generator chooses from. */
  tree(): Drawing
}

/** A file, an entry of a run file, own arrays, or a table of apache-arrow. */
export type DatasetSource = string | DatasetSpec | OwnDataset | OwnTable

/** The entry of a dataset for a run; `run({ datasets: [it], … })` takes it. */
export type DatasetItem = Shown<DatasetSpec> &
  DataTable & {
    /** What the file was understood to hold, for each target. */
    readonly descriptions: readonly DatasetDescription[]
    /** The whole dataset, for the first target or the one that is named. */
    arrays(target?: string): Promise<DatasetArrays>
    /** Spectra, after a chain of preprocessing steps where one is given. */
    spectra(steps?: string | readonly unknown[], options?: TransformOptions): Promise<TransformedSpectra>
    /** Spectra as lines, as measured and after each step, coloured by the target, by group or by a column of the metadata. */
    plot(options?: DrawnSpectraOptions): Promise<Drawing>
    /** How the reference values are distributed. */
    targets(options?: { readonly target?: string; readonly unit?: string | null }): Drawing
    /** Hotelling's T² and Q of each spectrum, by principal components. */
    outliers(options?: OutlierOptions): Promise<Drawing>
  }

/** `run(…)`, and `run.attach(id)`. */
export interface Run {
  (request: RunRequest | string | readonly string[], options?: NotebookRunOptions): Promise<RunItem>
  /** Follow a run that any process executes, until it ends. Interrupting the cell stops looking, not the run. */
  attach(run: RunLike, options?: Omit<NotebookRunOptions, 'datasets'>): Promise<RunItem>
}

/** `datasets()`, and `datasets.check()` and its like, which keep the registry of datasets in order. */
export interface RegisteredDatasets {
  (): Promise<Shown<readonly RegisteredDataset[]>>
  /** Register a dataset without a run. */
  register(source: string | DatasetSpec): Promise<Shown<readonly RegisteredDataset[]>>
  /** Whether datasets are where and what they were; what was found is written down. */
  check(request?: DatasetCheckRequest): Promise<Shown<readonly DatasetCheck[]>>
  /** Tell where datasets are now: `{ id, path }`, `{ from, to }` or `{ search }`. */
  relocate(request: DatasetRelocation): Promise<Shown<readonly DatasetCheck[]>>
  /** Take a changed file for a new version. */
  accept(id: string, request?: DatasetAcceptance): Promise<Shown<readonly DatasetChange[]>>
  /** Register every dataset that the runs name, and check them. */
  sync(request?: Omit<DatasetCheckRequest, 'ids' | 'dry_run'>): Promise<Shown<DatasetSync>>
}

/** The engine's methods, under its names, with results that draw themselves. `index.ts` tells notebooks what each does. */
export interface Kernel {
  run: Run
  resume(run: RunLike, options?: Omit<NotebookRunOptions, 'datasets'>): Promise<RunItem>
  watch: Run['attach']
  exportRun(run: RunLike, path: string, options?: ExportOptions): Promise<RunArchive>
  importRun(path: string): Promise<RunItem>
  runs(filter?: { readonly status?: RunStatus }): Promise<Records<RunRecord>>
  results: Listing<ResultItem, ResultQuery>
  predictions: Listing<PredictionItem, PredictionQuery>
  arrays(prediction: string | PredictionRecord): Promise<Shown<PredictionArrays> & DataTable>
  aggregate(
    predictions: Awaitable<readonly (string | PredictionRecord)[]>,
    request?: AggregationRequest,
  ): Promise<Shown<AggregatedPrediction> & DataTable>
  predict(
    result: ResultLike,
    samples: string | DatasetSpec | OwnSamples,
    request?: NewPredictionRequest,
  ): Promise<Shown<NewPredictions> & DataTable>
  lineage(item: string | { readonly id: string }): Promise<Shown<Lineage>>
  template(source: TemplateSource, options?: { readonly limit?: number }): Promise<TemplateItem>
  dataset(source: DatasetSource): Promise<DatasetItem>
  templates(): Promise<Shown<readonly TemplateRecord[]>>
  datasets: RegisteredDatasets
  operators(): Shown<readonly OperatorCard[]>
  leaderboard(run?: RunLike, options?: LeaderboardOptions): Promise<Records<ResultItem>>
  compare(...items: readonly (ResultLike | RunRecord | readonly ResultLike[])[]): Promise<Records<ResultItem>>
  folds(result: ResultLike): Promise<Shown<ResultRecord>>
  scatter(item: ResultLike | PredictionRecord, options?: ScatterOptions): Promise<Drawing>
  residuals(item: ResultLike | PredictionRecord, options?: ScatterOptions): Promise<Drawing>
  report(result: ResultLike): Promise<Drawing>
  matrix(items?: Awaitable<ResultsLike>, options?: MatrixOptions): Promise<Drawing>
  boxes(items?: Awaitable<ResultsLike>, factor?: string, options?: FactorOptions): Promise<Drawing>
  distribution(items?: Awaitable<ResultsLike>, options?: FactorOptions): Promise<Drawing>
  curve(result: ResultLike, parameter?: string): Promise<Drawing>
  explain(result: ResultLike, options?: ExplanationRequest): Promise<Shown<ResultExplanation>>
  charts(result: ResultLike): Promise<Shown<readonly ResultChart[]>>
  table<Drawn extends Display>(display: Drawn): Drawing<Drawn>
}

type Awaitable<Value> = Value | PromiseLike<Value>
