import type { Engine, RunEvent, RunRequest } from '../../core/index.ts'

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

export function startOwnRun(engine: Engine, request: RunRequest, listener: OwnRunListener): OwnRun {
  const stop = new AbortController()
  let id: string | null = null
  let executing = true
  const onEvent = (event: RunEvent) => {
    if (event.type === 'run') id = event.run.id
    listener.onEvent(event)
  }
  const settled = engine.runs
    .start(request, { signal: stop.signal, onEvent })
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
