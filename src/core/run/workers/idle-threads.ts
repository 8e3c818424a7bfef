import type { Worker } from 'node:worker_threads'

/** Milliseconds that a thread waits for the next run of its program. */
const patience = 30_000

interface Idle {
  readonly worker: Worker
  readonly timer: NodeJS.Timeout
}

const idle: Idle[] = []

/**
 * Threads of a run that has ended wait for the next for a while: they have started, and their code is warm. They keep no program
 * from ending.
 */
export function keepIdle(worker: Worker): void {
  silence(worker)
  // One that dies while it waits is of no use, and no matter.
  worker.on('error', () => forget(worker))
  worker.on('exit', () => forget(worker))
  const timer = setTimeout(() => {
    forget(worker)
    void worker.terminate()
  }, patience)
  timer.unref()
  worker.unref()
  idle.push({ worker, timer })
}

/** How many wait. */
export const idleThreads = (): number => idle.length

/** One that waits, as new; undefined where none does. */
export function takeIdle(): Worker | undefined {
  const found = idle.at(-1)
  if (!found) return undefined
  forget(found.worker)
  silence(found.worker)
  found.worker.ref()
  return found.worker
}

/** Node has listeners of its own for other events, without which no message arrives any more. */
function silence(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
}

function forget(worker: Worker): void {
  const at = idle.findIndex(one => one.worker === worker)
  if (at < 0) return
  clearTimeout(idle[at]!.timer)
  idle.splice(at, 1)
}
