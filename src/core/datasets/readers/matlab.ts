import { UnsupportedTable } from '../../errors/index.ts'
import type { Table } from '../table.ts'
import { type NamedArray, tableOfArrays } from './array-table.ts'
import { binaryFile } from './binary-file.ts'
import type { Cell } from './cells-table.ts'
import { rowMajor } from './column-major.ts'
import { type Element, matlabFormat, readElement, readNumbers, types, unpackElement } from './matlab-elements.ts'
import { isMatlabV4, readMatlabV4 } from './matlab-v4.ts'
import type { DatasetReader, ReaderOptions } from './reader.ts'

const cellClass = 1
const charClass = 4
const sparseClass = 5
const numericClasses = { first: 6, last: 15 }
const complexFlag = 0x0800
const headerSize = 128

/**
 * MATLAB files of version 4 and of version 5 (`save -v6`, `-v7`): matrices of numbers, text, and cells that hold text. Structures and objects are
 * passed over.
 *
 * @see MathWorks, MAT-File Format, "Level 5 MAT-File Format"
 */
export const matlabReader: DatasetReader = {
  id: 'matlab',
  extensions: ['.mat'],
  takes: ['key'],
  recognizes: bytes => /^MATLAB \d/.test(bytes.toString('latin1', 0, 12)),
  read: readMatlab,
}

function readMatlab(bytes: Buffer, options: ReaderOptions = {}): Table {
  const opening = binaryFile(bytes, matlabFormat)
  const instead = 'Save it in MATLAB with `save file.mat -v7`, or as CSV.'
  if (/^MATLAB 7\.3/.test(bytes.toString('latin1', 0, 10)) || bytes.includes('\x89HDF\r\n', 0, 'latin1')) {
    throw UnsupportedTable({ what: 'a MATLAB file of version 7.3, which is HDF5', instead })
  }
  const order = bytes.toString('latin1', 126, 128)
  if (order !== 'IM' && order !== 'MI') {
    if (isMatlabV4(bytes)) {
      const { arrays, passed } = readMatlabV4(bytes)
      return tableOfArrays(arrays, options, bytes.length, passedNotes(passed))
    }
    throw opening.damaged('its header is missing', 0)
  }
  const bigEndian = order === 'MI'
  const file = binaryFile(bytes, matlabFormat, bigEndian)
  const arrays: NamedArray[] = []
  const passed: string[] = []
  for (let at = headerSize; at < file.length; ) {
    const element = readElement(file, at)
    at = element.next
    const content = element.type === types.compressed ? unpackElement(element, bigEndian) : element
    if (content.type !== types.matrix) continue
    const array = readArray(content)
    if (typeof array === 'string') passed.push(array)
    else arrays.push(array)
  }
  return tableOfArrays(arrays, options, bytes.length, passedNotes(passed))
}

const passedNotes = (passed: readonly string[]): readonly string[] =>
  passed.length > 0 ? [`Variables that are no arrays of numbers or text: ${passed.join(', ')}.`] : []

/** The array, or the name of a variable of another kind. */
function readArray(matrix: Element, nested = false): NamedArray | string {
  const { file, start } = matrix
  const flags = readElement(file, start)
  const flagBits = Number(readNumbers(flags)[0] ?? 0)
  const kind = flagBits & 0xff
  // Objects of newer classes have no dimensions here.
  if (kind > numericClasses.last) return '(an object)'
  const dimensions = readElement(file, flags.next)
  const nameElement = readElement(file, dimensions.next)
  const name = file.text(nameElement.start, nameElement.size)
  const shape = readNumbers(dimensions).map(Number)
  const count = shape.reduce((product, size) => product * size, 1)
  if (shape.length < 2 || shape.some(size => !(size >= 0))) throw file.damaged(`${name} has no size`, dimensions.start)
  if (kind === charClass) return charArray(name, shape, readElement(file, nameElement.next))
  // No depth, so that no file can exhaust the stack.
  if (kind === cellClass && nested) return name
  if (kind === cellClass) return cellArray(name, shape, count, nameElement.next, file)
  if (kind < numericClasses.first || kind === sparseClass || flagBits & complexFlag) return name
  const values = count === 0 ? [] : readNumbers(readElement(file, nameElement.next))
  if (values.length !== count) {
    throw file.damaged(`${name} is to hold ${count} values and holds ${values.length}`, nameElement.next)
  }
  return { name, shape, values: rowMajor(values, shape) }
}

/** Each row is a text. */
function charArray(name: string, shape: readonly number[], element: Element): NamedArray | string {
  const [rows, columns] = shape as [number, number]
  if (shape.length > 2) return name
  const codes = codesOf(element)
  if (codes.length !== rows * columns)
    throw element.file.damaged(`${name} has not the text it announces`, element.start)
  const texts = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => String.fromCharCode(codes[i + j * rows]!))
      .join('')
      .trim(),
  )
  return { name, shape: [rows], values: texts }
}

/** Code units of the text: Unicode in eight or sixteen bits, or characters as whole numbers. */
function codesOf(element: Element): number[] {
  if (element.type !== types.utf8) return readNumbers(element).map(Number)
  const text = element.file.slice(element.start, element.size).toString('utf8')
  return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
}

function cellArray(name: string, shape: readonly number[], count: number, first: number, file: Element['file']) {
  const cells: Cell[] = []
  let at = first
  for (let i = 0; i < count; i++) {
    const element = readElement(file, at)
    at = element.next
    const inside = element.type === types.matrix && element.size > 0 ? readArray(element, true) : undefined
    if (inside === undefined || typeof inside === 'string' || inside.values.length > 1) return name
    cells.push(inside.values[0] ?? '')
  }
  return { name, shape, values: rowMajor(cells, shape) }
}
