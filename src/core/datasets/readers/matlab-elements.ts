import { inflateSync } from 'node:zlib'
import { UnsupportedTable } from '../../errors/index.ts'
import { type BinaryFile, binaryFile } from './binary-file.ts'
import { checkCells, expansionLimit } from './expansion-limit.ts'

export const matlabFormat = 'MATLAB file'

/** One element: a type, and where its bytes lie. */
export interface Element {
  readonly type: number
  readonly file: BinaryFile
  readonly start: number
  readonly size: number
  /** Where the element after it begins, on the next multiple of eight bytes. */
  readonly next: number
}

/** The types an element may have. */
export const types = { int8: 1, utf8: 16, utf16: 17, matrix: 14, compressed: 15 } as const

const numbers: Readonly<Record<number, readonly [size: number, read: keyof BinaryFile]>> = {
  1: [1, 'uint8'],
  2: [1, 'uint8'],
  3: [2, 'int16'],
  4: [2, 'uint16'],
  5: [4, 'int32'],
  6: [4, 'uint32'],
  7: [4, 'float32'],
  9: [8, 'float64'],
  12: [8, 'int64'],
  13: [8, 'uint64'],
  16: [1, 'uint8'],
  17: [2, 'uint16'],
}

/** @throws DamagedTable when it reaches behind the end */
export function readElement(file: BinaryFile, at: number): Element {
  const word = file.uint32(at)
  const small = word >>> 16
  // Up to four bytes stand in the tag itself.
  const packed = small > 0
  const type = packed ? word & 0xffff : word
  const size = packed ? small : file.uint32(at + 4)
  if (packed && size > 4) throw file.damaged(`a small element claims ${size} bytes`, at)
  const start = at + (packed ? 4 : 8)
  file.slice(start, size)
  const end = start + size
  // Compressed elements are not padded.
  const next = packed ? at + 8 : type === types.compressed ? end : end + ((8 - (end % 8)) % 8)
  return { type, file, start, size, next }
}

/** The values of a numeric element. @throws DamagedTable, UnsupportedTable, TableTooLarge */
export function readNumbers({ type, file, start, size }: Element): (number | string)[] {
  const kind = numbers[type]
  if (!kind) throw UnsupportedTable({ what: `values of type ${type}`, instead: 'Save the variables with -v7.' })
  const [width, method] = kind
  const count = Math.floor(size / width)
  checkCells(count, 1, file.length)
  const read = file[method] as (offset: number) => number | string
  const values = Array.from({ length: count }, (_, i) => read(start + i * width))
  return type === types.int8 ? values.map(value => ((value as number) << 24) >> 24) : values
}

/** What a compressed element holds: one more element. @throws DamagedTable, TableTooLarge */
export function unpackElement({ file, start, size }: Element, bigEndian: boolean): Element {
  try {
    const bytes = inflateSync(file.slice(start, size), { maxOutputLength: expansionLimit(size) })
    return readElement(binaryFile(bytes, matlabFormat, bigEndian), 0)
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).match(/^(Z_|ERR_)/)) {
      throw file.damaged('a compressed variable does not unpack', start)
    }
    throw error
  }
}
