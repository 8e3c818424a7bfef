import { metrics as allMetrics, metricCard, regressionErrors, scoreAll } from '../../src/core/metrics/index.ts'
import {
  type BestResult,
  type MetricCard,
  type Partition,
  type PredictionArrays,
  type PredictionPart,
  type PredictionRecord,
  predictionRecord,
  type RegisteredDataset,
  type ResultRecord,
  type RunRecord,
  type Scores,
  type TemplateRecord,
} from '../../src/core/records/index.ts'

/** Made-up records that hang together: the scores are those of the arrays. */

export const cards: readonly MetricCard[] = allMetrics.map(metricCard)

/** Numbers in [-1, 1) that are the same in every run of the tests. */
function noise(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  }
}

const ranges: Readonly<Record<string, readonly [number, number]>> = { fat: [0.9, 49.1], protein: [11, 21.8] }
const preprocessings = ['', 'SNV', 'MSC', 'SavitzkyGolay(window_length=15, polyorder=2, deriv=1)'] as const
const folds = 5
const sizes: Readonly<Record<Partition, number>> = { train: 138, val: 34, test: 43 }

/** How far predictions are off, as a share of the range: falls with the components, then rises slowly. */
function errorShare(components: number, preprocessing: number, partition: Partition): number {
  const start = partition === 'train' ? 0.006 : 0.016 + 0.0009 * Math.max(0, components - 11)
  return start + 0.22 * Math.exp(-components / (2.3 + preprocessing * 0.25)) + 0.002 * preprocessing
}

interface Trait {
  readonly dataset: string
  readonly preprocessing: number
  readonly components: number
}

function arraysOf({ dataset, preprocessing, components }: Trait, partition: Partition, fold: string): PredictionArrays {
  const [low, high] = ranges[dataset]!
  const n = sizes[partition]
  const truth = noise(partition === 'test' ? 7 : 11 + Number.parseInt(fold, 10) * 13 || 11)
  const error = noise(components * 31 + preprocessing * 7 + fold.length + fold.charCodeAt(0) + n)
  const share = errorShare(components, preprocessing, partition)
  const y_true = Array.from({ length: n }, () => low + ((truth() + 1) / 2) ** 1.4 * (high - low))
  const y_pred = y_true.map(y => y + (error() + error() + error()) * share * (high - low))
  return {
    y_true,
    y_pred,
    y_proba: null,
    classes: null,
    sample_indices: y_true.map((_, i) => i + (partition === 'test' ? 172 : 0)),
    sample_ids: y_true.map((_, i) => `tec${String(i + (partition === 'test' ? 173 : 1)).padStart(3, '0')}`),
  }
}

const scoresOf = ({ y_true, y_pred }: PredictionArrays): Scores =>
  scoreAll(regressionErrors(Float64Array.from(y_true), Float64Array.from(y_pred)))

function mean(values: readonly Scores[]): Scores {
  const names = Object.keys(values[0]!)
  return Object.fromEntries(
    names.map(name => [name, values.reduce((sum, scores) => sum + (scores[name] ?? 0), 0) / values.length]),
  )
}

const foldIds = Array.from({ length: folds }, (_, fold) => String(fold))

export interface FakeResult {
  readonly result: ResultRecord
  readonly predictions: readonly PredictionRecord[]
  readonly arrays: (prediction: PredictionRecord) => PredictionArrays
}

const part = (partition: Partition, fold_id: string, scores: Scores): PredictionPart => ({
  partition,
  fold_id,
  train_score: partition === 'train' ? (scores.rmse ?? null) : null,
  val_score: partition === 'val' ? (scores.rmse ?? null) : null,
  test_score: partition === 'test' ? (scores.rmse ?? null) : null,
  scores,
  n_samples: sizes[partition],
  y_true: { array_id: 'y', offset: 0, length: sizes[partition] },
  y_pred: { array_id: 'p', offset: 0, length: sizes[partition] },
  sample_indices: { array_id: 'i', offset: 0, length: sizes[partition] },
})

