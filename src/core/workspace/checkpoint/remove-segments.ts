import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { basename } from 'node:path'
import type { SegmentHeader } from '../../records/index.ts'
import { packBase } from '../arrays/pack-id.ts'
import { sealPacks } from '../arrays/seal-packs.ts'
import { lockOwner } from '../files/lock.ts'
import { isMissing } from '../files/storage-failure.ts'
import { pidIsGone, thisProcess } from '../files/this-process.ts'
import type { RunLayout, Store } from '../layout.ts'
import { readSegment, segmentNames } from '../segments/read-segment.ts'
import { decodeLines, encodeLine, isRecorded } from '../segments/segment-format.ts'

/** A writer elsewhere that has been silent for so long, in a run that nobody executes, will not come back. */
const SILENCE = 3600 * 1000

/** Unlink the segments that are applied everywhere and whose writer has closed or is gone. */
export async function removeApplied(
  store: Store,
  run: RunLayout,
  applied: Readonly<Record<string, number>>,
): Promise<void> {
  for (const name of segmentNames(run)) {
    const path = run.segment(name)
    // First whether the writer has ended, then what it wrote: the other way round, its last lines might be missed.
    if (!hasEnded(run, path) || !isApplied(path, applied[name] ?? 0)) continue
    sealPacks(store.layout, packBase(basename(run.folder), name))
    await unlink(path).catch(error => {
      if (!isMissing(error)) throw error
    })
    store.onStep('checkpoint:unlinked')
  }
}

function isApplied(path: string, end: number): boolean {
  const blocks = readSegment(path, end)
  for (;;) {
    const { value, done } = blocks.next()
    if (done) return !value.damaged
    if (value.some(({ line }) => isRecorded(line))) return false
  }
}

function hasEnded(run: RunLayout, path: string): boolean {
  const ends = readEnds(path)
  if (!ends) return false
  if (ends.tail.equals(encodeLine({ type: 'end' }))) return true
  const first = decodeLines(ends.head, 0).lines[0]?.line
  // Killed before its header stood: there is nothing in it, but whose it is nobody knows.
  if (first?.type !== 'segment') return silent(path) && lockOwner(run.executingLock) === null
  return (
    isGone(run, first) || (first.host !== thisProcess.host && silent(path) && lockOwner(run.executingLock) === null)
  )
}

function isGone(run: RunLayout, { host, pid }: SegmentHeader): boolean {
  if (host !== thisProcess.host || !pidIsGone(pid)) return false
  // In another container of this host the pid may live on: the run's lock knows better.
  const owner = lockOwner(run.executingLock)
  return owner === null || owner.host !== host || owner.pid !== pid
}

function silent(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat !== undefined && Date.now() - stat.mtimeMs > SILENCE
}

function readEnds(path: string): { head: Buffer; tail: Buffer } | null {
  try {
    const file = openSync(path, 'r')
    try {
      const { size } = statSync(path)
      const head = Buffer.alloc(Math.min(size, 4096))
      readSync(file, head, 0, head.length, 0)
      const tail = Buffer.alloc(Math.min(size, encodeLine({ type: 'end' }).length))
      readSync(file, tail, 0, tail.length, size - tail.length)
      return { head, tail }
    } finally {
      closeSync(file)
    }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
