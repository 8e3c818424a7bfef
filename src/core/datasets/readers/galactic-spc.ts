import { UnsupportedTable } from '../../errors/index.ts'
import type { WavelengthUnit } from '../../records/index.ts'
import type { Table } from '../table.ts'
import { type BinaryFile, binaryFile } from './binary-file.ts'
import { checkCells } from './expansion-limit.ts'
import type { DatasetReader } from './reader.ts'
import { type Spectrum, tableOfSpectra } from './spectra-table.ts'

const format = 'SPC file'
const flags = { sixteenBit: 1, multiple: 4, ownAxes: 0x40, axisValues: 0x80 }
const headerSize = 512
const subheaderSize = 32
/** In the place of an exponent: values are in single precision. */
const floatExponent = -128

const axisUnits: Readonly<Record<number, { unit: WavelengthUnit; factor: number }>> = {
  1: { unit: 'cm-1', factor: 1 },
  2: { unit: 'nm', factor: 1000 },
  3: { unit: 'nm', factor: 1 },
}

const ordinates: Readonly<Record<number, string>> = {
  1: 'interferogram',
  2: 'absorbance',
  3: 'Kubelka-Munk',
  4: 'counts',
  128: 'transmission',
  129: 'reflectance',
}

/**
 * Galactic SPC, new format, little-endian (version byte 0x4B): one spectrum or several, with an even axis, a common axis, or an axis
 * each. The older formats (0x4C, 0x4D) are refused.
 *
 * @see Galactic Industries, "A Brief Guide to SPC File Format and Using GSPCIO" and its GSPC.H
 */
export const spcReader: DatasetReader = { id: 'spc', extensions: ['.spc'], perSpectrum: true, read: readSpc }

function readSpc(bytes: Buffer): Table {
  const file = binaryFile(bytes, format)
  const version = file.uint8(1)
  if (version === 0x4c || version === 0x4d || version === 0xcf) {
    const what = version === 0x4c ? 'a big-endian SPC file' : 'an SPC file of the old format'
    throw UnsupportedTable({ what, instead: 'Save it again as SPC with a newer program, or as CSV or JCAMP-DX.' })
  }
  if (version !== 0x4b) throw file.damaged(`its version is ${version}`, 1)
  file.slice(0, headerSize)
  const count = (file.uint8(0) & flags.multiple) === 0 ? 1 : file.uint32(24)
  if (count * subheaderSize > file.length) throw file.damaged(`it announces ${count} spectra`, 24)
  const spectra = readSpectra(file, count)
  const ordinate = ordinates[file.uint8(29)]
  return tableOfSpectra(spectra, bytes.length, ordinate ? [`Spectral values: ${ordinate}.`] : [])
}

function readSpectra(file: BinaryFile, count: number): Spectrum[] {
  const kind = file.uint8(0)
  const points = file.uint32(4)
  const { unit, factor } = axisUnits[file.uint8(28)] ?? { unit: null, factor: 1 }
  const ownAxes = (kind & flags.ownAxes) !== 0
  const commonAxis = !ownAxes && (kind & flags.axisValues) !== 0
  if (!ownAxes) checkCells(count, points, file.length)
  const common = ownAxes ? undefined : commonAxis ? floats(file, headerSize, points) : evenAxis(file, points)
  const comment = file.text(88, 130)
  const spectra: Spectrum[] = []
  let at = headerSize + (commonAxis ? points * 4 : 0)
  for (let i = 0; i < count; i++) {
    const here = ownAxes ? file.uint32(at + 16) || points : points
    const exponent = ((file.uint8((kind & flags.multiple) === 0 ? 3 : at + 1) << 24) >> 24) as number
    const values = at + subheaderSize + (ownAxes ? here * 4 : 0)
    const axis = common ?? floats(file, at + subheaderSize, here)
    const width = exponent !== floatExponent && (kind & flags.sixteenBit) !== 0 ? 2 : 4
    file.slice(values, here * width)
    spectra.push({
      name: count === 1 ? comment : '',
      axis: factor === 1 ? axis : axis.map(value => value * factor),
      unit,
      values: ordinateValues(file, values, here, exponent, width),
    })
    at = values + here * width
  }
  return spectra
}

function evenAxis(file: BinaryFile, points: number): Float64Array {
  const [first, last] = [file.float64(8), file.float64(16)]
  return Float64Array.from({ length: points }, (_, i) => first + (i * (last - first)) / Math.max(1, points - 1))
}

function floats(file: BinaryFile, at: number, count: number): Float64Array {
  file.slice(at, count * 4)
  return Float64Array.from({ length: count }, (_, i) => file.float32(at + i * 4))
}

/** Whole numbers are fractions of the power of two that the exponent names. */
function ordinateValues(file: BinaryFile, at: number, count: number, exponent: number, width: 2 | 4): Float64Array {
  if (exponent === floatExponent) return floats(file, at, count)
  const scale = 2 ** (exponent - 8 * width)
  const read = width === 2 ? file.int16 : file.int32
  return Float64Array.from({ length: count }, (_, i) => read(at + i * width) * scale)
}
