import { isLineBreak } from './csv-cells.ts'
import { indexOfByte } from './index-of-byte.ts'

const space = 32
const tab = 9
const quote = 34

/**
 * A table whose cells are divided by runs of spaces, with tabs instead: one between cells, none at the ends of a line.
 * Lines stay where they are, and quoted text stays as it is.
 */
export function spacesToTabs(bytes: Buffer, start: number): Buffer {
  const target = Buffer.allocUnsafe(bytes.length - start)
  let end = 0
  let lineBegins = true
  for (let at = start; at < bytes.length; ) {
    const byte = bytes[at]!
    if (byte === space || byte === tab) {
      while (bytes[at] === space || bytes[at] === tab) at++
      const lineEnds = at >= bytes.length || isLineBreak(bytes[at]!)
      if (!lineBegins && !lineEnds) target[end++] = tab
      continue
    }
    const opens = byte === quote && (lineBegins || target[end - 1] === tab)
    lineBegins = isLineBreak(byte)
    if (!opens) {
      target[end++] = byte
      at++
      continue
    }
    const stop = behindQuote(bytes, at)
    end += bytes.copy(target, end, at, stop)
    at = stop
  }
  return target.subarray(0, end)
}

function behindQuote(bytes: Buffer, opening: number): number {
  let closing = indexOfByte(bytes, quote, opening + 1)
  while (closing >= 0 && bytes[closing + 1] === quote) closing = indexOfByte(bytes, quote, closing + 2)
  return closing < 0 ? bytes.length : closing + 1
}
