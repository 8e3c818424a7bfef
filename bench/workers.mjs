import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/*
 * The same run with one worker and with two, in turn within one run of this script: `node bench/workers.mjs [rounds]`, after
 * `npm run build`. What is printed as ratio is the median of the ratios of neighbouring rounds.
 */
const rounds = Number(process.argv[2] ?? 3)
const command = fileURLToPath(new URL('../bin/n4a.cjs', import.meta.url))
const tecator = fileURLToPath(new URL('../examples/tecator/tecator.csv', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'n4a-bench-'))
const n4a = args => {
  const started = performance.now()
  const { status, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8', cwd: folder })
  if (status !== 0) throw new Error(stderr)
  return performance.now() - started
}
const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

const folds = { splitter: 'KFold', n_splits: 5, shuffle: true, random_state: 42 }
const windows = Array.from({ length: 25 }, (_, i) => 5 + 2 * i)
const workloads = {
  '4 preprocessings × n_components 1…20 × 5 folds, n = 500, p = 1000': {
    templates: [
      {
        pipeline: [
          { _or_: ['StandardScaler', 'SNV', 'MSC', 'Detrend'] },
          { _range_: [1, 20], param: 'n_components' },
          { model: 'PLSRegression' },
        ],
      },
    ],
    datasets: [{ path: 'made.csv', y: 'component_1' }],
    config: { folds },
  },
  '1,000 pipelines without families, Tecator': {
    templates: [
      {
        pipeline: [
          { _or_: [null, 'SNV', 'MSC', 'Detrend', 'StandardScaler'] },
          {
            class: 'SavitzkyGolay',
            params: { window_length: { _or_: windows }, polyorder: { _or_: [2, 3] }, deriv: { _or_: [0, 1] } },
          },
          { model: { class: 'KNeighborsRegressor', params: { weights: { _or_: ['uniform', 'distance'] } } } },
        ],
      },
    ],
    datasets: [{ path: tecator, y: 'fat', partition: { column: 'set', train: ['C', 'M'], test: ['T'] } }],
    config: { folds, refit: 'none' },
  },
}

try {
  n4a([
    'datasets',
    'synth',
    '--samples',
    '500',
    '--from',
    '1000',
    '--to',
    '1999',
    '--step',
    '1',
    '--seed',
    '1',
    '-o',
    'made.csv',
  ])
  console.log(
    `${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}, Node ${process.versions.node}, ${rounds} rounds`,
  )
  for (const [name, request] of Object.entries(workloads)) {
    writeFileSync(join(folder, 'run.json'), JSON.stringify({ name: 'bench', ...request }))
    const times = { 1: [], 2: [] }
    for (let round = 0; round < rounds; round++) {
      for (const workers of [1, 2]) {
        times[workers].push(n4a(['run', 'run.json', '--workers', String(workers), '--workspace', `w${workers}`]))
        rmSync(join(folder, `w${workers}`), { recursive: true })
      }
    }
    const ratio = median(times[1].map((one, i) => one / times[2][i]))
    const seconds = workers => (median(times[workers]) / 1000).toFixed(2)
    console.log(`${name}: 1 worker ${seconds(1)} s, 2 workers ${seconds(2)} s, ${ratio.toFixed(2)} ×`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
