import { built, readSpectra } from './library.mjs'

/*
 * A run inside the process: planned and executed as `n4a run` does it, every prediction of every fold scored by every metric and
 * averaged, with worker threads; nothing is recorded. `pipelines`: lists of steps. The answer is the pooled RMSE of each.
 */
const { parsePipeline } = await built('pipeline/index.js')
const { planRun, executePlan, resolveFolds } = await built('run/index.js')

const config = { folds: {}, metric: 'rmse', refit: 'none', random_state: null, fit_scope: 'fold' }

export function prepare({ data, pipelines, workers }) {
  const { X, y, folds } = readSpectra(data)
  const dataset = {
    name: 'bench',
    target: 'y',
    task_type: 'regression',
    X,
    y,
    classes: null,
    axis: null,
    sources: null,
    sample_ids: Array.from(y, (_, i) => String(i)),
    groups: null,
    metadata: {},
    joint: null,
    train: Int32Array.from(y.keys()),
    test: new Int32Array(0),
  }
  const given = folds.map(({ train, val }) => ({ train: Array.from(train), val: Array.from(val) }))
  const time = async () => {
    const templates = [
      {
        template_id: 't',
        name: 'bench',
        pipelines: pipelines.map((steps, i) => ({ config_id: String(i), pipeline: parsePipeline(steps, []) })),
      },
    ]
    const plan = planRun({
      config,
      folds: resolveFolds(config.folds, given),
      given,
      templates,
      datasets: [dataset],
      resultId: config_id => config_id,
    })
    const scores = new Float64Array(pipelines.length)
    for await (const outcomes of executePlan(plan, { workers })) {
      for (const { evaluation, status, best_score, error } of outcomes) {
        if (status === 'failed') throw error
        scores[Number(evaluation.result_id)] = best_score
      }
    }
    return scores
  }
  return { time }
}
