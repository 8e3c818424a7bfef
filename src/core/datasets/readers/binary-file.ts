import { DamagedTable, type N4aError } from '../../errors/index.ts'

/** Bytes that refuse to be read beyond their end: lengths inside a file are claims. */
export interface BinaryFile {
  readonly bytes: Buffer
  readonly length: number
  /** The bytes [offset, offset + length). */
  readonly slice: (offset: number, length: number) => Buffer
  readonly uint8: (offset: number) => number
  readonly uint16: (offset: number) => number
  readonly int16: (offset: number) => number
  readonly uint32: (offset: number) => number
  readonly int32: (offset: number) => number
  /** Exact to 2^53; beyond, as text. */
  readonly int64: (offset: number) => number | string
  readonly uint64: (offset: number) => number | string
  readonly float32: (offset: number) => number
  readonly float64: (offset: number) => number
  /** Latin-1 up to the first zero byte, trimmed. */
  readonly text: (offset: number, length: number) => string
  /** Something other than the end is wrong at `offset`. */
  readonly damaged: (reason: string, offset?: number) => N4aError
}

/**
 * @param format the kind of file in words, for messages
 * @throws DamagedTable from every method that would read behind the end
 */
export function binaryFile(bytes: Buffer, format: string, bigEndian = false): BinaryFile {
  const damaged = (reason: string, offset?: number) => DamagedTable({ format, reason, offset })
  const check = (offset: number, length: number): number => {
    if (offset >= 0 && length >= 0 && offset + length <= bytes.length) return offset
    throw damaged(`it ends after ${bytes.length} bytes where ${length} more are announced`, offset)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = !bigEndian
  return {
    bytes,
    length: bytes.length,
    slice: (offset, length) => bytes.subarray(check(offset, length), offset + length),
    uint8: offset => view.getUint8(check(offset, 1)),
    uint16: offset => view.getUint16(check(offset, 2), little),
    int16: offset => view.getInt16(check(offset, 2), little),
    uint32: offset => view.getUint32(check(offset, 4), little),
    int32: offset => view.getInt32(check(offset, 4), little),
    int64: offset => exact(view.getBigInt64(check(offset, 8), little)),
    uint64: offset => exact(view.getBigUint64(check(offset, 8), little)),
    float32: offset => view.getFloat32(check(offset, 4), little),
    float64: offset => view.getFloat64(check(offset, 8), little),
    text: (offset, length) => {
      const field = bytes.subarray(check(offset, length), offset + length)
      const end = field.indexOf(0)
      return field.toString('latin1', 0, end < 0 ? field.length : end).trim()
    },
    damaged,
  }
}

const exact = (value: bigint) => (Number.isSafeInteger(Number(value)) ? Number(value) : String(value))
