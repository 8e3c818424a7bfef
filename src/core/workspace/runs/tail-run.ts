import { statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ResultRecord, RunManifest } from '../../records/index.ts'
import { lockOwner } from '../files/lock.ts'
import type { RunLayout, Store } from '../layout.ts'
import { readSegment, segmentNames } from '../segments/read-segment.ts'
import { isRecorded } from '../segments/segment-format.ts'
import { mergeResults, type RecordedResult, recordedResult, replaces } from './merge-results.ts'
import { readManifest } from './run-manifest.ts'
import { storedResults } from './run-results.ts'

export interface TailOptions {
  readonly signal?: AbortSignal
  /** Milliseconds between looks. */
  readonly interval?: number
}

export interface TailUpdate {
  /** New since the last update; a result that has been refitted comes once more. */
  readonly results: readonly ResultRecord[]
  readonly manifest: RunManifest
  readonly live: boolean
}

/**
 * Follow a run without locks, whoever executes it. The first update is the run as it stands; it ends when the run is
 * neither queued nor running and everything recorded has been told, or at `signal`.
 */
export async function* tailRun(store: Store, id: string, options: TailOptions = {}): AsyncGenerator<TailUpdate> {
  const run = store.layout.run(id)
  const results = new Map<string, ResultRecord>()
  const look = follower(run, results)
  let told: { status: string; live: boolean } | undefined
  while (!options.signal?.aborted) {
    // The state first: what ended the run comes after its last result.
    const manifest = await readManifest(store.layout, id)
    const live = lockOwner(run.executingLock) !== null
    const fresh = await look()
    const { status } = manifest
    if (fresh.length > 0 || told?.status !== status || told.live !== live) {
      yield { results: fresh, manifest, live }
      told = { status, live }
    }
    if (status !== 'queued' && status !== 'running') return
    await sleep(options.interval ?? 200, undefined, options.signal ? { signal: options.signal } : {}).catch(error => {
      if (!options.signal?.aborted) throw error
    })
  }
}

/** Each call reads what came since the last; the results that are new or changed are also put into `results`. */
function follower(run: RunLayout, results: Map<string, ResultRecord>): () => Promise<ResultRecord[]> {
  const read = new Map<string, number>()
  let version = ''

  return async () => {
    const recorded: RecordedResult[] = []
    for (const name of segmentNames(run)) {
      for (const block of readSegment(run.segment(name), read.get(name))) {
        for (const { line, end } of block) {
          read.set(name, end)
          if (isRecorded(line)) recorded.push(recordedResult(line))
        }
      }
    }
    // A checkpoint may have taken lines before they were seen here. What it has applied is looked at after the segments.
    const now = versionOf(run.results)
    if (now === version) return mergeResults(results, recorded)
    version = now
    const stored = await storedResults(run)
    const missed = Object.entries(stored.applied).some(([name, end]) => end > (read.get(name) ?? 0))
    const fresh = missed ? unknownTo(results, stored.results) : []
    for (const [name, end] of Object.entries(stored.applied)) read.set(name, Math.max(end, read.get(name) ?? 0))
    for (const result of fresh) results.set(result.id, result)
    const merged = mergeResults(results, recorded)
    return [...new Map([...fresh, ...merged].map(result => [result.id, result])).values()]
  }
}

function versionOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
  return stat ? `${stat.mtimeNs} ${stat.size} ${stat.ino}` : ''
}

/** Results that are new, or have been refitted or computed again since. */
function unknownTo(
  known: ReadonlyMap<string, ResultRecord>,
  stored: ReadonlyMap<string, ResultRecord>,
): ResultRecord[] {
  return [...stored.values()].filter(result => {
    const before = known.get(result.id)
    return (
      !before ||
      replaces(result, before) ||
      (!before.scores.final_train && !before.scores.final_test && isRefitted(result))
    )
  })
}

function isRefitted({ scores }: ResultRecord): boolean {
  return scores.final_train !== undefined || scores.final_test !== undefined
}
