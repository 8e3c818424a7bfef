import type { Engine, MetricCard, ResultRecord } from '../../core/index.ts'
import { findScreen } from '../screens/registry.ts'
import type { Pane } from '../screens/screen.ts'
import { createGrowth } from './growth.ts'
import type { JobLogs } from './job-logs.ts'
import type { Level } from './level.ts'
import type { LiveSnapshot } from './live-runs.ts'
import type { Loads } from './loads.ts'
import type { Looked } from './looked.ts'
import { createReread } from './reread.ts'

export interface FreshnessInput {
  readonly engine: Engine
  readonly metrics: readonly MetricCard[]
  readonly loads: Loads
  readonly level: () => Level
  readonly live: () => LiveSnapshot
  readonly looked: Looked
  readonly logs: JobLogs
}

export interface Freshness {
  /** Read the records of the page again; a reading under way is joined. */
  readonly read: () => Promise<void>
  /** The same, but begun now: who asks for it has a reason that a reading under way may not have seen. */
  readonly readAnew: () => Promise<void>
  /** Read them if they were not read yet, or something was stored since. */
  readonly readIfStale: () => void
  /** Read what the view that is looked at shows beyond its record, if that was not read yet. */
  readonly readPane: (pane: Pane<unknown> | undefined) => void
  /** Something else was changed: pages that were read before are stale. */
  readonly onChange: () => void
  readonly onResults: (results: readonly ResultRecord[]) => void
  /** Runs came, went or changed their state. */
  readonly onRuns: () => void
  readonly stop: () => void
}

/** Keeps the records of the page that is looked at as fresh as what is stored. */
export function createFreshness({ engine, metrics, loads, level, live, looked, logs }: FreshnessInput): Freshness {
  const stamps = new Map<number, string>()
  let stored = 0
  const stamp = () => `${live().version} ${stored}`
  const versionOf = (of: string | undefined) => of?.split(' ')[0]
  const screen = () => findScreen(level().place.screen)
  const isReading = () => loads.of(level().key).busy

  const growth = createGrowth(isReading, results => {
    const { grow } = screen()
    const { place, key } = level()
    if (!grow) return
    loads.update(key, data => grow(data, { results, live: live(), metrics }, place))
    // Results came in; what else changed in the meantime, the state of the run above all, is still to be read.
    const read = versionOf(stamps.get(key))
    if (read !== undefined) stamps.set(key, `${read} ${stored}`)
  })

  async function read() {
    const { key, place } = level()
    if (!isReading()) {
      stamps.set(key, stamp())
      growth.forget()
    }
    await loads.start(key, reading => findScreen(place.screen).load(engine, place, { ...reading, looked, logs }))
    growth.flush()
    soonAgain()
  }

  let again: NodeJS.Timeout | undefined

  /** Pages that change by themselves, while they are looked at. */
  function soonAgain() {
    clearTimeout(again)
    const { key } = level()
    const { ready, data } = loads.of(key)
    const wait = ready ? (screen().every?.(data) ?? null) : null
    if (wait === null) return
    again = setTimeout(() => level().key === key && void read(), wait)
    again.unref()
  }

  /** Records that a view was read for, by the view and what it was asked for: one that fails is not asked again and again. */
  const asked = new WeakMap<object, Set<string>>()

  function readPane(pane: Pane<unknown> | undefined) {
    const { key, place } = level()
    const { ready, busy, data } = loads.of(key)
    if (!pane?.read || !ready || busy || typeof data !== 'object' || data === null || !pane.lacks?.(data, place)) return
    const what = `${pane.id} ${JSON.stringify(place)}`
    const known = asked.get(data) ?? new Set()
    asked.set(data, known)
    if (known.has(what)) return
    known.add(what)
    void loads.start(key, reading => pane.read!(engine, data, place, reading))
  }

  const isStale = () => screen().live && stamps.get(level().key) !== stamp()
  const reread = createReread(() => screen().live && versionOf(stamps.get(level().key)) !== versionOf(stamp()), read)

  const readAnew = async () => {
    if (isReading()) await read()
    return read()
  }

  return {
    read,
    readAnew,
    readPane,
    readIfStale: () => {
      if (!loads.of(level().key).ready || isStale()) void read()
      else soonAgain()
    },
    onChange: () => void stored++,
    onResults: results => {
      stored += results.length
      growth.add(results)
    },
    onRuns: reread.soon,
    stop: () => {
      growth.stop()
      reread.stop()
      clearTimeout(again)
    },
  }
}
