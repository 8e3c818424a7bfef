import { existsSync } from 'node:fs'
import { built } from './library.mjs'

const metrics = { rmse: 1, r2: 0.9, mae: 0.8, bias: 0.01, sep: 1, rpd: 3 }

/** A result as a run records it, with what its predictions share. */
function resultOf(id, run_id, dataset, i) {
  const n_components = 1 + (i % 20)
  const preprocessings = ['raw', 'SNV', 'MSC', 'Detrend'][Math.floor(i / 20) % 4]
  const best_score = 1 + ((i * 7919) % 10007) / 1000
  const pipeline_config = `${preprocessings} > PLS(n_components=${n_components})`
  const result = {
    id,
    run_id,
    template_id: 'pls',
    template_name: 'PLS',
    pipeline_config,
    pipeline_config_id: `${String(i).padStart(4, '0')}_${preprocessings}_PLSRegression_nc${n_components}`,
    dataset,
    target: 'y',
    task_type: 'regression',
    classes: null,
    status: 'completed',
    error: null,
    metric: 'rmse',
    best_score,
    score_partition: 'val',
    best_model: 'PLSRegression',
    best_member: 0,
    preprocessings,
    n_samples: 100,
    n_features: 700,
    fit_scope: 'fold',
    generator_choices: [{ _range_: n_components }],
    params: { preprocessing: preprocessings, n_components },
    scores: { train: metrics, val: { ...metrics, rmse: best_score }, val_folds: {}, test: metrics },
    warnings: [],
    duration_ms: 5,
    created_at: '2026-11-01T08:00:00.000Z',
    predictions_count: 15,
    stored_models: [],
  }
  const model = {
    model_name: 'PLSRegression',
    model_classname: 'PLSRegression',
    preprocessings,
    best_params: { n_components },
    n_features: 700,
    branch_id: null,
    branch_name: null,
  }
  return { result, model }
}

/** The line that a result of 5 folds × 3 partitions is recorded as; predictions of `samples` samples each. */
export function resultLine(writer, shared, id, run_id, dataset, i, samples) {
  const { result, model } = resultOf(id, run_id, dataset, i)
  const predictions = []
  for (let fold = 0; fold < 5; fold++) {
    const score = result.best_score * (1 + fold / 10)
    for (const partition of ['train', 'val', 'test']) {
      predictions.push({
        partition,
        fold_id: String(fold),
        train_score: score * 0.9,
        val_score: score,
        test_score: score * 1.1,
        scores: { ...metrics, rmse: score },
        n_samples: samples,
        y_true: shared,
        y_pred: writer.array(Float64Array.from({ length: samples }, (_, k) => k + i + fold)),
        sample_indices: shared,
      })
    }
  }
  return { type: 'result', result, models: [model], predictions }
}

const manifest = (id, number, datasets, total_results) => ({
  schema_version: '1.0',
  id,
  name: `Bench ${number}`,
  status: 'queued',
  created_at: new Date(Date.UTC(2026, 10, 1, number)).toISOString(),
  n4a_version: '0.1.0',
  templates: [{ id: 'pls', name: 'PLS', file: 'templates/pls.yaml', expansion_count: 80 }],
  datasets: datasets.map(name => ({ ref: name, name, path: `/data/${name}.csv`, n_train: 100, n_test: 40 })),
  config: {
    folds: { splitter: 'KFold', n_splits: 5 },
    metric: 'rmse',
    refit: 'none',
    fit_scope: 'fold',
    random_state: 42,
  },
  total_pipeline_configs: 80,
  total_results,
  warnings: [],
})

export const runId = number => `2026-11-01_Bench_${String(number).padStart(6, '0')}`

/** A run without results. */
export async function makeRun(workspace, number, datasets, total_results, pipelines = []) {
  const facts = manifest(runId(number), number, datasets, total_results)
  const template = { ...facts.templates[0], schema_version: '1.0', template_id: 'pls', run_id: facts.id }
  await workspace.runs.create({
    manifest: facts,
    templates: [
      { record: { ...template, created_at: facts.created_at, steps: ['PLS'] }, given: '- PLS\n', extension: 'yaml' },
    ],
    pipelines,
  })
  return facts.id
}

/** `runs` runs on `datasets` datasets, `results` results each, written as runs write them and checkpointed; made once. */
export async function makeWorkspace(path, { runs, datasets, results, samples = 10 }) {
  const { openWorkspace } = await built('workspace/index.js')
  const workspace = openWorkspace(path)
  if (existsSync(path)) return workspace
  await workspace.prepare()
  const names = Array.from({ length: datasets }, (_, d) => `dataset_${String(d).padStart(3, '0')}`)
  for (let number = 0; number < runs; number++) {
    const id = await makeRun(workspace, number, names, datasets * results)
    await workspace.runs.transition(id, 'running')
    const writer = await workspace.runs.openWriter(id, { shard: 'main', attempt: 1, n4a_version: '0.1.0' })
    const shared = writer.array(Float64Array.from({ length: samples }, (_, k) => k))
    for (const [d, dataset] of names.entries()) {
      const lines = Array.from({ length: results }, (_, i) =>
        resultLine(writer, shared, `r${number}_${d}_${i}`, id, dataset, i + 31 * d + 7 * number, samples),
      )
      await writer.record(lines)
    }
    await writer.close()
    await workspace.checkpoint(id)
    const summary = {
      total_results: datasets * results,
      completed_results: datasets * results,
      failed_results: 0,
      best_results: [],
    }
    await workspace.runs.transition(id, 'completed', { summary, completed_at: new Date(0).toISOString() })
  }
  return workspace
}
