import { UnsupportedTable } from '../../errors/index.ts'
import type { NamedArray } from './array-table.ts'
import { type BinaryFile, binaryFile } from './binary-file.ts'
import type { Cell } from './cells-table.ts'
import { rowMajor } from './column-major.ts'
import { checkCells } from './expansion-limit.ts'

const format = 'NumPy array'
const magic = Buffer.from('\x93NUMPY', 'latin1')

export const isNumpyArray = (bytes: Buffer) => bytes.subarray(0, 6).equals(magic)

/**
 * One array as numpy.save writes it: header versions 1 to 3, either byte order, C or Fortran order; floats, integers,
 * booleans (1 and 0), text. Pickled objects are never opened.
 *
 * @throws DamagedTable, UnsupportedTable, TableTooLarge
 * @see NumPy Enhancement Proposal 1, and numpy.lib.format
 */
export function readNumpyArray(bytes: Buffer, name: string): NamedArray {
  const opening = binaryFile(bytes, format)
  if (!isNumpyArray(bytes)) throw opening.damaged('it does not start like one', 0)
  const version = opening.uint8(6)
  if (version < 1 || version > 3) throw opening.damaged(`its header is of version ${version}`, 6)
  const headerLength = version === 1 ? opening.uint16(8) : opening.uint32(8)
  const start = version === 1 ? 10 : 12
  const header = opening.slice(start, headerLength).toString(version === 3 ? 'utf8' : 'latin1')
  const descr = /['"]descr['"]\s*:\s*['"]([^'"]+)['"]/.exec(header)?.[1]
  const fortran = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(header)?.[1]
  const sizes = /['"]shape['"]\s*:\s*\(([\d,\sL]*)\)/.exec(header)?.[1]
  if (/['"]descr['"]\s*:\s*\[/.test(header)) throw refused('a structured array')
  if (!descr || !fortran || sizes === undefined) throw opening.damaged('its header cannot be understood', start)
  const shape = (sizes.match(/\d+/g) ?? []).map(Number)
  const count = shape.reduce((product, size) => product * size, 1)
  const [, order, kind, size] = /^([<>|=]?)([a-zA-Z])(\d*)/.exec(descr) ?? []
  const itemSize = Number(size) * (kind === 'U' ? 4 : 1)
  const read = readerOf(kind ?? '', Number(size), descr)
  checkCells(count, 1, bytes.length)
  const file = binaryFile(bytes, format, order === '>')
  const data = start + headerLength
  file.slice(data, count * itemSize)
  const values = Array.from({ length: count }, (_, i) => read(file, data + i * itemSize))
  return { name, shape, values: fortran === 'True' ? rowMajor(values, shape) : values }
}

type ReadItem = (file: BinaryFile, offset: number) => Cell

function readerOf(kind: string, size: number, descr: string): ReadItem {
  const items: Readonly<Record<string, ReadItem>> = {
    f2: (file, at) => halfPrecision(file.uint16(at)),
    f4: (file, at) => file.float32(at),
    f8: (file, at) => file.float64(at),
    i1: (file, at) => (file.uint8(at) << 24) >> 24,
    i2: (file, at) => file.int16(at),
    i4: (file, at) => file.int32(at),
    i8: (file, at) => file.int64(at),
    u1: (file, at) => file.uint8(at),
    u2: (file, at) => file.uint16(at),
    u4: (file, at) => file.uint32(at),
    u8: (file, at) => file.uint64(at),
    b1: (file, at) => (file.uint8(at) === 0 ? 0 : 1),
  }
  if (kind === 'S') return (file, at) => file.text(at, size)
  if (kind === 'U') return (file, at) => unicodeText(file, at, size)
  if (kind === 'O') throw refused('an array of Python objects (a pickle, which can run any program)')
  const item = items[`${kind}${size}`]
  if (item) return item
  throw refused(kind === 'c' ? 'an array of complex numbers' : `an array of the type ${descr}`)
}

const refused = (what: string) =>
  UnsupportedTable({ what, instead: 'Save numbers and text: numpy.save(file, array.astype(float)).' })

function unicodeText(file: BinaryFile, at: number, length: number): string {
  let text = ''
  for (let i = 0; i < length; i++) {
    const code = file.uint32(at + 4 * i)
    if (code === 0) break
    text += code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
  }
  return text
}

/** IEEE 754 binary16. */
function halfPrecision(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023]
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25)
}
