import type {
  DatasetRecord,
  DescribedDataset,
  PredictionPart,
  RefitLine,
  ResultLine,
  ResultRecord,
  RunManifest,
} from '../../../src/core/records/index.ts'
import type { NewRun, RunWriter } from '../../../src/core/workspace/index.ts'

export type RunChange = Partial<RunManifest>

export const runId = '2026-11-23_Example_0a1b2c'

export function describedDataset(change: Partial<DescribedDataset> = {}): DescribedDataset {
  return {
    name: 'fat',
    path: '/data/tecator.csv',
    hash: `sha256:${'ab'.repeat(32)}`,
    quick_hash: 'sha256:cd',
    file_size: 1234,
    task_type: 'regression',
    task_type_reason: 'its 172 values are numbers',
    n_samples: 215,
    n_features: 100,
    n_train: 172,
    n_test: 43,
    y_columns: ['fat'],
    y_stats: { fat: { min: 0.9, max: 49.1, mean: 18.1, std: 12.7 } },
    wavelength_range: [850, 1050],
    wavelength_unit: 'nm',
    partition: { column: 'set', train: ['C', 'M'], test: ['T'] },
    group: null,
    metadata: { instrument: 'Tecator Infratec' },
    created_at: '2026-11-23T08:00:00.000Z',
    ...change,
  }
}

export function datasetRecord(name: string): DatasetRecord {
  return { ref: `ds_${name}`, ...describedDataset({ name }), version: 'v1_ababab' }
}

export function newRun(change: RunChange = {}): NewRun {
  const manifest: RunManifest = {
    schema_version: '1.0',
    id: runId,
    name: 'Example',
    status: 'queued',
    created_at: '2026-11-23T08:00:00.000Z',
    n4a_version: '0.1.0',
    templates: [{ id: 'pls', name: 'PLS', file: 'templates/pls.yaml', expansion_count: 3 }],
    datasets: [datasetRecord('fat'), datasetRecord('protein')],
    config: {
      folds: { splitter: 'KFold', n_splits: 5 },
      metric: 'rmse',
      refit: 'best',
      fit_scope: 'fold',
      random_state: 42,
    },
    total_pipeline_configs: 3,
    total_results: 6,
    warnings: [],
    ...change,
  }
  return {
    manifest,
    templates: manifest.templates.map(template => ({
      record: {
        ...template,
        schema_version: '1.0',
        template_id: template.id,
        run_id: manifest.id,
        created_at: manifest.created_at,
        steps: ['SNV', { _range_: [5, 15, 5], param: 'n_components' }, 'PLSRegression'],
      },
      given: '# as given — ä\r\n- SNV\n- {_range_: [5, 15, 5], param: n_components}\n- PLSRegression\n',
      extension: 'yaml',
    })),
    pipelines: [5, 10, 15].map((n_components, i) => ({
      config_id: `000${i + 1}_SNV_PLSRegression_nc${n_components}_aabbcc`,
      template_id: 'pls',
      steps: ['SNV', { model: { class: 'PLSRegression', params: { n_components } } }],
      generator_choices: [{ _range_: n_components }],
    })),
  }
}

export interface ResultChange {
  readonly id?: string
  readonly run_id?: string
  readonly dataset?: string
  readonly config?: string
  readonly score?: number
  readonly metric?: string
  readonly folds?: readonly string[]
  readonly model?: string
  readonly preprocessings?: string
  readonly created_at?: string
}

export function resultRecord(change: ResultChange = {}): ResultRecord {
  const { id = 'r1', run_id = runId, dataset = 'fat', score = 2.5, metric = 'rmse' } = change
  return {
    id,
    run_id,
    template_id: 'pls',
    template_name: 'PLS',
    pipeline_config: 'SNV > PLS(n_components=10)',
    pipeline_config_id: change.config ?? `0001_${id}`,
    dataset,
    target: dataset,
    task_type: 'regression',
    classes: null,
    status: 'completed',
    error: null,
    metric,
    best_score: score,
    score_partition: 'val',
    best_model: 'PLSRegression',
    best_member: 0,
    preprocessings: change.preprocessings ?? 'SNV',
    n_samples: 172,
    n_features: 100,
    fit_scope: 'fold',
    generator_choices: [{ _or_: 'SNV' }, { _range_: 10 }],
    params: { preprocessing: 'SNV', n_components: 10 },
    scores: { val: { [metric]: score, r2: null } },
    warnings: ['ünïcode — "quoted"'],
    duration_ms: 12.25,
    created_at: change.created_at ?? '2026-11-23T08:00:01.125Z',
    predictions_count: 3 * (change.folds ?? ['0', '1', 'avg']).length,
    stored_models: [],
  }
}

const truth = Float64Array.of(1.5, 2.5, -3.25)
const rows = Float64Array.of(0, 1, 2)

function part(
  writer: RunWriter,
  partition: PredictionPart['partition'],
  fold_id: string,
  score: number,
): PredictionPart {
  return {
    partition,
    fold_id,
    train_score: score / 2,
    val_score: score,
    test_score: score * 2,
    scores: { rmse: score, r2: null },
    n_samples: 3,
    y_true: writer.array(truth),
    y_pred: writer.array(Float64Array.of(score, score + 1, score + 2)),
    sample_indices: writer.array(rows),
  }
}

/** A result with predictions of three partitions for each fold; the score of fold k is a little off that of the result. */
export function resultLine(writer: RunWriter, change: ResultChange = {}): ResultLine {
  const result = resultRecord(change)
  const score = change.score ?? 2.5
  const folds = change.folds ?? ['0', '1', 'avg']
  const off = (fold: string) => (/^\d+$/.test(fold) ? (Number(fold) + 1) / 100 : 0)
  return {
    type: 'result',
    result,
    models: [
      {
        model_name: change.model ?? 'PLSRegression',
        model_classname: 'x.PLS',
        best_params: { n_components: 10 },
        preprocessings: result.preprocessings,
        n_features: result.n_features,
        branch_id: null,
        branch_name: null,
      },
    ],
    predictions: folds.flatMap(fold =>
      (['train', 'val', 'test'] as const).map(partition => part(writer, partition, fold, score + off(fold))),
    ),
  }
}

export function refitLine(writer: RunWriter, change: ResultChange = {}): RefitLine {
  const { result, models } = resultLine(writer, change)
  return {
    type: 'refit',
    result,
    models,
    scores: { final_train: { rmse: 1 }, final_test: { rmse: 3 } },
    predictions: [part(writer, 'train', 'final', 1), part(writer, 'test', 'final', 3)],
  }
}
