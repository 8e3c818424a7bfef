import { setImmediate as nextTurn } from 'node:timers/promises'
import type { RecordedLine } from '../../records/index.ts'
import type { RunLayout } from '../layout.ts'
import { type RecordedResult, recordedResult } from '../runs/merge-results.ts'
import { linesAt, readSegment, segmentNames } from '../segments/read-segment.ts'
import { isRecorded } from '../segments/segment-format.ts'

/** Bytes of lines that a checkpoint keeps in memory; beyond that they are read twice. */
const KEPT = 32 * 1024 * 1024

export interface PendingLine {
  readonly segment: string
  readonly start: number
  readonly end: number
  readonly dataset: string
  readonly recorded: RecordedResult
  readonly kept: RecordedLine | null
}

export interface Pending {
  readonly lines: readonly PendingLine[]
  /** How far each segment can be read. */
  readonly ends: Readonly<Record<string, number>>
}

/** What the segments of a run hold behind `applied`. */
export async function pendingLines(run: RunLayout, applied: Readonly<Record<string, number>>): Promise<Pending> {
  const lines: PendingLine[] = []
  const ends: Record<string, number> = {}
  let bytes = 0
  for (const segment of segmentNames(run)) {
    for (const block of readSegment(run.segment(segment), applied[segment])) {
      for (const { line, start, end } of block) {
        ends[segment] = end
        if (!isRecorded(line)) continue
        bytes += end - start
        const kept = bytes <= KEPT ? line : null
        lines.push({ segment, start, end, dataset: line.result.dataset, recorded: recordedResult(line), kept })
      }
      // A screen in this process goes on drawing.
      await nextTurn()
    }
  }
  return { lines, ends }
}

/** The whole lines again, one segment after the other. */
export function* wholeLines(run: RunLayout, lines: readonly PendingLine[]): Generator<RecordedLine> {
  const others = new Map<string, PendingLine[]>()
  for (const line of lines) {
    if (line.kept) yield line.kept
    else if (others.has(line.segment)) others.get(line.segment)!.push(line)
    else others.set(line.segment, [line])
  }
  for (const [segment, places] of others) {
    for (const line of linesAt(run.segment(segment), places)) if (isRecorded(line)) yield line
  }
}
