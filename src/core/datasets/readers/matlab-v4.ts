import type { NamedArray } from './array-table.ts'
import { type BinaryFile, binaryFile } from './binary-file.ts'
import { rowMajor } from './column-major.ts'
import { matlabFormat } from './matlab-elements.ts'

const headerSize = 20
/** Digits of a type: order of bytes, always 0, precision, kind. */
const mostDigits = 4052
const textKind = 1
const fullKind = 0
/** Bytes of a value and how it is read, by the digit of the precision. */
const precisions: readonly (readonly [size: number, read: (file: BinaryFile, at: number) => number])[] = [
  [8, (file, at) => file.float64(at)],
  [4, (file, at) => file.float32(at)],
  [4, (file, at) => file.int32(at)],
  [2, (file, at) => file.int16(at)],
  [2, (file, at) => file.uint16(at)],
  [1, (file, at) => file.uint8(at)],
]

/** Whether a file begins as one of version 4, which has no header of its own: with the type of its first matrix. */
export function isMatlabV4(bytes: Buffer): boolean {
  return bytes.length > headerSize && (typeOf(bytes, false) !== null || typeOf(bytes, true) !== null)
}

function typeOf(bytes: Buffer, bigEndian: boolean): { precision: number; kind: number } | null {
  const type = bigEndian ? bytes.readUInt32BE(0) : bytes.readUInt32LE(0)
  const [order, zero, precision, kind] = [1000, 100, 10, 1].map(unit => Math.floor(type / unit) % 10)
  const fits = type <= mostDigits && order === (bigEndian ? 1 : 0) && zero === 0 && precision! < 6 && kind! < 3
  return fits ? { precision: precision!, kind: kind! } : null
}

/**
 * Matrices of numbers and text of a MATLAB file of version 4, and the names of those passed over (sparse, complex).
 * @see MathWorks, MAT-File Format, "Level 4 MAT-File Format"
 * @throws DamagedTable
 */
export function readMatlabV4(bytes: Buffer): {
  readonly arrays: readonly NamedArray[]
  readonly passed: readonly string[]
} {
  const bigEndian = typeOf(bytes, false) === null
  const file = binaryFile(bytes, matlabFormat, bigEndian)
  const arrays: NamedArray[] = []
  const passed: string[] = []
  for (let at = 0; at < file.length; ) {
    file.slice(at, headerSize)
    const type = typeOf(bytes.subarray(at), bigEndian)
    if (!type) throw file.damaged('what should be a matrix begins with no type', at)
    const [rows, columns, complex, nameLength] = [4, 8, 12, 16].map(offset => file.uint32(at + offset)) as [
      number,
      number,
      number,
      number,
    ]
    const name = file.text(at + headerSize, nameLength)
    const [size, read] = precisions[type.precision]!
    const start = at + headerSize + nameLength
    const count = rows * columns
    const length = count * size * (complex ? 2 : 1)
    file.slice(start, length)
    at = start + length
    if (complex || (type.kind !== fullKind && type.kind !== textKind)) {
      passed.push(name)
      continue
    }
    const values = Array.from({ length: count }, (_, i) => read(file, start + i * size))
    arrays.push(type.kind === textKind ? texts(name, rows, columns, values) : named(name, rows, columns, values))
  }
  return { arrays, passed }
}

const named = (name: string, rows: number, columns: number, values: readonly number[]): NamedArray => ({
  name,
  shape: [rows, columns],
  values: rowMajor(values, [rows, columns]),
})

/** Each row is a text. */
function texts(name: string, rows: number, columns: number, codes: readonly number[]): NamedArray {
  const row = (i: number) =>
    Array.from({ length: columns }, (_, j) => String.fromCharCode(codes[i + j * rows]!)).join('')
  return { name, shape: [rows], values: Array.from({ length: rows }, (_, i) => row(i).trim()) }
}
