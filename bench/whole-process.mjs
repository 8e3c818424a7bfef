// Times `n4a run` as a whole process on the 80 pipelines {none, SNV, MSC, SG(15,2,1)} × n_components 1…20 on Tecator fat, in
// turn with a bare start of the same Node, and prints both and their ratio. Usage: npm run bench [-- ROUNDS]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(fileURLToPath(import.meta.url), '..', '..')
const rounds = Number(process.argv[2] ?? 9)
const scratch = mkdtempSync(join(tmpdir(), 'n4a-bench-'))
const runFile = join(scratch, 'run.json')
const savitzkyGolay = { class: 'SavitzkyGolay', params: { window_length: 15, polyorder: 2, deriv: 1 } }
writeFileSync(
  runFile,
  JSON.stringify({
    name: 'bench',
    templates: [
      {
        name: 'sweep',
        pipeline: [
          { _or_: [null, 'SNV', 'MSC', savitzkyGolay] },
          { model: { class: 'PLSRegression', params: { n_components: { _range_: [1, 20] } } } },
        ],
      },
    ],
    datasets: [
      {
        path: join(root, 'examples/tecator/tecator.csv'),
        y: 'fat',
        partition: { column: 'set', train: ['C', 'M'], test: ['T'] },
      },
    ],
    config: { folds: { splitter: 'KFold', n_splits: 5, shuffle: true, random_state: 42 }, refit: 'best' },
  }),
)

function seconds(...args) {
  const started = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`node ${args.join(' ')} exited ${status}: ${stderr}`)
  return (performance.now() - started) / 1000
}

const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const bare = []
const whole = []
try {
  for (let round = -1; round < rounds; round++) {
    const start = seconds('-e', '0')
    const run = seconds(join(root, 'bin/n4a.cjs'), 'run', runFile, '--workspace', join(scratch, `w${round}`), '--json')
    // The first round only warms the caches.
    if (round < 0) continue
    bare.push(start)
    whole.push(run)
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
console.log(`node ${process.version}, ${rounds} rounds`)
console.log(`bare node start   median ${median(bare).toFixed(3)} s  min ${Math.min(...bare).toFixed(3)} s`)
console.log(`n4a run, 80 × 5   median ${median(whole).toFixed(3)} s  min ${Math.min(...whole).toFixed(3)} s`)
console.log(`ratio             median ${median(whole.map((time, i) => time / bare[i])).toFixed(1)} bare starts`)
