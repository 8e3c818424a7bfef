import { numbered } from './archive-format.ts'

/** Characters after which a new file begins, so that none has to be held whole that is large. */
const ROTATION = 16 * 1024 * 1024

/** Records, one a line, in files of bounded size; what is added together stands in one file. */
export function recordLines(
  folder: 'results' | 'predictions',
  add: (name: string, content: Buffer) => Promise<void>,
): { add(records: readonly object[]): Promise<void>; end(): Promise<void> } {
  let lines: string[] = []
  let size = 0
  let files = 0
  const flush = async () => {
    if (lines.length === 0) return
    files += 1
    await add(numbered(folder, files), Buffer.from(lines.join('')))
    lines = []
    size = 0
  }
  return {
    async add(records) {
      for (const record of records) {
        const line = `${JSON.stringify(record)}\n`
        lines.push(line)
        size += line.length
      }
      if (size >= ROTATION) await flush()
    },
    end: flush,
  }
}
