import type {
  DeletedRun,
  Engine,
  MetricCard,
  OperatorCard,
  PredictionArrays,
  PredictionRecord,
  RegisteredDataset,
  ResultComparison,
  ResultRecord,
  RunEvent,
  RunPreview,
  RunRecord,
  ScoreInterval,
  TemplateRecord,
  WorkspaceInfo,
  WorkspaceProblem,
} from '../../../src/core/index.ts'
import { UnknownMetric, UnknownOperator, UnknownRecord } from '../../../src/core/index.ts'
import { guardCards } from '../../../src/core/run/index.ts'
import { resultCharts, resultExplanation } from '../../displays/explanation-records.ts'
import { newPredictions } from '../../displays/new-prediction-records.ts'
import { predictionArrays } from '../../displays/records.ts'

export const metricCards: readonly MetricCard[] = [
  { task: 'regression', name: 'rmse', label: 'RMSE', formula: '', higher_is_better: false, optimal: 0, unit: 'y' },
  { task: 'regression', name: 'r2', label: 'R²', formula: '', higher_is_better: true, optimal: 1, unit: 'none' },
  {
    task: 'regression',
    name: 'bias',
    label: 'Bias',
    formula: '',
    higher_is_better: false,
    optimal: 0,
    ranks_by_distance: true,
    unit: 'y',
  },
  {
    task: 'classification',
    name: 'balanced_accuracy',
    label: 'Balanced accuracy',
    formula: '',
    higher_is_better: true,
    optimal: 1,
    unit: 'none',
  },
  {
    task: 'classification',
    name: 'accuracy',
    label: 'Accuracy',
    formula: '',
    higher_is_better: true,
    optimal: 1,
    unit: 'none',
  },
]

export const snv: OperatorCard = {
  id: 'standard_normal_variate',
  kind: 'transform',
  task: null,
  checked_against: 'numpy 1.24.2, within 1e-12',
  differs: null,
  label: 'SNV',
  class_path: 'nirs4all.operators.transforms.StandardNormalVariate',
  aliases: ['StandardNormalVariate'],
  summary: 'Center and scale each spectrum by itself',
  formula: '(x − mean) / sd',
  source: 'Barnes et al. 1989',
  params: [{ name: 'ddof', initial: 0, expected: 'an integer in [0, 1]', help: 'Delta degrees of freedom' }],
}

export const templateRecord: TemplateRecord = {
  schema_version: '1.0',
  id: 't1',
  template_id: 't1',
  name: 'pls',
  file: 'templates/t1.yaml',
  expansion_count: 20,
  run_id: '2026-11-23_Tecator_abc123',
  created_at: '2026-11-23T10:31:00.000Z',
  steps: ['SNV', { _range_: [1, 20], param: 'n_components' }, { model: 'PLSRegression' }],
}

export const runPreview: RunPreview = {
  name: 'Tecator',
  templates: [{ id: 't1', name: 'pls', expansion_count: 20 }],
  datasets: ['fat'],
  total_pipeline_configs: 20,
  total_results: 20,
  fits: 5,
  cost: {
    families: 1,
    largest_family: 20,
    fits: 5,
    single_fits: 100,
    shared_prefixes: [],
    workers: 2,
    memory_bytes: 2e8,
    estimated_seconds: null,
    probed_families: 0,
  },
  warnings: [],
  design: [],
}

interface Stored {
  readonly workspace?: string
  readonly runs?: readonly RunRecord[]
  readonly results?: readonly ResultRecord[]
  readonly predictions?: readonly PredictionRecord[]
  /** Of a prediction by its id. Default: the same four quantities for each. */
  readonly arrays?: (id: string) => PredictionArrays
  readonly templates?: readonly TemplateRecord[]
  readonly datasets?: readonly RegisteredDataset[]
  readonly events?: readonly RunEvent[]
  /** What happens when a run is started or resumed. Default: the first run, at once. */
  readonly execute?: Engine['runs']['start']
  readonly preview?: RunPreview
  readonly info?: Partial<WorkspaceInfo>
  readonly deleted?: readonly DeletedRun[]
  readonly problems?: readonly WorkspaceProblem[]
  /** Left out of listings. */
  readonly omissions?: readonly WorkspaceProblem[]
}

