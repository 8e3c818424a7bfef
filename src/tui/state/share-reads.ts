import type { Engine } from '../../core/index.ts'

/** While a read is under way, whoever asks for the same gets its answer. */
function shared<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null
  return () => {
    running ??= read().finally(() => {
      running = null
    })
    return running
  }
}

/** The engine, with the list of runs read once for all that want it now: a run under way makes it dear. */
export function shareReads(engine: Engine): Engine {
  const list = shared(() => engine.runs.list())
  return { ...engine, runs: { ...engine.runs, list } }
}
