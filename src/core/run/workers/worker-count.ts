import { availableParallelism } from 'node:os'
import type { Dataset } from '../../datasets/index.ts'
import { MemoryLimit, WrongShape } from '../../errors/index.ts'

/** What a run may use. */
export interface Resources {
  /** Default: as many as `SLURM_CPUS_PER_TASK` says, else as the process may use cores. */
  readonly workers?: number
  /** Bytes, of all threads together. Default: no limit. */
  readonly max_memory?: number
}

/** A thread with the code of this program. */
const threadBytes = 60 * 2 ** 20
/** Copies of the spectra that a worker has at most at one time: stateless beginnings of pipelines, training rows, what steps make. */
const copies = 12

/** Bytes that a worker needs beside what all share, at most. */
export function workerBytes(datasets: readonly Dataset[]): number {
  const largest = datasets.reduce((most, { X }) => Math.max(most, X.rows * X.columns * 8), 0)
  return threadBytes + copies * largest
}

/**
 * How many workers there are to be, the request and the memory allowing.
 * @throws WrongShape; MemoryLimit where not even one fits
 */
export function workerCount(
  { workers, max_memory }: Resources,
  datasets: readonly Dataset[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): number {
  const wanted = workers ?? fromSlurm(env.SLURM_CPUS_PER_TASK) ?? availableParallelism()
  if (!Number.isSafeInteger(wanted) || wanted < 1) {
    throw WrongShape({ what: '`workers`', expected: 'a whole number from 1', received: workers }).at({
      field: 'workers',
    })
  }
  if (max_memory === undefined) return wanted
  const base = sharedBytes(datasets)
  const each = workerBytes(datasets)
  const fit = Math.floor((max_memory - base) / each)
  if (fit < 1) throw MemoryLimit({ needed: base + each, limit: max_memory })
  return Math.min(wanted, fit)
}

/** What is there once, however many workers there are. */
function sharedBytes(datasets: readonly Dataset[]): number {
  const shared = new Set(datasets.map(({ X }) => X))
  return [...shared].reduce((sum, { rows, columns }) => sum + 2 * rows * columns * 8, 2 * threadBytes)
}

/** Bytes that so many workers take together, at most. */
export const planBytes = (datasets: readonly Dataset[], workers: number): number =>
  sharedBytes(datasets) + workers * workerBytes(datasets)

function fromSlurm(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d*$/.test(text) ? Number(text) : undefined
}