const never = () => Promise.reject(new Error('not of this engine'))
const notOfThisEngine = {
  library: never,
  version: never,
  versions: never,
  save: never,
  tag: never,
  remove: never,
  validate: never,
  diff: never,
  compose: never,
  convert: never,
}

/** An engine over records in memory. Calls with their arguments land in `calls`. */
const compared = {
  pipeline_config: 'SNV > PLS(n_components=10)',
  dataset: 'tecator_fat',
  score: 2,
  fold_scores: [1.9, 2.1],
  change: 0,
  only_right: null,
  in_tie_band: true,
  simplest: false,
}

const comparison: ResultComparison = {
  metric: 'rmse',
  n_samples: 172,
  n_folds: 2,
  test: 'randomization',
  significance: 0.05,
  results: [
    { ...compared, letter: 'A', result_id: 'r1', p_value: null, folds_won: null, verdict: 'baseline' },
    { ...compared, letter: 'B', result_id: 'r2', change: 0.1, p_value: 0.002, folds_won: 0, verdict: 'worse' },
  ],
  verdict: 'B is worse than A.',
}

export const scoreIntervals: readonly ScoreInterval[] = [
  {
    result_id: 'r1',
    metric: 'rmse',
    part: 'val',
    score: 2.5,
    low: 2.1,
    high: 3,
    confidence: 0.95,
    method: 'percentile',
    n_samples: 172,
    resampled: 'samples',
    n_resampled: 172,
    n_resamples: 2000,
    random_state: 0,
    note: null,
  },
  {
    result_id: 'r1',
    metric: 'rmse',
    part: 'final_test',
    score: 2.75,
    low: 2,
    high: 3.5,
    confidence: 0.95,
    method: 'percentile',
    n_samples: 43,
    resampled: 'groups',
    n_resampled: 15,
    n_resamples: 2000,
    random_state: 0,
    note: 'Rough: it rests on 15 only.',
  },
]

const workspaceInfo: WorkspaceInfo = {
  path: '/w',
  runs: { queued: 0, running: 0, paused: 1, completed: 2, failed: 0, cancelled: 0 },
  results: 40,
  deleted_runs: 0,
  predictions: 1200,
  datasets: 2,
  bytes: { runs: 1500, deleted: 0, predictions: 2000, arrays: 3000, binaries: 0, tables: 0, other: 0 },
  files_without_summary: [],
  unapplied_segments: 0,
  unreadable_files: [],
}

