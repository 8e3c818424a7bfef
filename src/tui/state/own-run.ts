import type { Engine, RunEvent, RunOptions, RunRecord, RunRequest } from '../../core/index.ts'

/** The run this dashboard executes itself. */
export interface OwnRun {
  readonly id: () => string | null
  readonly executing: () => boolean
  /** Ask it to stop after the work at hand; resolves when it has, and can be resumed. */
  readonly pause: () => Promise<void>
}

export interface OwnRunListener {
  readonly onEvent: (event: RunEvent) => void
  /** Input errors come before anything is written. */
  readonly onError: (error: unknown) => void
  readonly onEnd: () => void
}

/** What is executed: a new run, or one that was begun before. */
export type RunWork = { readonly start: RunRequest } | { readonly resume: string } | { readonly retry: string }

function work({ runs }: Engine, what: RunWork, options: RunOptions): Promise<RunRecord> {
  if ('start' in what) return runs.start(what.start, options)
  return 'resume' in what ? runs.resume(what.resume, options) : runs.retry(what.retry, options)
}

export function startOwnRun(engine: Engine, what: RunWork, listener: OwnRunListener): OwnRun {
  const stop = new AbortController()
  let id: string | null = null
  let executing = true
  const onEvent = (event: RunEvent) => {
    if (event.type === 'run') id = event.run.id
    listener.onEvent(event)
  }
  const settled = work(engine, what, { signal: stop.signal, onEvent })
    .then(() => undefined, listener.onError)
    .finally(() => {
      executing = false
      listener.onEnd()
    })
  return {
    id: () => id,
    executing: () => executing,
    pause: () => {
      stop.abort()
      return settled
    },
  }
}
