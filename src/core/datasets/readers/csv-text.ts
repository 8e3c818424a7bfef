import { isUtf8 } from 'node:buffer'
import { NotText } from '../../errors/index.ts'

/**
 * The index of the first byte of text, behind a byte order mark.
 *
 * @throws NotText when the bytes are not UTF-8 text
 */
export function textStart(bytes: Buffer): number {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw NotText({ reason: 'it is in UTF-16' })
  }
  const zero = bytes.indexOf(0)
  if (zero >= 0) throw NotText({ reason: 'it holds binary data' }).at({ line: lineOf(bytes, zero) })
  if (!isUtf8(bytes)) {
    const line = firstLineNotUtf8(bytes)
    throw NotText({ reason: 'a character in it is not in UTF-8' }).at({ line })
  }
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
}

function lineOf(bytes: Buffer, position: number): number {
  let line = 1
  for (let at = bytes.indexOf(10); at >= 0 && at < position; at = bytes.indexOf(10, at + 1)) line++
  return line
}

function firstLineNotUtf8(bytes: Buffer): number {
  let line = 1
  let start = 0
  for (let end = bytes.indexOf(10); end >= 0 && isUtf8(bytes.subarray(start, end)); end = bytes.indexOf(10, start)) {
    start = end + 1
    line++
  }
  return line
}