export function fakeEngine(stored: Stored = {}): Engine & { readonly calls: unknown[][] } {
  const { workspace = process.cwd(), runs = [], results = [], predictions = [], templates = [], datasets = [] } = stored
  const calls: unknown[][] = []
  const called = <T>(name: string, args: readonly unknown[], value: T): Promise<T> => {
    calls.push([name, ...args])
    return Promise.resolve(value)
  }
  const find = async <T extends { readonly id: string }>(noun: string, records: readonly T[], id: string) => {
    const found = records.find(record => record.id === id)
    if (!found) throw UnknownRecord({ noun, id, known: records.map(record => record.id) })
    return found
  }
  const execute: Engine['runs']['start'] = stored.execute ?? (() => Promise.resolve(runs[0]!))
  return {
    workspace,
    calls,
    runs: {
      read: (files, given) =>
        called('runs.read', [files, given], { templates: [...files], datasets: [...(given ?? [])] }),
      preview: () => called('runs.preview', [], stored.preview ?? runPreview),
      write: (request, path) => called('runs.write', [request, path], { text: '', path: path ?? null }),
      start: async (request, options) => {
        calls.push(['runs.start', request])
        return execute(request, options)
      },
      resume: async (id, options) => {
        calls.push(['runs.resume', id])
        return execute({ templates: [], datasets: [] }, options)
      },
      retry: async (id, options) => {
        calls.push(['runs.retry', id])
        return execute({ templates: [], datasets: [] }, options)
      },
      delete: ids => called('runs.delete', [ids], stored.deleted ?? []),
      restore: async id => find('run', runs, id),
      export: async (id, path, options) => {
        const { id: run_id, name } = await find('run', runs, id)
        const counts = { bytes: 2048, files: 9, results: 2, predictions: 12, stored_models: 1, missing_models: [] }
        return called('runs.export', [id, path, options], { path, run_id, name, ...counts })
      },
      import: path =>
        called('runs.import', [path], {
          path,
          source_id: 'r1',
          run_id: 'r1_0a1b2c',
          name: 'Tecator',
          outcome: 'imported' as const,
          results: 2,
          predictions: 12,
          stored_models: 1,
        }),
      deleted: () => called('runs.deleted', [], stored.deleted ?? []),
      compare: ids => called('runs.compare', [ids], { runs: [], differences: [], datasets: [] }),
      list: filter => called('runs.list', [filter], runs),
      get: id => find('run', runs, id === 'latest' ? (runs[0]?.id ?? id) : id),
      cancel: async id => ({ ...(await find('run', runs, id)), status: 'cancelled' }),
      pause: async id => ({ ...(await find('run', runs, id)), status: 'paused' }),
      async *watch() {
        yield* stored.events ?? []
      },
    },
    views: {
      list: () => called('views.list', [], []),
      get: name => find('view', [], name),
      save: (name, of, query) =>
        called('views.save', [name, of, query], {
          ...query,
          schema_version: '1',
          name,
          of,
          saved_by: 'ana',
          saved_at: '',
        }),
      remove: name => called('views.remove', [name], undefined),
    },
    results: {
      list: query => called('results.list', [query], results),
      page: query =>
        called('results.page', [query], { records: results.slice(0, query.limit ?? undefined), total: results.length }),
      facets: (fields, query) => called('results.facets', [fields, query], []),
      compare: ids => called('results.compare', [ids], comparison),
      intervals: (id, request) => called('results.intervals', [id, request], scoreIntervals),
      explain: (id, request) => called('results.explain', [id, request], resultExplanation()),
      exportOnnx: (id, request) =>
        called('results.exportOnnx', [id, request], {
          result_id: id,
          member: 0,
          model_name: 'PLSRegression',
          preprocessings: 'SNV',
          dataset: 'fat',
          target: 'fat',
          models: request?.model === 'avg' ? 5 : 1,
          n_features: 100,
          bytes: Uint8Array.of(8, 7),
        }),
      charts: id => called('results.charts', [id], resultCharts),
      get: id => find('result', results, id),
    },
    marks: { list: never, stamp: () => '', history: never, set: never, undo: never, redo: never },
    models: { list: never, keep: never, import: never, export: never, read: never },
    predict: (id, spec, request) => called('predict', [id, spec, request], newPredictions),
    predictions: {
      list: query => called('predictions.list', [query], predictions),
      page: query =>
        called('predictions.page', [query], {
          records: predictions.slice(0, query.limit ?? undefined),
          total: predictions.length,
        }),
      compare: ids => called('predictions.compare', [ids], { differences: [], test: 'randomization', predictions: [] }),
      facets: (fields, query) => called('predictions.facets', [fields, query], []),
      get: id => find('prediction', predictions, id),
      arrays: id => Promise.resolve(stored.arrays?.(id) ?? predictionArrays()),
      aggregate: never,
    },
    lineage: never,
    templates: {
      list: () => Promise.resolve(templates),
      get: id => find('template', templates, id),
      preview: (source, limit) =>
        called('templates.preview', [source, limit], {
          name: 'pls',
          file: String(source),
          count: 3,
          pipelines: [
            {
              pipeline_config: 'SNV > PLS(n_components=1)',
              pipeline_config_id: '0001_SNV_PLS_nc1_000000',
              steps: [],
              generator_choices: [{ _range_: 1 }],
            },
          ],
          fits: 16,
          shared_fits: 21,
          folds: 5,
          refits: 1,
          duplicates: [],
          max_pipelines: 10_000,
        }),
      expand: never,
      outline: source => called('templates.outline', [source], [{ label: 'SNV', count: 1, children: [] }]),
      expansion: value =>
        called('templates.expand', [value], {
          count: 2,
          alternatives: [
            { value: 1, choices: [1] },
            { value: 2, choices: [2] },
          ],
        }),
      // What a library does is replayed against the real engine (test/cli/templates.test.ts).
      ...notOfThisEngine,
    },
    operators: {
      list: () => [snv],
      get: name => {
        if (name !== 'SNV') throw UnknownOperator({ name, known: ['SNV'] })
        return snv
      },
    },
    guards: { list: guardCards },
    metrics: {
      list: () => metricCards,
      get: name => {
        const found = metricCards.find(card => card.name === name)
        if (!found) throw UnknownMetric({ name, known: metricCards.map(card => card.name) })
        return found
      },
    },
    datasets: {
      arrays: never,
      outliers: never,
      look: never,
      save: never,
      // What the registry does is replayed against the real engine (test/cli/datasets.test.ts).
      register: never,
      check: never,
      relocate: never,
      accept: never,
      putBack: never,
      sync: never,
      list: () => Promise.resolve(datasets),
      get: id => find('dataset', datasets, id),
      transform: (steps, spec, options) =>
        called('datasets.transform', [steps, spec, options], {
          X: [[1, 2]],
          axis: [1000, 1010],
          sample_ids: ['a'],
        }),
      synthesize: parameters => {
        calls.push(['datasets.synthesize', parameters])
        const row = ['S1', 0.5, 0.25]
        return { columns: ['sample_id', 'component_1', '1100'], n_rows: 1, rows: () => [row].values() }
      },
      describe: spec => {
        const { id: _, current_path: __, ...known } = datasets[0]!
        const described = (record: object) => ({
          record: { ...known, path: spec.path, partition: null, group: null, ...record },
          notes: ['delimiter: comma'],
          detections: [{ subject: 'Delimiter', found: ',', reason: 'detected', override: 'csv: {delimiter: ";"}' }],
          bands: [{ from: 850, to: 860, min: 2.5, median: 2.6, max: 2.7 }],
          repeated: { same_spectrum: ['s7'], repeated_ids: 0, groups: null },
          axis: null,
          preview: [[2.6, 2.61]],
        })
        const targets = Array.isArray(spec.y) ? (spec.y as readonly string[]) : null
        return called(
          'datasets.describe',
          [spec],
          targets ? targets.map(y => described({ name: `meat_${y}`, y_columns: [y] })) : [described({})],
        )
      },
    },
    care: {
      info: () => called('care.info', [], { ...workspaceInfo, ...stored.info }),
      verify: () => called('care.verify', [], stored.problems ?? []),
      omissions: () => stored.omissions ?? [],
      rebuildSummaries: async onProgress => {
        onProgress?.({ done: 1, total: 1, path: '/w/predictions/fat.meta.parquet' })
        return [{ path: '/w/predictions/fat.meta.parquet', dataset: 'fat', num_rows: 9, reason: 'it has no summary' }]
      },
      compact: async onProgress => {
        onProgress?.({ done: 1, total: 1, path: '/w/runs/r' })
        return {
          removed_runs: [],
          removed_files: [],
          checkpointed_runs: 1,
          rewritten_files: [],
          bytes_before: 2000,
          bytes_after: 1000,
        }
      },
      import: source =>
        called('care.import', [source], {
          source,
          target: '/w',
          formats: ['nirs4all 0.8.4 and later: store.sqlite'],
          runs: [
            {
              source_id: 'r1',
              run_id: 'imported_pls_r1',
              name: 'pls',
              inferred: true,
              outcome: 'imported',
              results: 2,
              predictions: 24,
            },
          ],
          not_carried: [{ what: 'fitted models', count: 3, reason: 'they are pickles' }],
        }),
    },
  }
}
