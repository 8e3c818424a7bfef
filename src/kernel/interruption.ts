import process from 'node:process'
import { setImmediate } from 'node:timers/promises'
import { findHost } from './host.ts'

type Listener = NodeJS.SignalsListener

/** Listeners of runs in this process: one interrupt is for all of them. */
const ours = new WeakSet<Listener>()

/**
 * Do `work` with a signal that an interrupt (Ctrl-C, the notebook's stop button) aborts; a second one does what it always does.
 *
 * tslab's own listener would end the cell at once, before the run has paused and without its record, so it is set aside until
 * the first interrupt has come or the work is done.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
  // tslab starts a cell with Node's breakOnSigint, which ends with the signal's default action in place: a listener added
  // before the cell has given way would be ignored, and an interrupt would kill the kernel.
  await setImmediate()
  const interruption = new AbortController()
  const aside = findHost().name === 'tslab' ? process.listeners('SIGINT').filter(listener => !ours.has(listener)) : []
  const restore = () => {
    for (const listener of aside.splice(0)) process.on('SIGINT', listener)
  }
  const interrupt: Listener = () => {
    interruption.abort()
    restore()
  }
  ours.add(interrupt)
  process.once('SIGINT', interrupt)
  for (const listener of aside) process.removeListener('SIGINT', listener)
  try {
    return await work(signal ? AbortSignal.any([signal, interruption.signal]) : interruption.signal)
  } finally {
    process.removeListener('SIGINT', interrupt)
    restore()
  }
}
