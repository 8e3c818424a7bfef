import { statSync } from 'node:fs'
import { type RecordedResult, recordedResult } from '../runs/merge-results.ts'
import { readSegment } from './read-segment.ts'
import { isRecorded } from './segment-format.ts'

/** The result of a line, without its predictions, and where the line ends. */
export interface PlacedResult extends RecordedResult {
  readonly end: number
}

interface Read {
  readonly inode: number
  readonly from: number
  end: number
  readonly results: PlacedResult[]
}

/** Segments read by this process so far, the latest last: a screen that looks again reads only what has come. */
const known = new Map<string, Read>()
const kept = 64

/**
 * Results that a segment holds behind `from`. A segment only grows, so what was read once stays right. A line that does not
 * fit its checksum ends it, which `onDamage` hears of.
 */
export function segmentResults(path: string, from: number, onDamage?: (end: number) => void): readonly PlacedResult[] {
  const inode = statSync(path, { throwIfNoEntry: false })?.ino
  const before = known.get(path)
  known.delete(path)
  if (inode === undefined) return []
  const read =
    before?.inode === inode && before.from <= from ? before : { inode, from, end: from, results: [] as PlacedResult[] }
  const blocks = readSegment(path, read.end)
  let block = blocks.next()
  for (; !block.done; block = blocks.next()) {
    for (const { line, end } of block.value) {
      if (isRecorded(line)) read.results.push({ end, ...recordedResult(line) })
      read.end = end
    }
  }
  if (block.value.damaged) onDamage?.(read.end)
  known.set(path, read)
  const [oldest] = known.keys()
  if (known.size > kept && oldest !== undefined) known.delete(oldest)
  return read.results.filter(({ end }) => end > from)
}
