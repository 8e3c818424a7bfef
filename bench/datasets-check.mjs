import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  createReadStream,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/*
 * A dataset of 10 MB is lost among 1,000 files of its size: `node bench/datasets-check.mjs [rounds]`, after `npm run build`.
 * Against it, in turn: hashing every file, which finds it too. What is printed as ratio is the median of the ratios.
 */
const rounds = Number(process.argv[2] ?? 3)
const command = fileURLToPath(new URL('../bin/n4a.cjs', import.meta.url))
// The folders around a workspace are looked through, so it stands in ones that hold nothing else.
const whole = mkdtempSync(join(tmpdir(), 'n4a-bench-'))
const folder = join(whole, 'home', 'project', 'here')
const archive = join(whole, 'archive')
const candidates = 1000
/** Files that are unlike the dataset only where no sample is taken. */
const alike = 5

const n4a = (args, allowed = [0]) => {
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    encoding: 'utf8',
    cwd: folder,
    maxBuffer: 2 ** 28,
  })
  if (!allowed.includes(status)) throw new Error(stderr)
  return { out: stdout, ms: performance.now() - started }
}
const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

async function hashOf(path) {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path, { highWaterMark: 2 ** 20 })) hash.update(piece)
  return hash.digest('hex')
}

async function hashAll(paths, wanted) {
  const started = performance.now()
  const found = []
  for (const path of paths) if ((await hashOf(path)) === wanted) found.push(path)
  return { found, ms: performance.now() - started }
}

/** The same size, other bytes at the start, and nothing else: no room on the disk. */
function unlike(path, size, i) {
  const file = openSync(path, 'w')
  ftruncateSync(file, size)
  writeSync(file, `sample_id,component_1,${i}\n`, 0)
  closeSync(file)
  return path
}

try {
  mkdirSync(folder, { recursive: true })
  mkdirSync(archive)
  const made = join(folder, 'made.csv')
  n4a(['datasets', 'synth', '--samples', '1890', '--seed', '1', '-o', made])
  n4a(['datasets', 'register', made, '--y', 'component_1'])
  const bytes = readFileSync(made)
  const lost = join(archive, 'lost.csv')
  renameSync(made, lost)
  // As after a copy that does not keep it; else nothing at all is read whole.
  utimesSync(lost, new Date(), new Date())
  const paths = [lost]
  for (let i = 1; i <= alike; i++) {
    const path = join(archive, `alike${i}.csv`)
    copyFileSync(lost, path)
    const file = openSync(path, 'r+')
    writeSync(file, String(i), 2 ** 20)
    closeSync(file)
    paths.push(path)
  }
  for (let i = paths.length; i < candidates; i++) paths.push(unlike(join(archive, `${i}.csv`), bytes.length, i))
  const wanted = createHash('sha256').update(bytes).digest('hex')

  console.log(
    `${candidates} files of ${(bytes.length / 1e6).toFixed(1)} MB, ${alike} of them unlike only between the samples; ` +
      `load ${loadavg()[0].toFixed(1)}, Node ${process.versions.node}, ${rounds} rounds`,
  )
  const times = { check: [], all: [], start: [] }
  let reads = 0
  for (let round = 0; round < rounds; round++) {
    times.start.push(n4a(['--version']).ms)
    const { out, ms } = n4a(['datasets', 'check', '--search', archive, '--dry-run', '--json'])
    const [check] = JSON.parse(out)
    if (check.path !== lost) throw new Error(out)
    times.check.push(ms)
    reads = check.whole_reads
    const all = await hashAll(paths, wanted)
    if (all.found.join() !== lost) throw new Error(all.found.join())
    times.all.push(all.ms)
  }
  const ratio = median(times.all.map((one, i) => one / times.check[i]))
  const shown = name => `${(median(times[name]) / 1000).toFixed(2)} s`
  console.log(`n4a datasets check: ${reads} files read whole, ${shown('check')} (a bare start: ${shown('start')})`)
  console.log(`hashing every file: ${candidates} files read whole, ${shown('all')}; ${ratio.toFixed(1)} × as long`)
} finally {
  rmSync(whole, { recursive: true, force: true })
}
