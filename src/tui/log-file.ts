import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

export type LogLevel = 'error' | 'warning' | 'info'

export interface LogLine {
  /** Counted from the first line that was read. */
  readonly line: number
  readonly level: LogLevel
  readonly text: string
}

/** The end of a log, as it was when it was read. */
export interface LogTail {
  readonly path: string
  /** Bytes of the whole file. */
  readonly size: number
  readonly modified_at: string
  /** It is longer than what was read. */
  readonly cut: boolean
  readonly lines: readonly LogLine[]
}

/** More of a log is for a pager. */
const mostBytes = 2 ** 20

/** A pipe that nobody writes to would be waited for without end; not with this, where the system has it. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

const levels: readonly (readonly [LogLevel, RegExp])[] = [
  ['error', /\b(error|errors|failed|exception|fatal)\b/i],
  ['warning', /\b(warn|warning|warnings)\b/i],
]

/** By its words: what runs print names no level. `0 failed` is no failure. */
export function levelOf(text: string): LogLevel {
  const words = text.replace(/\b0 (failed|errors|warnings)\b/gi, '')
  return levels.find(([, pattern]) => pattern.test(words))?.[0] ?? 'info'
}

/** Colours and carriage returns belong to terminals: of a line that was written over, its last state is shown. */
const plain = (text: string) =>
  text
    .replace(/\r+$/, '')
    .split('\r')
    .at(-1)!
    .replace(/\u001b\[[\d;?]*[A-Za-z]/g, '')

/** `before`, where nothing was written since. @throws the system's errors, and where it is no regular file */
export async function readLogTail(path: string, before?: LogTail): Promise<LogTail> {
  const file = await open(path, flags)
  try {
    const { size, mtime, ...stat } = await file.stat()
    if ((stat.mode & constants.S_IFMT) !== constants.S_IFREG) throw new Error(`${path} is not a regular file`)
    const modified_at = mtime.toISOString()
    if (before && before.size === size && before.modified_at === modified_at) return before
    const from = Math.max(0, size - mostBytes)
    const bytes = Buffer.alloc(size - from)
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
    const texts = bytes.toString('utf8', 0, bytesRead).split('\n')
    if (texts.at(-1) === '') texts.pop()
    // Half a line is none.
    if (from > 0) texts.shift()
    const lines = texts.map(plain).map((text, i): LogLine => ({ line: i + 1, level: levelOf(text), text }))
    return { path, size, modified_at, cut: from > 0, lines }
  } finally {
    await file.close()
  }
}
