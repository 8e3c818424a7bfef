import type { SyntheticParameters, SyntheticTable } from '../datasets/index.ts'
import type {
  AggregatedPrediction,
  AggregationRequest,
  DatasetArrays,
  DatasetLook,
  DatasetSpec,
  DescribedDataset,
  Detection,
  ExplanationRequest,
  FieldFacet,
  GuardCard,
  IntervalRequest,
  Lineage,
  MarkChange,
  MarkEvent,
  MarkRecord,
  MarkSubject,
  MetricCard,
  ModelFacts,
  NewPredictionRequest,
  NewPredictions,
  OnnxExport,
  OnnxRequest,
  OperatorCard,
  OwnDataset,
  OwnSamples,
  Partition,
  PredictionArrays,
  PredictionComparison,
  PredictionRecord,
  RebuiltSummary,
  RepeatedSamples,
  ResultChart,
  ResultComparison,
  ResultExplanation,
  ResultRecord,
  ScoreInterval,
  SpectralBand,
  SpectralOutliers,
  StoredModelRecord,
  WorkspaceCompaction,
  WorkspaceImport,
  WorkspaceInfo,
  WorkspaceProblem,
  WorkspaceProgress,
} from '../records/index.ts'
import type { DatasetKeeping } from './dataset-keeping.ts'
import type { RunEngine } from './run-engine.ts'
import type { TemplateEngine } from './template-engine.ts'
import type { ViewEngine } from './views.ts'

/** Which records, in which order. Sorting is stable and ends with `id`, so pages never shuffle. */
export interface Query {
  /** What a saved view asks; fields beside it go before its own, and both filters hold. @throws UnknownView */
  readonly view?: string
  /** Filter language: `model:PLS best_score<3 dataset=fat|protein`. @throws WrongFilter */
  readonly where?: string
  /**
   * Fields, the first first: `field`, `-field` for descending, `+metric` for the best of it first; dots reach inside
   * (`scores.val.r2`). As text they are parted by commas. Default: best first within each dataset.
   */
  readonly sort?: string | readonly string[]
  /** So many of the sorted are left out before the first. Default: 0. */
  readonly offset?: number
  /** At most so many; null for every one, where the view has a limit. */
  readonly limit?: number | null
}

/** Records that were asked for, and how many there are without `offset` and `limit`. */
export interface Page<Item> {
  readonly records: readonly Item[]
  readonly total: number
}

export interface ResultQuery extends Query {
  readonly run?: string
  readonly dataset?: string
}

export interface PredictionQuery extends ResultQuery {
  readonly result?: string
  readonly partition?: Partition
}

/** One line of what a dataset file was understood to hold. */
export interface DatasetDescription {
  readonly record: DescribedDataset
  /** What was detected rather than told: delimiter, target, task type. */
  readonly notes: readonly string[]
  /** Each thing that was understood, with its reason and how to overrule it. */
  readonly detections: readonly Detection[]
  /** The spectra in few bands, to be drawn. */
  readonly bands: readonly SpectralBand[]
  readonly repeated: RepeatedSamples
  readonly axis: readonly number[] | null
  /** First rows of the spectra, for a preview. */
  readonly preview: readonly (readonly number[])[]
}

export interface TransformOptions {
  /** Rows to fit on, counted from 0, the end not included. Default: the training rows. */
  readonly fit_rows?: readonly [from: number, to: number]
}

export interface OutlierRequest {
  /** Preprocessing before the components. Default: none. */
  readonly steps?: readonly unknown[]
  /** Principal components. Default: 3. */
  readonly n_components?: number
}

export interface TransformedSpectra {
  /** (n_samples, n_features after the chain). */
  readonly X: readonly (readonly number[])[]
  /** Wavelengths of its columns; null where they have none. */
  readonly axis: readonly number[] | null
  readonly sample_ids: readonly string[]
}

/** What a user can ask of n4a. The command line, the dashboard and notebooks call nothing else. */
export interface Engine {
  /** Absolute path of the workspace; it need not exist yet. */
  readonly workspace: string

  readonly runs: RunEngine

  readonly views: ViewEngine

