import { closeSync, readdirSync, readSync } from 'node:fs'
import { DamagedFile } from '../../errors/index.ts'
import { openRegularSync } from '../files/regular-file.ts'
import { failureCode, isMissing } from '../files/storage-failure.ts'
import type { RunLayout } from '../layout.ts'
import { decodeLines, type PlacedLine, type StoredLine } from './segment-format.ts'

const BLOCK = 4 * 1024 * 1024

/** Names of the segments of a run, in a stable order. */
export function segmentNames(run: RunLayout): string[] {
  try {
    return readdirSync(run.segments)
      .filter(name => name.endsWith('.jsonl') && !name.startsWith('.'))
      .map(name => name.slice(0, -'.jsonl'.length))
      .sort()
  } catch (error) {
    if (isMissing(error) || failureCode(error) === 'ENOTDIR') return []
    throw error
  }
}

/**
 * The whole lines of a segment after `from`, in blocks of bounded size. A torn or damaged line ends it. Nothing where
 * there is no such file: a checkpoint has taken it, and what it held is in the Parquet files.
 */
export function* readSegment(path: string, from = 0): Generator<readonly PlacedLine[], { damaged: boolean }> {
  let file: number
  try {
    file = openRegularSync(path)
  } catch (error) {
    if (isMissing(error)) return { damaged: false }
    throw error
  }
  try {
    let position = from
    let size = BLOCK
    for (;;) {
      const bytes = Buffer.allocUnsafe(size)
      const read = readSync(file, bytes, 0, size, position)
      const { lines, damaged } = decodeLines(bytes.subarray(0, read), position)
      if (lines.length > 0) yield lines
      position = lines.at(-1)?.end ?? position
      if (damaged) return { damaged }
      if (read < size) return { damaged: false }
      // A line longer than the block needs a larger one.
      size = lines.length > 0 ? BLOCK : size * 2
    }
  } finally {
    closeSync(file)
  }
}

/** Lines that were read before, by where they stand, in the order of the segment. @throws DamagedFile where one is no more */
export function* linesAt(
  path: string,
  places: readonly { readonly start: number; readonly end: number }[],
): Generator<StoredLine> {
  const file = openRegularSync(path)
  try {
    for (let first = 0; first < places.length; ) {
      const from = places[first]!.start
      let next = first + 1
      // Those that follow each other come with one read.
      while (next < places.length && places[next]!.start === places[next - 1]!.end && places[next]!.end - from <= BLOCK)
        next += 1
      const bytes = Buffer.allocUnsafe(places[next - 1]!.end - from)
      const read = readSync(file, bytes, 0, bytes.length, from)
      const { lines } = decodeLines(bytes.subarray(0, read), from)
      if (lines.length !== next - first) throw damagedLine(path, lines.at(-1)?.end ?? from)
      for (const { line } of lines) yield line
      first = next
    }
  } finally {
    closeSync(file)
  }
}

export function damagedLine(path: string, at: number) {
  return DamagedFile({ path, reason: `the line at byte ${at} does not fit its checksum` })
}

/** A torn tail is no damage. @throws DamagedFile when a line does not fit its checksum */
export function verifySegment(path: string): void {
  const blocks = readSegment(path)
  let end = 0
  for (;;) {
    const { value, done } = blocks.next()
    if (!done) end = value.at(-1)!.end
    else if (value.damaged) throw damagedLine(path, end)
    else return
  }
}
