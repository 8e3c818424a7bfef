import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'

/*
 * A side is one implementation in one setting: `{ label, start() → running }`, and what runs has `answer()` → numbers,
 * `measure()` → { seconds, bytes? } and `end()`.
 */
export const here = fileURLToPath(new URL('..', import.meta.url))
export const root = join(here, '..')
const python = process.env.N4A_BENCH_PYTHON ?? '/usr/bin/python3'

/** A process that lives as long as the workload and measures itself inside: one word in, one line of JSON out. */
function workerSide(label, command, args, env) {
  return {
    label,
    start: async () => {
      const child = spawn(command, args, {
        env: { ...process.env, ...env },
        stdio: ['pipe', 'pipe', 'pipe'],
        cwd: here,
      })
      let errors = ''
      child.stderr.on('data', chunk => {
        errors = (errors + chunk).slice(-4000)
      })
      const gone = new Promise((_, reject) => {
        child.on('error', error => reject(new Error(`${label}: ${error.message}`)))
        child.on('exit', code => reject(new Error(`${label} ended with ${code}: ${errors.trim()}`)))
      })
      gone.catch(() => undefined)
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
      const next = async () => {
        const { value, done } = await Promise.race([lines.next(), gone])
        // Its output ends before it does, and why it ended is still to be told.
        return done ? gone : JSON.parse(value)
      }
      const ask = word => {
        child.stdin.write(`${word}\n`)
        return next()
      }
      await next()
      return {
        answer: async () => (await ask('answer')).answer,
        measure: () => ask('time'),
        end: () => {
          // Left to end by itself, so that jobs of joblib go with it.
          child.stdin.end()
          child.stdout.destroy()
          child.stderr.destroy()
          child.unref()
        },
      }
    },
  }
}

/** n4a in a process of this Node: `bench/n4a/<module>.mjs`. */
export const n4aSide = (label, module, options, flags = []) =>
  workerSide(label, process.execPath, [...flags, join(here, 'n4a/worker.mjs'), module, JSON.stringify(options)])

/** How often the threads of BLAS are tried, beside the jobs of joblib. */
const cores = Math.min(2, availableParallelism())

const blas = threads => ({
  OPENBLAS_NUM_THREADS: String(threads),
  OMP_NUM_THREADS: String(threads),
  ...(process.env.OPENBLAS_CORETYPE === undefined && wideVectors() && { OPENBLAS_CORETYPE: 'SkylakeX' }),
})

/** OpenBLAS 0.3.21 does not know processors younger than itself and takes narrow kernels on them. */
function wideVectors() {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8').includes('avx512')
  } catch {
    return false
  }
}

function pythonSide(label, module, options, threads) {
  return workerSide(label, python, ['peers/worker.py', module, JSON.stringify({ ...options, cores })], blas(threads))
}

/** `bench/peers/<module>.py` with one and with all threads of BLAS, and with as many jobs of joblib where it can. */
export function pythonSides(module, options, { jobs = false } = {}) {
  return [
    pythonSide('1 thread', module, options, 1),
    pythonSide(`${cores} threads`, module, options, cores),
    ...(jobs ? [pythonSide(`${cores} jobs`, module, { ...options, jobs: cores }, 1)] : []),
  ]
}

/** `bench/peers/<script>.R`. */
export const rSides = (script, options, variants) =>
  variants.map(variant =>
    workerSide(
      Object.values(variant).join(' '),
      'Rscript',
      ['--vanilla', `peers/${script}.R`, JSON.stringify({ ...options, ...variant })],
      blas(1),
    ),
  )

const memoryReport = pathToFileURL(join(here, 'harness/report-memory.mjs')).href

/**
 * A whole process, from its start to its end. `prepare` is called before each and gives its arguments; `answer` reads what came of
 * it; `memory` is measured by a module loaded before, which takes some milliseconds.
 */
export function processSide(label, prepare, { answer = () => [], memory = false } = {}) {
  const memoryFile = join(tmpdir(), `n4a-bench-memory-${process.pid}`)
  const once = () => {
    const args = prepare()
    const env = memory
      ? { ...process.env, NODE_OPTIONS: `--import=${memoryReport}`, N4A_BENCH_MEMORY: memoryFile }
      : process.env
    const started = performance.now()
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env, maxBuffer: 2 ** 30 })
    const seconds = (performance.now() - started) / 1000
    if (status !== 0) throw new Error(`${label} ended with ${status}: ${stderr}`)
    if (!memory) return { seconds, stdout }
    const bytes = Number(readFileSync(memoryFile, 'utf8'))
    rmSync(memoryFile)
    return { seconds, bytes, stdout }
  }
  return {
    label,
    start: async () => ({
      answer: async () => answer(once().stdout),
      measure: async () => once(),
      end: () => undefined,
    }),
  }
}

export const command = join(root, 'bin/n4a.cjs')
export const bareNode = () => processSide('', () => ['-e', '0'])