  readonly results: {
    list(query?: ResultQuery): Promise<readonly ResultRecord[]>
    /** The same, with how many there are in all. */
    page(query: ResultQuery): Promise<Page<ResultRecord>>
    /** How many results have each value of each field, and how good they are. @throws UnknownField */
    facets(fields: readonly string[], query?: ResultQuery): Promise<readonly FieldFacet[]>
    get(id: string): Promise<ResultRecord>
    /** The first is the baseline; paired tests on the same out-of-fold samples. @throws UnsupportedRequest */
    compare(ids: readonly string[]): Promise<ResultComparison>
    /** Bootstrap intervals of one metric on each part. @throws UnknownMetric, WrongShape, UnsupportedRequest */
    intervals(id: string, request?: IntervalRequest): Promise<readonly ScoreInterval[]>
    /**
     * What the model that ranks it (or another of its models) says of wavelengths and samples, fitted on all training rows.
     * @throws UnsupportedRequest where the model explains nothing, WrongShape, ChangedDataset, MissingDataset
     */
    explain(id: string, request?: ExplanationRequest): Promise<ResultExplanation>
    /**
     * The model that ranks it (or another of its models) as an ONNX file, fitted on all training rows or the mean of its folds.
     * @throws NotExpressible with the step and what could stand there, UnsupportedRequest, ChangedDataset, MissingDataset
     */
    exportOnnx(id: string, request?: OnnxRequest): Promise<OnnxExport>
    /** What the chart steps of its template ask for, in their order, as numbers. @throws ChangedDataset, MissingDataset */
    charts(id: string): Promise<readonly ResultChart[]>
  }

  readonly predictions: {
    list(query?: PredictionQuery): Promise<readonly PredictionRecord[]>
    /** The same, with how many there are in all. */
    page(query: PredictionQuery): Promise<Page<PredictionRecord>>
    facets(fields: readonly string[], query?: PredictionQuery): Promise<readonly FieldFacet[]>
    /** The first is the baseline: what differs, scores, and paired tests on the same samples. @throws UnsupportedRequest */
    compare(ids: readonly string[]): Promise<PredictionComparison>
    get(id: string): Promise<PredictionRecord>
    arrays(id: string): Promise<PredictionArrays>
    /** Of one partition of one dataset, as one: over folds, or over models. @throws WrongShape, UnsupportedRequest */
    aggregate(ids: readonly string[], request?: AggregationRequest): Promise<AggregatedPrediction>
  }

  /** From the raw file to a prediction, and back: of a result, prediction, run, dataset, template or stored model. @throws UnknownRecord */
  lineage(id: string): Promise<Lineage>

  /** Models as files of their own, which predict without a workspace. */
  readonly models: {
    /** Those that the workspace keeps: of its results, and from elsewhere. @throws DamagedModel of one from elsewhere */
    list(): Promise<readonly StoredModelRecord[]>
    /**
     * Store a model of a result: from then on it predicts without the training data. The best result of each dataset of a run
     * has its own stored already. @throws WorkspaceLocked while the run is executed, and what the fit throws
     */
    keep(result: string, request?: Pick<NewPredictionRequest, 'model' | 'member'>): Promise<StoredModelRecord>
    /** Bring a model file into the workspace. @throws DamagedModel, NewerModel, UnreadableFile */
    import(path: string): Promise<StoredModelRecord>
    /** The text of a model file. @throws UnsupportedRequest, ChangedDataset, MissingDataset, and what the fit throws */
    export(result: string, request?: Pick<NewPredictionRequest, 'model' | 'member'>): Promise<string>
    /** What a model file, or a model that the workspace keeps, holds. @throws DamagedModel, NewerModel, UnreadableFile */
    read(model: string): Promise<ModelFacts>
  }

  /**
   * A stored result, or a model file, applied to new spectra: one sample or many, with reference values or without.
   * @throws AxisMismatch, UnsupportedRequest, ChangedDataset, MissingDataset, and the errors of reading
   */
  predict(model: string, samples: DatasetSpec | OwnSamples, request?: NewPredictionRequest): Promise<NewPredictions>

  readonly templates: TemplateEngine

