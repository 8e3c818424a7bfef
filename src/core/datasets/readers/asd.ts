import type { Table } from '../table.ts'
import { type BinaryFile, binaryFile } from './binary-file.ts'
import type { DatasetReader } from './reader.ts'
import { tableOfSpectra } from './spectra-table.ts'

const format = 'ASD file'
const headerSize = 484
const kinds = [
  'raw',
  'reflectance',
  'radiance',
  'no unit',
  'irradiance',
  'quality index',
  'transmittance',
  'unknown',
  'absorbance',
]
const raw = 0
const reflectance = 1

/** By the format code of the header. */
const numberFormats = [
  { width: 4, read: (file: BinaryFile, at: number) => file.float32(at) },
  { width: 4, read: (file: BinaryFile, at: number) => file.int32(at) },
  { width: 8, read: (file: BinaryFile, at: number) => file.float64(at) },
]

/**
 * ASD field spectrometers (.asd, versions 1 to 8): one spectrum. Where a white reference follows counts or a reflectance, which is
 * how the instrument stores them, the value is their ratio; other kinds are taken as they stand.
 *
 * @see ASD Inc., "Indico Version 8 File Format"
 */
export const asdReader: DatasetReader = {
  id: 'asd',
  extensions: ['.asd'],
  perSpectrum: true,
  recognizes: bytes => /^(ASD|as[2-8])$/.test(bytes.toString('latin1', 0, 3)) && bytes.length >= headerSize,
  read: readAsd,
}

function readAsd(bytes: Buffer): Table {
  const file = binaryFile(bytes, format)
  const signature = file.text(0, 3)
  if (!/^(ASD|as[2-8])$/.test(signature)) throw file.damaged('it does not start with ASD or as2 to as8', 0)
  file.slice(0, headerSize)
  const kind = file.uint8(186)
  const channels = file.uint16(204)
  const numbers = numberFormats[file.uint8(199)]
  if (!numbers) throw file.damaged(`its numbers are of the unknown format ${file.uint8(199)}`, 199)
  if (channels === 0) throw file.damaged('it has no channels', 204)
  const [first, step] = [file.float32(191), file.float32(195)]
  if (!Number.isFinite(first) || !(Math.abs(step) > 0)) throw file.damaged('its wavelengths are missing', 191)
  const read = (at: number): Float64Array => {
    file.slice(at, channels * numbers.width)
    return Float64Array.from({ length: channels }, (_, i) => numbers.read(file, at + i * numbers.width))
  }
  const spectrum = read(headerSize)
  const reference =
    kind === raw || kind === reflectance ? readReference(signature, file, read, channels * numbers.width) : null
  const values = reference ? spectrum.map((value, i) => value / reference[i]!) : spectrum
  const words = reference ? 'reflectance (spectrum / reference)' : (kinds[kind] ?? 'unknown')
  const axis = Float64Array.from({ length: channels }, (_, i) => first + i * step)
  return tableOfSpectra([{ name: '', axis, unit: 'nm', values }], bytes.length, [`Spectral values: ${words}.`])
}

/** From version 2 on: a flag, two times, a description with its length, the reference. Null where none was taken. */
function readReference(
  signature: string,
  file: BinaryFile,
  read: (at: number) => Float64Array,
  size: number,
): Float64Array | null {
  const at = headerSize + size
  if (signature === 'ASD' || at + 20 > file.length || file.uint16(at) === 0) return null
  return read(at + 20 + file.uint16(at + 18))
}
