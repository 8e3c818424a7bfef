import type {
  PredictionArrays,
  PredictionRecord,
  RegisteredDataset,
  ResultRecord,
  RunRecord,
} from '../../src/core/records/index.ts'

/** Made-up records in the shape the engine gives; each test changes what it is about. */

export function runRecord(changes: Partial<RunRecord> = {}): RunRecord {
  return {
    schema_version: '1.0',
    id: '2026-11-23_Tecator_abc123',
    name: 'Tecator',
    status: 'completed',
    created_at: '2026-11-23T10:31:00.000Z',
    n4a_version: '0.1.0',
    templates: [{ id: 't1', name: 'pls', file: 'templates/t1.yaml', expansion_count: 20 }],
    datasets: [],
    config: {
      folds: { splitter: 'KFold', n_splits: 5 },
      metric: 'rmse',
      refit: 'best',
      fit_scope: 'fold',
      random_state: 42,
    },
    total_pipeline_configs: 20,
    total_results: 20,
    warnings: [],
    completed_results: 20,
    failed_results: 0,
    best_results: [],
    partial: false,
    live: false,
    duration_ms: 1500,
    ...changes,
  }
}

export function resultRecord(changes: Partial<ResultRecord> = {}): ResultRecord {
  return {
    id: 'r1',
    run_id: '2026-11-23_Tecator_abc123',
    template_id: 't1',
    template_name: 'pls',
    pipeline_config: 'SNV > PLS(n_components=10)',
    pipeline_config_id: '0010_SNV_PLS_nc10_abc123',
    dataset: 'fat',
    target: 'fat',
    task_type: 'regression',
    classes: null,
    status: 'completed',
    error: null,
    metric: 'rmse',
    best_score: 2.5,
    score_partition: 'val',
    best_model: 'PLSRegression',
    best_member: 0,
    preprocessings: 'SNV',
    n_samples: 172,
    n_features: 100,
    fit_scope: 'fold',
    generator_choices: [],
    params: { preprocessing: 'SNV', model: 'PLSRegression', n_components: 10 },
    scores: {
      train: { rmse: 2, r2: 0.97, rpd: 6 },
      val: { rmse: 2.5, r2: 0.96, rpd: 5.08 },
      val_folds: { rmse: { mean: 2.48, sd: 0.31 } },
      test: { rmse: 2.75, r2: 0.95, rpd: 4.6 },
    },
    warnings: [],
    duration_ms: 12,
    created_at: '2026-11-23T10:31:01.000Z',
    predictions_count: 15,
    stored_models: [],
    ...changes,
  }
}

export const failedResult = (changes: Partial<ResultRecord> = {}) =>
  resultRecord({
    id: 'r-failed',
    status: 'failed',
    error: { code: 'SingularFit', message: 'The fit is singular.', hint: 'Use fewer components.' },
    best_score: null,
    score_partition: null,
    scores: {},
    ...changes,
  })

/** Results that differ in n_components alone, with these pooled errors and this sd over folds. */
export const componentFamily = (errors: Readonly<Record<number, number>>, sd: number): ResultRecord[] =>
  Object.entries(errors).map(([n, rmse]) =>
    resultRecord({
      id: `r${n}`,
      pipeline_config: `SNV > PLS(n_components=${n})`,
      best_score: rmse,
      params: { n_components: Number(n), preprocessing: 'SNV', model: 'PLSRegression' },
      scores: { train: { rmse: rmse / 2 }, val: { rmse }, val_folds: { rmse: { mean: rmse, sd } } },
    }),
  )

export function predictionRecord(changes: Partial<PredictionRecord> = {}): PredictionRecord {
  return {
    id: 'r1-PLSRegression_final_test',
    result_id: 'r1',
    run_id: '2026-11-23_Tecator_abc123',
    template_id: 't1',
    pipeline_config_id: '0010_SNV_PLS_nc10_abc123',
    dataset: 'fat',
    target: 'fat',
    task_type: 'regression',
    model_name: 'PLSRegression',
    model_classname: 'sklearn.cross_decomposition.PLSRegression',
    preprocessings: 'SNV',
    partition: 'test',
    fold_id: 'final',
    train_score: 2,
    val_score: null,
    test_score: 2.6,
    metric: 'rmse',
    scores: { rmse: 2.6, r2: 0.96, bias: -0.12, sep: 2.61, slope: 0.98 },
    best_params: { n_components: 10 },
    branch_id: null,
    branch_name: null,
    member: 0,
    n_samples: 4,
    n_features: 100,
    y_true_array_id: 'a',
    y_true_offset: 0,
    y_true_length: 4,
    y_pred_array_id: 'a',
    y_pred_offset: 4,
    y_pred_length: 4,
    sample_indices_array_id: 'b',
    sample_indices_offset: 0,
    y_proba_array_id: null,
    y_proba_offset: null,
    y_proba_length: null,
    sample_indices_length: 4,
    created_at: '2026-11-23T10:31:01.000Z',
    ...changes,
  }
}

export function predictionArrays(changes: Partial<PredictionArrays> = {}): PredictionArrays {
  return {
    y_true: [5, 20, 35, 50],
    y_pred: [6, 19, 36, 47],
    y_proba: null,
    classes: null,
    sample_indices: [172, 173, 174, 175],
    sample_ids: ['tec173', 'tec174', 'tec175', 'tec176'],
    ...changes,
  }
}

export function registeredDataset(changes: Partial<RegisteredDataset> = {}): RegisteredDataset {
  return {
    id: 'ds_1',
    name: 'fat',
    hash: 'sha256:00',
    quick_hash: '00',
    file_size: 212_345,
    task_type: 'regression',
    task_type_reason: 'told',
    n_samples: 215,
    n_features: 100,
    n_train: 172,
    n_test: 43,
    y_columns: ['fat'],
    y_stats: { fat: { min: 0.9, max: 49.1, mean: 18.1, std: 12.7 } },
    wavelength_range: [850, 1050],
    wavelength_unit: 'nm',
    metadata: {},
    created_at: '2026-11-23T10:31:00.000Z',
    current_path: 'data/tecator.csv',
    original_path: 'data/tecator.csv',
    status: 'valid',
    first_used: '2026-11-23T10:31:00.000Z',
    last_used: '2026-11-23T10:31:00.000Z',
    run_count: 1,
    versions: [],
    version: 'v1_000000',
    ...changes,
  }
}
