import { crc32 } from 'node:zlib'
import type { RecordedLine, SegmentLine } from '../../records/index.ts'

/** Written by a writer that has closed: nothing will follow. */
export interface SegmentEnd {
  readonly type: 'end'
}

export type StoredLine = SegmentLine | SegmentEnd

export function isRecorded(line: StoredLine): line is RecordedLine {
  return line.type === 'result' || line.type === 'refit'
}

const NEWLINE = 10
/** Eight hex digits and a space. */
const PREFIX = 9

/** `crc32hex json\n`. */
export function encodeLine(line: object): Buffer {
  const json = Buffer.from(`00000000 ${JSON.stringify(line)}\n`)
  const checksum = crc32(json.subarray(PREFIX, json.length - 1))
  json.write(checksum.toString(16).padStart(8, '0'), 0, 'latin1')
  return json
}

/** The line, or null where the checksum does not fit: a torn write, or damage. */
function decodeLine<Line>(bytes: Buffer): Line | null {
  if (bytes.length <= PREFIX || bytes[PREFIX - 1] !== 0x20) return null
  const json = bytes.subarray(PREFIX)
  if (bytes.toString('latin1', 0, PREFIX - 1) !== crc32(json).toString(16).padStart(8, '0')) return null
  try {
    return JSON.parse(json.toString('utf8')) as Line
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

export interface PlacedLine<Line = StoredLine> {
  readonly line: Line
  readonly start: number
  /** Offset after its newline: a reader that got so far has applied it. */
  readonly end: number
}

/**
 * The whole lines at the beginning of `bytes`, which stand at `offset` in the segment. Stops at the first that is not
 * whole; `damaged` when it ends with a newline: a write that was torn has none, for the newline is its last byte.
 */
export function decodeLines<Line = StoredLine>(
  bytes: Buffer,
  offset: number,
): { lines: PlacedLine<Line>[]; damaged: boolean } {
  const lines: PlacedLine<Line>[] = []
  let start = 0
  for (;;) {
    const newline = bytes.indexOf(NEWLINE, start)
    if (newline < 0) return { lines, damaged: false }
    const line = decodeLine<Line>(bytes.subarray(start, newline))
    if (line === null) return { lines, damaged: true }
    lines.push({ line, start: offset + start, end: offset + newline + 1 })
    start = newline + 1
  }
}