  /** What people say of records: kept as who said it and when, beside the records, which stay as they are. */
  readonly marks: {
    /** What is marked, last changed first. */
    list(): Promise<readonly MarkRecord[]>
    /** Another text once anybody marks something, so that what was listed is no longer all; reads nothing. */
    stamp(): string
    /** What was said, in order, and whether it still holds. */
    history(): Promise<readonly MarkEvent[]>
    /**
     * Star, reject, note or tag records, all with one change each. Ids of results, predictions and runs may be their unambiguous
     * beginnings; samples are `DATASET/SAMPLE`. @throws UnknownRecord, AmbiguousRecord, WrongMark, and failures of storage
     */
    set(subject: MarkSubject, ids: readonly string[], change: MarkChange): Promise<readonly MarkRecord[]>
    /** Take back the last change of this user, all records of it; null where there is none. */
    undo(): Promise<MarkEvent | null>
    /** Take back the last `undo`, unless something was marked since. */
    redo(): Promise<MarkEvent | null>
  }

  readonly operators: {
    list(): readonly OperatorCard[]
    /** By id, label or any alias. @throws UnknownOperator */
    get(name: string): OperatorCard
  }

  readonly metrics: {
    list(): readonly MetricCard[]
    /** By name or alias. @throws UnknownMetric */
    get(name: string): MetricCard
  }

  readonly guards: {
    /** Every guard against bad designs. */
    list(): readonly GuardCard[]
  }

  readonly datasets: DatasetKeeping & {
    /** Spectra after a chain of steps (or a file of them), fitted on some rows and applied to all. */
    transform(
      steps: string | readonly unknown[],
      spec: DatasetSpec,
      options?: TransformOptions,
    ): Promise<TransformedSpectra>
    /**
     * Hotelling's T² and Q of each spectrum, by the principal components of the training spectra.
     * @throws TooManyComponents, SingularFit, and the errors of reading
     */
    outliers(spec: DatasetSpec, request?: OutlierRequest): Promise<SpectralOutliers>
    /**
     * A registered dataset as it is now, with its spectra after each step of a chain; those of many rows are drawn by some.
     * @throws UnknownRecord, WrongShape, MissingDataset, and the errors of reading
     */
    look(id: string, steps?: readonly unknown[]): Promise<DatasetLook>
    /** Made-up spectra, row by row. @throws ParameterOutOfRange, UnknownParameter, UnusableWavelengths */
    synthesize(parameters?: Partial<SyntheticParameters>): SyntheticTable
    /** What a file holds, without registering it: for each target that is asked for. */
    describe(spec: DatasetSpec): Promise<readonly DatasetDescription[]>
    /** What it holds, whole: for each target that is asked for. */
    arrays(spec: DatasetSpec): Promise<readonly DatasetArrays[]>
    /** Own arrays as a table in the workspace, named by what is in it; the entry for a run file. @throws WrongShape */
    save(own: OwnDataset): Promise<DatasetSpec>
  }

  /** What keeps the workspace in order. @throws NoWorkspace */
  readonly care: {
    info(): Promise<WorkspaceInfo>
    /** Reads everything; locks and changes nothing. */
    verify(): Promise<readonly WorkspaceProblem[]>
    /**
     * Files that listings (of runs, results, predictions, templates) had to leave out so far because they are damaged. One
     * damaged file hides none of the others; asking for its own run or dataset throws.
     */
    omissions(): readonly WorkspaceProblem[]
    /** For predictions files whose summary is missing or wrong. @throws DamagedFile, WorkspaceLocked */
    rebuildSummaries(onProgress?: (progress: WorkspaceProgress) => void): Promise<readonly RebuiltSummary[]>
    /** Checkpoint all runs, then write predictions files with many row groups anew. @throws DamagedFile, WorkspaceLocked */
    compact(onProgress?: (progress: WorkspaceProgress) => void): Promise<WorkspaceCompaction>
    /**
     * Copy what a workspace of the Python library holds into this one; what has been copied before is not copied again.
     * @throws NotForeign, ReadOnlyWorkspace, DamagedFile, WorkspaceLocked
     */
    import(source: string, onProgress?: (progress: WorkspaceProgress) => void): Promise<WorkspaceImport>
  }
}