export function fakeResult(run_id: string, trait: Trait, changes: Partial<ResultRecord> = {}): FakeResult {
  const { dataset, preprocessing, components } = trait
  const name = preprocessings[preprocessing]!
  const config_number = String(preprocessing * 20 + components).padStart(4, '0')
  const of = (partition: Partition) => foldIds.map(fold => scoresOf(arraysOf(trait, partition, fold)))
  const [train, val, test] = [of('train'), of('val'), of('test')]
  const spread = val.map(scores => scores.rmse!)
  const average = spread.reduce((sum, value) => sum + value, 0) / folds
  const sd = Math.sqrt(spread.reduce((sum, value) => sum + (value - average) ** 2, 0) / (folds - 1))
  const pooled = mean(val)
  const result: ResultRecord = {
    id: `${run_id}-${dataset}-${config_number}`,
    run_id,
    template_id: 'pls_variants_3fa9c1',
    template_name: 'pls_variants',
    pipeline_config: [name, `PLSRegression(n_components=${components})`].filter(Boolean).join(' > '),
    pipeline_config_id: `${config_number}_${name.slice(0, 3)}_PLS_nc${components}_a1b2c3`,
    dataset,
    target: dataset,
    task_type: 'regression',
    classes: null,
    status: 'completed',
    error: null,
    metric: 'rmse',
    best_score: pooled.rmse!,
    score_partition: 'val',
    best_model: 'PLSRegression',
    best_member: 0,
    preprocessings: name,
    n_samples: 172,
    n_features: 100,
    fit_scope: 'fold',
    generator_choices: [{ _or_: name || null }, { _range_: components }],
    params: { preprocessing: name || null, model: 'PLSRegression', n_components: components },
    scores: {
      train: mean(train),
      val: pooled,
      val_folds: { rmse: { mean: average, sd } },
      test: mean(test),
      ...(components === 12 ? { final_train: mean(train), final_test: mean(test) } : {}),
    },
    warnings: [],
    duration_ms: 14,
    created_at: '2026-11-23T10:31:01.000Z',
    predictions_count: folds * 3,
    stored_models: [],
    ...changes,
  }
  const model = {
    model_name: 'PLSRegression',
    model_classname: 'sklearn.cross_decomposition.PLSRegression',
    preprocessings: name,
    n_features: 100,
    branch_id: null,
    branch_name: null,
  }
  const parts =
    result.status === 'failed'
      ? []
      : (['train', 'val', 'test'] as const).flatMap(partition =>
          foldIds.map(fold => part(partition, fold, { train, val, test }[partition][Number(fold)]!)),
        )
  return {
    result,
    predictions: parts.map(each =>
      predictionRecord(result, [{ ...model, best_params: { n_components: components } }], each),
    ),
    arrays: prediction => arraysOf(trait, prediction.partition, prediction.fold_id),
  }
}

/** 2 datasets × 4 preprocessings × 20 numbers of components; one of them failed. */
export function fakeResults(run_id: string): readonly FakeResult[] {
  const known = made.get(run_id)
  if (known) return known
  const fresh = makeResults(run_id)
  made.set(run_id, fresh)
  return fresh
}

const made = new Map<string, readonly FakeResult[]>()

function makeResults(run_id: string): readonly FakeResult[] {
  return Object.keys(ranges).flatMap(dataset => {
    const ranked = preprocessings
      .flatMap((_, preprocessing) =>
        Array.from({ length: 20 }, (_, i) => fakeResult(run_id, { dataset, preprocessing, components: i + 1 })),
      )
      .sort((a, b) => a.result.best_score! - b.result.best_score!)
    const failed = fakeResult(run_id, { dataset, preprocessing: 3, components: 20 }, failure)
    return dataset === 'fat' ? [...ranked.filter(({ result }) => result.id !== failed.result.id), failed] : ranked
  })
}

const failure: Partial<ResultRecord> = {
  status: 'failed',
  error: {
    code: 'TooManyComponents',
    message: 'PLSRegression was asked for 20 components, but the training rows of fold 3 have rank 18.',
    hint: 'Lower n_components, or take the step before it out.',
  },
  best_score: null,
  score_partition: null,
  scores: {},
  predictions_count: 0,
}

