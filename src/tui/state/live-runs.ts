import type { Engine, ResultRecord, RunEvent, RunRecord, RunStatus } from '../../core/index.ts'

/** How far a run is that somebody executes now. */
export interface Progress {
  readonly completed: number
  readonly failed: number
  readonly total: number
  readonly status: RunStatus
  /** The latest thing the run said. */
  readonly note: string | null
}

export interface LiveSnapshot {
  /** Newest first; null until they were listed once. */
  readonly runs: readonly RunRecord[] | null
  readonly progress: ReadonlyMap<string, Progress>
  /** Grows when runs come, go or change their state, so that what shows them is read again. */
  readonly version: number
}

export interface LiveRuns {
  readonly snapshot: () => LiveSnapshot
  readonly subscribe: (listener: () => void) => () => void
  /** An event of a run that this process executes. */
  readonly receive: (event: RunEvent) => void
  readonly refresh: () => Promise<void>
  readonly stop: () => void
}

/** Counts of a run under way come from its events; here they would make every look at the list a change. */
const stateOf = (runs: readonly RunRecord[] | null) =>
  runs
    ?.map(run =>
      [run.id, run.status, run.live, run.live || run.completed_results, run.live || run.failed_results].join(),
    )
    .join(';')

export interface LiveOptions {
  /** Between two looks at the list of runs, in milliseconds. */
  readonly interval?: number
  /** Least time between two notices to subscribers, in milliseconds. */
  readonly pace?: number
  /** Results that a run has just stored. */
  readonly onResults?: (results: readonly ResultRecord[]) => void
}

/** Finds the runs that are executed now, by any process, and follows each. */
export function createLiveRuns(engine: Engine, { interval = 2000, pace = 100, onResults }: LiveOptions = {}): LiveRuns {
  const stopped = new AbortController()
  const listeners = new Set<() => void>()
  const watched = new Set<string>()
  let current: LiveSnapshot = { runs: null, progress: new Map(), version: 0 }
  let notice: NodeJS.Timeout | undefined
  let poll: NodeJS.Timeout | undefined
  let lastNotice = 0

  const change = (changes: Partial<LiveSnapshot>) => {
    current = { ...current, ...changes }
    notice ??= setTimeout(
      () => {
        notice = undefined
        lastNotice = Date.now()
        for (const listener of listeners) listener()
      },
      Math.max(0, lastNotice + pace - Date.now()),
    )
  }

  const receive = (event: RunEvent) => {
    const id = event.type === 'run' ? event.run.id : event.run_id
    const before = current.progress.get(id)
    const next = progressAfter(before, event)
    change({ progress: next ? new Map(current.progress).set(id, next) : current.progress })
    if (event.type === 'results') onResults?.(event.results)
    if (event.type === 'run') {
      watched.add(id)
      if (!current.runs?.some(run => run.id === id)) void refresh()
    }
    if (event.type === 'status' && event.status !== 'running') {
      watched.delete(id)
      change({ version: current.version + 1 })
      void refresh()
    }
  }

  const follow = async (id: string) => {
    watched.add(id)
    try {
      for await (const event of engine.runs.watch(id, { signal: stopped.signal })) receive(event)
    } catch {
      // A run that cannot be followed is still listed, and tried again with the next list.
    } finally {
      watched.delete(id)
    }
  }

  const refresh = async () => {
    clearTimeout(poll)
    const started = Date.now()
    try {
      const runs = await engine.runs.list()
      if (stopped.signal.aborted) return
      if (stateOf(runs) !== stateOf(current.runs)) change({ runs, version: current.version + 1 })
      for (const run of runs) {
        const executed = run.status === 'running' && run.live
        if (executed && !watched.has(run.id)) void follow(run.id)
      }
    } catch {
      // The screen that needs the list says why it cannot be read.
    } finally {
      // A slow disk is asked less often.
      const wait = Math.max(interval, 20 * (Date.now() - started))
      if (!stopped.signal.aborted) poll = setTimeout(() => void refresh(), wait)
    }
  }

  return {
    snapshot: () => current,
    subscribe: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    receive,
    refresh,
    stop: () => {
      stopped.abort()
      clearTimeout(poll)
      clearTimeout(notice)
    },
  }
}

/** Runs that somebody executes now, with how far they are. */
export function activeRuns({ runs, progress }: LiveSnapshot): readonly { run: RunRecord; progress: Progress }[] {
  return (runs ?? [])
    .filter(run => run.status === 'running' && run.live)
    .map(run => ({ run, progress: progressOf(run, progress.get(run.id)) }))
}

/** What is newer of the two: a record read from disk, or the events of the run. */
export function progressOf(run: RunRecord, heard: Progress | undefined): Progress {
  const { completed_results: completed, failed_results: failed, total_results: total, status } = run
  if (heard && heard.completed + heard.failed >= completed + failed) return heard
  return { completed, failed, total, status, note: heard?.note ?? null }
}

/** Records of runs with the counts of their events, where those are newer. */
export function withProgress(runs: readonly RunRecord[], { progress }: LiveSnapshot): readonly RunRecord[] {
  return runs.map(run => {
    const { completed, failed } = progressOf(run, progress.get(run.id))
    return completed === run.completed_results && failed === run.failed_results
      ? run
      : { ...run, completed_results: completed, failed_results: failed }
  })
}

/** Undefined where an event tells nothing of a run not heard of yet. */
function progressAfter(before: Progress | undefined, event: RunEvent): Progress | undefined {
  switch (event.type) {
    case 'run': {
      const { completed_results: completed, failed_results: failed, total_results: total, status } = event.run
      return { completed, failed, total, status, note: null }
    }
    case 'results':
      return {
        ...(before ?? { status: 'running', note: null }),
        completed: event.completed,
        failed: event.failed,
        total: event.total,
      }
    case 'status':
      return before && { ...before, status: event.status }
    case 'note':
      return before && { ...before, note: event.text }
  }
}
