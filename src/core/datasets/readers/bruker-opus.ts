import { UnsupportedTable } from '../../errors/index.ts'
import type { WavelengthUnit } from '../../records/index.ts'
import type { Table } from '../table.ts'
import { type BinaryFile, binaryFile } from './binary-file.ts'
import { checkCells } from './expansion-limit.ts'
import type { DatasetReader } from './reader.ts'
import { tableOfSpectra } from './spectra-table.ts'

const format = 'OPUS file'
const magic = Buffer.from([0x0a, 0x0a, 0xfe, 0xfe])

/** What a block holds, as the bits of its type say. */
interface Block {
  readonly type: number
  /** 1: of the sample; 2: of the reference; 3: their ratio. */
  readonly origin: number
  readonly parameters: number
  readonly data: number
  readonly derivative: number
  readonly offset: number
  /** Bytes. */
  readonly length: number
}

/** Kinds of spectra, the one to take first before the others. */
const kinds: readonly { readonly data: number; readonly origin: number; readonly words: string }[] = [
  { data: 4, origin: 3, words: 'absorbance' },
  { data: 15, origin: 3, words: 'log 1/R' },
  { data: 12, origin: 3, words: 'reflectance' },
  { data: 5, origin: 3, words: 'transmittance' },
  { data: 6, origin: 3, words: 'Kubelka-Munk' },
  { data: 16, origin: 3, words: 'ATR' },
  { data: 1, origin: 1, words: 'single channel of the sample' },
  { data: 1, origin: 2, words: 'single channel of the reference' },
]

const dataStatus = 1
const sampleParameters = 10

const units: Readonly<Record<string, { unit: WavelengthUnit; factor: number }>> = {
  WN: { unit: 'cm-1', factor: 1 },
  NM: { unit: 'nm', factor: 1 },
  WL: { unit: 'nm', factor: 1 },
  MI: { unit: 'nm', factor: 1000 },
}

/**
 * Bruker OPUS (.0, .1, …): one spectrum of a measurement, absorbance where there is one, else the first there is of log 1/R,
 * reflectance, transmittance, Kubelka-Munk, ATR and single channels.
 *
 * Bruker publishes no description. The layout is the one that open readers have made known (brukeropus, brukeropusreader): a
 * directory of blocks whose types are bit fields, parameters by three letters. No code of theirs was used.
 */
export const opusReader: DatasetReader = {
  id: 'opus',
  extensions: Array.from({ length: 10 }, (_, i) => `.${i}`),
  perSpectrum: true,
  recognizes: bytes => bytes.subarray(0, 4).equals(magic),
  read: readOpus,
}

function readOpus(bytes: Buffer): Table {
  const file = binaryFile(bytes, format)
  if (!opusReader.recognizes!(bytes)) throw file.damaged('it does not start like one', 0)
  const blocks = readDirectory(file)
  const found = kinds.flatMap(kind => blocks.filter(block => isSpectrum(block, kind)).map(block => ({ block, kind })))
  const [chosen] = found
  if (!chosen) {
    const instead = 'Let OPUS compute the absorbance and save the file with it.'
    throw UnsupportedTable({ what: 'a measurement without a spectrum (interferograms at most)', instead })
  }
  const { block, kind } = chosen
  const status = blocks.find(other => other.parameters === dataStatus && sameData(other, block))
  if (!status) throw file.damaged(`the block of ${kind.words} has no description`, block.offset)
  const described = readParameters(file, status)
  const sample = blocks.find(({ parameters, data }) => parameters === sampleParameters && data === 0)
  const name = sample ? readParameters(file, sample).get('SNM') : undefined
  const points = Number(described.get('NPT'))
  const [first, last] = [Number(described.get('FXV')), Number(described.get('LXV'))]
  if (!(points >= 1) || !Number.isFinite(first) || !Number.isFinite(last)) {
    throw file.damaged(`the axis of the ${kind.words} is missing`, status.offset)
  }
  checkCells(1, points, bytes.length)
  file.slice(block.offset, points * 4)
  const scale = Number(described.get('CSF') ?? 1)
  const { unit, factor } = units[String(described.get('DXU') ?? '')] ?? { unit: null, factor: 1 }
  const others = [...new Set(found.map(one => one.kind.words))].filter(words => words !== kind.words)
  const spectrum = {
    name: String(name ?? ''),
    axis: Float64Array.from(
      { length: points },
      (_, i) => (first + (i * (last - first)) / Math.max(1, points - 1)) * factor,
    ),
    unit,
    values: Float64Array.from({ length: points }, (_, i) => file.float32(block.offset + i * 4) * scale),
  }
  return tableOfSpectra([spectrum], bytes.length, [
    `Spectral values: ${kind.words}${others.length > 0 ? `; the file also has ${others.join(', ')}` : ''}.`,
  ])
}

function readDirectory(file: BinaryFile): Block[] {
  const [offset, count] = [file.uint32(12), file.uint32(20)]
  file.slice(offset, count * 12)
  return Array.from({ length: count }, (_, i) => {
    const at = offset + i * 12
    const type = file.uint32(at)
    return {
      type,
      origin: (type >>> 2) & 3,
      parameters: (type >>> 4) & 63,
      data: (type >>> 10) & 127,
      derivative: (type >>> 17) & 3,
      offset: file.uint32(at + 8),
      length: file.uint32(at + 4) * 4,
    }
  })
}

const isSpectrum = (block: Block, kind: { data: number; origin: number }) =>
  block.parameters === 0 && block.derivative === 0 && block.data === kind.data && block.origin === kind.origin

const sameData = (a: Block, b: Block) =>
  a.origin === b.origin && a.data === b.data && a.derivative === b.derivative && (a.type & 3) === (b.type & 3)

/** Three letters, a type (0: whole number, 1: double, else text), a length in words of 16 bits, the value. */
function readParameters(file: BinaryFile, { offset, length }: Block): Map<string, number | string> {
  const parameters = new Map<string, number | string>()
  for (let at = offset; at + 8 <= offset + length; ) {
    const name = file.text(at, 3)
    if (name === 'END') break
    const [type, size] = [file.uint16(at + 4), file.uint16(at + 6) * 2]
    const value = at + 8
    file.slice(value, size)
    if (type === 0 && size >= 4) parameters.set(name, file.int32(value))
    else if (type === 1 && size >= 8) parameters.set(name, file.float64(value))
    else if (type > 1) parameters.set(name, file.text(value, size))
    at = value + size
  }
  return parameters
}
