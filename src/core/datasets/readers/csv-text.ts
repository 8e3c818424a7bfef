import { constants, isUtf8 } from 'node:buffer'
import { FileTooLarge, NotText } from '../../errors/index.ts'
import type { CsvEncoding, Detection } from '../../records/index.ts'
import { overruledBy } from '../overruled-by.ts'
import { indexOfByte } from './index-of-byte.ts'
import { windows1252ToUtf8 } from './windows-1252.ts'

export interface DecodedText {
  /** UTF-8. */
  readonly bytes: Buffer
  /** Index of the first byte of text, behind a byte order mark. */
  readonly start: number
  readonly detection: Detection
  /** A sentence, where the encoding is not UTF-8 as it should be. */
  readonly note: string | null
}

/**
 * The text of a file as UTF-8. A byte order mark tells the encoding; without one zero bytes in every second place tell
 * UTF-16, and what is not valid UTF-8 is read as Windows-1252, which Latin-1 is part of.
 *
 * @throws NotText for binary data, UTF-32, and bytes that the given encoding does not have
 */
export function decodeText(bytes: Buffer, given?: CsvEncoding): DecodedText {
  const [encoding, reason] = given ? [given, 'given'] : detectEncoding(bytes)
  const detection = { subject: 'Encoding', found: encoding, reason, ...overruledBy('csv.encoding', 'latin1') }
  if (encoding === 'utf-8') {
    refuseBinary(bytes, [0])
    if (!isUtf8(bytes)) {
      throw NotText({ reason: 'a character in it is not in UTF-8' }).at({ line: firstLineNotUtf8(bytes) })
    }
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    return { bytes, start: marked ? 3 : 0, detection, note: null }
  }
  const text = encoding === 'utf-16le' || encoding === 'utf-16be' ? fromUtf16(bytes, encoding) : fromLatin(bytes)
  const note = given ? null : `The text is in ${encoding} (${reason}).`
  return { bytes: text, start: 0, detection, note }
}

function detectEncoding(bytes: Buffer): readonly [CsvEncoding, string] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    if (bytes[2] === 0 && bytes[3] === 0) throw NotText({ reason: 'it is in UTF-32' })
    return ['utf-16le', 'its byte order mark says so']
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ['utf-16be', 'its byte order mark says so']
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return ['utf-8', 'its byte order mark says so']
  const wide = utf16ByZeros(bytes)
  if (wide) return [wide, 'every second byte is zero']
  if (isUtf8(bytes)) return ['utf-8', 'all of it is valid UTF-8']
  const line = firstLineNotUtf8(bytes)
  return ['windows-1252', `line ${line} is not valid UTF-8; Latin-1 is read the same way`]
}

const sampleSize = 4096

/** Western text in UTF-16 has a zero in nearly every second byte, and binary data has them in both places. */
function utf16ByZeros(bytes: Buffer): CsvEncoding | null {
  const size = Math.min(bytes.length, sampleSize) & ~1
  if (size < 4 || bytes.length % 2 !== 0) return null
  const zeros: [even: number, odd: number] = [0, 0]
  for (let at = 0; at < size; at++) if (bytes[at] === 0) zeros[(at & 1) as 0 | 1]++
  const half = size / 2
  if (zeros[1] > half * 0.7 && zeros[0] === 0) return 'utf-16le'
  return zeros[0] > half * 0.7 && zeros[1] === 0 ? 'utf-16be' : null
}

/** Passes through one string, which has an end of its own. */
const mostWide = 2 * constants.MAX_STRING_LENGTH

function fromUtf16(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): Buffer {
  if (bytes.length > mostWide) throw FileTooLarge({ bytes: bytes.length, limit: mostWide })
  try {
    const text = Buffer.from(new TextDecoder(encoding, { fatal: true }).decode(bytes), 'utf8')
    refuseBinary(text, [0])
    return text
  } catch (error) {
    if (error instanceof TypeError) throw NotText({ reason: `it is not whole ${encoding}` }, { cause: error })
    throw error
  }
}

/** Control characters stand in no text of a lab, but in every file of another kind. */
const controls = [0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16]

function fromLatin(bytes: Buffer): Buffer {
  refuseBinary(bytes, controls)
  return windows1252ToUtf8(bytes)
}

function refuseBinary(bytes: Buffer, refused: readonly number[]): void {
  for (const byte of refused) {
    const at = indexOfByte(bytes, byte)
    if (at >= 0) throw NotText({ reason: 'it holds binary data' }).at({ line: lineOf(bytes, at) })
  }
}

function lineOf(bytes: Buffer, position: number): number {
  let line = 1
  for (let at = indexOfByte(bytes, 10); at >= 0 && at < position; at = indexOfByte(bytes, 10, at + 1)) line++
  return line
}

function firstLineNotUtf8(bytes: Buffer): number {
  let line = 1
  let start = 0
  for (
    let end = indexOfByte(bytes, 10);
    end >= 0 && isUtf8(bytes.subarray(start, end));
    end = indexOfByte(bytes, 10, start)
  ) {
    start = end + 1
    line++
  }
  return line
}