export const bestOf = (results: readonly ResultRecord[]): readonly BestResult[] =>
  Object.keys(ranges).flatMap(dataset => {
    const best = results.find(result => result.dataset === dataset && result.best_score !== null)
    return best
      ? [
          {
            dataset,
            result_id: best.id,
            template_id: best.template_id,
            pipeline_config: best.pipeline_config,
            pipeline_config_id: best.pipeline_config_id,
            score: best.best_score!,
            score_partition: 'val',
            metric: best.metric,
          },
        ]
      : []
  })

export function fakeDataset(name: string): RegisteredDataset {
  const [min, max] = ranges[name] ?? [0, 1]
  return {
    id: `ds_${name}`,
    name,
    hash: `sha256:${'4f'.repeat(32)}`,
    quick_hash: '4f4f4f',
    file_size: 212_345,
    task_type: 'regression',
    task_type_reason: 'the target has 172 different values',
    n_samples: 215,
    n_features: 100,
    n_train: 172,
    n_test: 43,
    y_columns: [name],
    y_stats: { [name]: { min, max, mean: (min + max) / 2, std: (max - min) / 4 } },
    wavelength_range: [850, 1050],
    wavelength_unit: 'nm',
    metadata: {},
    created_at: '2026-11-23T10:30:00.000Z',
    current_path: '/data/tecator.csv',
    original_path: '/data/tecator.csv',
    status: 'valid',
    first_used: '2026-11-23T10:30:00.000Z',
    last_used: '2026-11-23T10:31:00.000Z',
    run_count: 2,
    versions: [],
    version: 'v1_4f4f4f',
  }
}

export function fakeRun(results: readonly ResultRecord[], changes: Partial<RunRecord> = {}): RunRecord {
  const failed = results.filter(({ status }) => status === 'failed').length
  const datasets = Object.keys(ranges).map(name => {
    const { id: ref, current_path, ...dataset } = fakeDataset(name)
    return { ...dataset, ref, path: current_path!, partition: null, group: null }
  })
  return {
    schema_version: '1.0',
    id: '2026-11-23_Tecator_3fa9c1',
    name: 'Tecator',
    status: 'completed',
    created_at: '2026-11-23T10:31:00.000Z',
    started_at: '2026-11-23T10:31:00.000Z',
    completed_at: '2026-11-23T10:31:02.000Z',
    n4a_version: '0.1.0',
    executor: { host: 'node17', pid: 20131, attempt: 1 },
    templates: [{ id: 'pls_variants_3fa9c1', name: 'pls_variants', file: 'templates/pls.yaml', expansion_count: 80 }],
    datasets,
    config: {
      folds: { splitter: 'KFold', n_splits: 5, shuffle: true, random_state: 42 },
      metric: 'rmse',
      refit: 'best',
      fit_scope: 'fold',
      random_state: 42,
    },
    total_pipeline_configs: 80,
    total_results: 160,
    warnings: [],
    completed_results: results.length - failed,
    failed_results: failed,
    best_results: bestOf(results),
    partial: results.length < 160,
    live: false,
    duration_ms: 1780,
    ...changes,
  }
}

export const fakeTemplate = (run_id: string): TemplateRecord => ({
  schema_version: '1.0',
  id: 'pls_variants_3fa9c1',
  template_id: 'pls_variants_3fa9c1',
  run_id,
  name: 'pls_variants',
  description: 'PLS after four ways to remove scatter',
  file: 'templates/pls_variants_3fa9c1.yaml',
  expansion_count: 80,
  created_at: '2026-11-23T10:31:00.000Z',
  source: 'templates/pls.yaml',
  steps: [
    { _or_: [null, 'SNV', 'MSC', { class: 'SavitzkyGolay', params: { window_length: 15, polyorder: 2, deriv: 1 } }] },
    { _range_: [1, 20, 1], param: 'n_components' },
    'PLSRegression',
  ],
})
