// Times what a notebook draws, with the built library: the first import of n4a/kernel as a whole process beside a bare start of
// the same Node, a listing of 10,000 results and a scatter of 10,000 points as HTML and text. Usage: node bench/displays.mjs [ROUNDS]
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const dist = join(fileURLToPath(import.meta.url), '..', '..', 'dist')
const rounds = Number(process.argv[2] ?? 9)
const kernel = pathToFileURL(join(dist, 'kernel', 'index.js')).href
const load = file => import(pathToFileURL(join(dist, file)).href)

const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
function milliseconds(work) {
  const started = performance.now()
  const made = work()
  return [performance.now() - started, made]
}
const start = (...args) => milliseconds(() => spawnSync(process.execPath, args))[0]

const bare = []
const imported = []
for (let round = 0; round < rounds; round++) {
  bare.push(start('-e', '0'))
  imported.push(start('--input-type=module', '-e', `await import(${JSON.stringify(kernel)})`))
}
console.log(
  `first import: ${(median(imported) - median(bare)).toFixed(0)} ms beyond a bare start of ${median(bare).toFixed(0)} ms`,
)

const { recordList } = await load('kernel/record-list.js')
const { drawing } = await load('kernel/drawing.js')
const { resultsTable, predictionScatter, createEngine } = await load('core/index.js')
const metrics = createEngine({ workspace: '.' }).metrics.list()
const n = 10_000
const wave = i => 20 + 10 * Math.sin(i)
const results = Array.from({ length: n }, (_, i) => ({
  id: `r${i}`,
  dataset: i % 2 ? 'fat' : 'protein',
  target: 'fat',
  metric: 'rmse',
  task_type: 'regression',
  status: 'completed',
  pipeline_config: `SNV > PLS(n_components=${i % 30})`,
  template_name: 'pls',
  best_score: 2 + i / n,
  score_partition: 'val',
  params: {},
  warnings: [],
  scores: { train: { rmse: 2 }, val: { rmse: 2 + i / n, r2: 0.9, rpd: 4 }, val_folds: { rmse: { mean: 2, sd: 0.2 } } },
  duration_ms: 10,
  created_at: '2026-11-26T10:00:00.000Z',
  predictions_count: 12,
}))
const prediction = {
  dataset: 'fat',
  target: 'fat',
  partition: 'test',
  fold_id: 'final',
  task_type: 'regression',
  model_name: 'PLSRegression',
  scores: { rmse: 1 },
}
const rows = Array.from({ length: n }, (_, i) => i)
const arrays = {
  y_true: rows.map(wave),
  y_pred: rows.map(i => wave(i) + Math.cos(7 * i)),
  sample_indices: rows,
  sample_ids: null,
}

const drawn = {
  'listing of 10,000 results': () =>
    recordList(results, shown => () => [resultsTable(shown, metrics, { first: 100 })]).bundle(),
  'scatter of 10,000 points': () => drawing([predictionScatter(prediction, arrays)]).bundle(),
}
for (const [name, work] of Object.entries(drawn)) {
  const [first, bundle] = milliseconds(work)
  const later = median(Array.from({ length: rounds }, () => milliseconds(work)[0]))
  const bytes = bundle['text/html'].length
  console.log(
    `${name}: ${first.toFixed(0)} ms the first time, ${later.toFixed(0)} ms after; ${Math.round(bytes / 1000)} kB of HTML`,
  )
}
