import { UnsupportedTable } from '../../errors/index.ts'
import type { WavelengthUnit } from '../../records/index.ts'
import type { Table } from '../table.ts'
import { checkCells } from './expansion-limit.ts'
import { type JcampBlock, jcampBlocks } from './jcamp-blocks.ts'
import { decodeOrdinates, jcampDamaged } from './jcamp-values.ts'
import type { DatasetReader } from './reader.ts'
import { type Spectrum, tableOfSpectra } from './spectra-table.ts'

/**
 * JCAMP-DX 4.24 to 5.01 with evenly spaced abscissas (`XYDATA=(X++(Y..Y))`) in every form of numbers; each block is a sample, named
 * by its title. Points, peak tables and n-tuples are refused.
 *
 * @see McDonald & Wilks (1988), "JCAMP-DX: A Standard Form for Exchange of Infrared Spectra in Computer Readable Form"
 */
export const jcampReader: DatasetReader = {
  id: 'jcamp',
  extensions: ['.jdx', '.dx', '.jcm'],
  perSpectrum: true,
  recognizes: bytes => /^\s*##TITLE\s*=/i.test(bytes.toString('latin1', 0, 200)),
  read: readJcamp,
}

function readJcamp(bytes: Buffer): Table {
  const blocks = jcampBlocks(bytes.toString('latin1'))
  const data = blocks.filter(block => !/^LINK$/i.test(block.records.get('DATATYPE')?.value ?? ''))
  if (data.length === 0) throw jcampDamaged('it has no block of data', 1)
  const claimed = data.reduce((total, block) => total + (wholePoints(block) ?? 0), 0)
  checkCells(1, claimed, bytes.length)
  const spectra = data.map(spectrumOf)
  const ordinates = [...new Set(data.map(({ records }) => records.get('YUNITS')?.value.toLowerCase() ?? ''))]
  const notes = ordinates.every(Boolean) ? [`Spectral values: ${ordinates.join(' and ')}.`] : []
  return tableOfSpectra(spectra, bytes.length, notes)
}

function wholePoints({ records }: JcampBlock): number | undefined {
  const points = Number(records.get('NPOINTS')?.value || Number.NaN)
  return Number.isInteger(points) && points > 0 ? points : undefined
}

function spectrumOf(block: JcampBlock): Spectrum {
  const { records, line } = block
  const data = records.get('XYDATA')
  if (!data) {
    const other = ['XYPOINTS', 'PEAKTABLE', 'PEAKASSIGNMENTS', 'NTUPLES'].find(name => records.has(name))
    const what = other ? `JCAMP-DX data of the form ${other}` : 'a JCAMP-DX block without XYDATA'
    throw UnsupportedTable({ what, instead: 'Export the spectra as evenly spaced XYDATA, or as CSV.' }).at({ line })
  }
  if (!/^\(X\+\+\(Y\.\.Y\)\)$/i.test(data.value.replace(/\s/g, ''))) {
    const instead = 'Export the spectra as XYDATA=(X++(Y..Y)), or as CSV.'
    throw UnsupportedTable({ what: `JCAMP-DX data of the form ${data.value}`, instead }).at({ line: data.line })
  }
  const number = (name: string, otherwise?: number) => {
    const record = records.get(name)
    const value = record ? Number(record.value || Number.NaN) : otherwise
    if (value !== undefined && Number.isFinite(value)) return value
    throw jcampDamaged(`${name} is ${record ? 'no number' : 'missing'}`, record?.line ?? line)
  }
  const points = wholePoints(block)
  if (points === undefined) throw jcampDamaged('NPOINTS is no whole number', records.get('NPOINTS')?.line ?? line)
  const [first, last, factor] = [number('FIRSTX'), number('LASTX'), number('YFACTOR', 1)]
  const { unit, scale } = unitOf(records.get('XUNITS')?.value ?? '')
  return {
    name: records.get('TITLE')!.value,
    axis: Float64Array.from(
      { length: points },
      (_, i) => (first + (i * (last - first)) / Math.max(1, points - 1)) * scale,
    ),
    unit,
    values: decodeOrdinates(data.following, data.line + 1, points).map(value => value * factor),
  }
}

function unitOf(text: string): { unit: WavelengthUnit | null; scale: number } {
  const words = text.toUpperCase().replace(/\s/g, '')
  if (/^(1\/CM|CM-1|CM\^-1|WAVENUMBERS?)$/.test(words)) return { unit: 'cm-1', scale: 1 }
  if (/^(NANOMET(ER|RE)S?|NM)$/.test(words)) return { unit: 'nm', scale: 1 }
  if (/^(MICROMET(ER|RE)S?|MICRONS?|UM)$/.test(words)) return { unit: 'nm', scale: 1000 }
  return { unit: null, scale: 1 }
}
