import { describe, expect, it } from 'vitest'
import { asdReader } from '../../src/core/datasets/readers/asd.ts'
import { opusReader } from '../../src/core/datasets/readers/bruker-opus.ts'
import { spcReader } from '../../src/core/datasets/readers/galactic-spc.ts'
import { jcampReader } from '../../src/core/datasets/readers/jcamp.ts'
import type { DatasetReader } from '../../src/core/datasets/readers/reader.ts'
import type { Table } from '../../src/core/datasets/table.ts'
import { asdFile, jcampBlock, jcampLink, opusFile, opusTypes, spcFile } from './instrument-files.ts'

const read = (reader: DatasetReader, bytes: Buffer | string) => reader.read(Buffer.from(bytes)) as Table
/** Spectral values by row, without the column `sample`. */
const rowsOf = ({ columns, rows, numbers }: Table) =>
  Array.from({ length: rows }, (_, i) => Array.from(numbers.subarray(i * columns.length + 1, (i + 1) * columns.length)))
const namesOf = ({ rows, text }: Table) => Array.from({ length: rows }, (_, i) => text(i, 0))
const nanometres = Array.from({ length: 10 }, (_, i) => `${1100 + 2 * i} nm`)
/** Exact in single precision and as fractions of a power of two. */
const spectrum = Array.from({ length: 10 }, (_, i) => 0.5 + i / 16)

describe('Galactic SPC', () => {
  it.each(['even', 'common', 'own'] as const)('reads one spectrum and several with an %s axis', axes => {
    const one = read(spcReader, spcFile({ spectra: [spectrum], axes }))
    expect(one.columns).toEqual(['sample', ...nanometres])
    expect(namesOf(one)).toEqual(['wheat'])
    expect(rowsOf(one)).toEqual([spectrum])
    expect(one.notes).toEqual(['Spectral values: absorbance.'])
    const other = spectrum.map(value => value + 1)
    const two = read(spcReader, spcFile({ spectra: [spectrum, other], axes }))
    expect(rowsOf(two)).toEqual([spectrum, other])
    expect(namesOf(two)).toEqual(['spectrum_1', 'spectrum_2'])
  })

  it.each([16, 32] as const)('reads whole numbers of %i bits with an exponent', bits => {
    const table = read(spcReader, spcFile({ spectra: [spectrum, spectrum], numbers: { bits, exponent: 2 } }))
    expect(rowsOf(table)).toEqual([spectrum, spectrum])
  })

  it('brings micrometres to nm and leaves wavenumbers descending', () => {
    const micro = read(spcReader, spcFile({ spectra: [spectrum], first: 1.1, last: 1.118, unit: 2 }))
    expect(micro.columns.slice(1)).toEqual(nanometres)
    const wavenumbers = read(spcReader, spcFile({ spectra: [spectrum], first: 4036, last: 4000, unit: 1 }))
    expect(wavenumbers.columns.slice(1, 3)).toEqual(['4036 cm-1', '4032 cm-1'])
  })
})

describe('Bruker OPUS', () => {
  const single = { type: opusTypes.singleChannel, values: spectrum.map(value => value * 2) }

  it('takes the absorbance before the single channel, names it and the sample', () => {
    const table = read(opusReader, opusFile([single, { type: opusTypes.absorbance, values: spectrum }]))
    expect(rowsOf(table)).toEqual([spectrum])
    expect(namesOf(table)).toEqual(['wheat 7'])
    expect(table.columns.slice(1, 3)).toEqual(['12000 cm-1', '11998 cm-1'])
    expect(table.notes).toEqual(['Spectral values: absorbance; the file also has single channel of the sample.'])
  })

  it('takes what there is, and multiplies by the scale factor', () => {
    const table = read(opusReader, opusFile([{ ...single, scale: 0.5 }]))
    expect(rowsOf(table)).toEqual([spectrum])
    expect(table.notes).toEqual(['Spectral values: single channel of the sample.'])
  })
})

describe('ASD', () => {
  const reference = spectrum.map(() => 4)

  it.each([1, 2, 5, 6, 7, 8])('reads version %i', version => {
    const table = read(asdReader, asdFile({ version, spectrum, reference }))
    expect(rowsOf(table)).toEqual([version === 1 ? spectrum : spectrum.map(value => value / 4)])
    expect(table.columns.slice(1, 3)).toEqual(['350 nm', '351 nm'])
    const words = version === 1 ? 'reflectance' : 'reflectance (spectrum / reference)'
    expect(table.notes).toEqual([`Spectral values: ${words}.`])
  })

  it.each([
    [0, 'float'],
    [1, 'whole number'],
    [2, 'double'],
  ] as const)('reads number format %i (%s)', (format, _words) => {
    const counts = spectrum.map((_, i) => 100 + i)
    const table = read(asdReader, asdFile({ format, kind: 0, spectrum: counts, reference: counts.map(() => 200) }))
    expect(rowsOf(table)).toEqual([counts.map(value => value / 200)])
  })

  it('takes counts without a reference, and radiance, as they stand', () => {
    expect(rowsOf(read(asdReader, asdFile({ kind: 0, spectrum })))).toEqual([spectrum])
    const radiance = read(asdReader, asdFile({ kind: 2, spectrum, reference }))
    expect(rowsOf(radiance)).toEqual([spectrum])
    expect(radiance.notes).toEqual(['Spectral values: radiance.'])
  })
})

describe('JCAMP-DX', () => {
  const whole = [10, 12, 15, 15, 15, 15, 15, 9, -3, -30, -57, -84, 100, 0]
  const values = whole.map(value => value * 0.001)

  it.each(['AFFN', 'PAC', 'SQZ', 'DIF', 'DIFDUP'] as const)('reads numbers in the form %s', form => {
    const table = read(jcampReader, jcampBlock('oat', whole, form))
    expect(rowsOf(table)).toEqual([values])
    expect(namesOf(table)).toEqual(['oat'])
    expect(table.columns.slice(1, 3)).toEqual(['4000 cm-1', '4008 cm-1'])
    expect(table.notes).toEqual(['Spectral values: absorbance.'])
  })

  it('reads the example that the publication packs by differences and repetitions', () => {
    const points = [
      0, 0, 0, 0, 2, 4, 4, 4, 7, 5, 4, 4, 5, 5, 7, 10, 11, 11, 6, 5, 7, 6, 9, 9, 7, 10, 10, 9, 10, 11, 12, 15, 16, 16,
      14, 17, 38, 38, 35, 38, 42, 47, 54, 59, 66, 75, 78, 88, 96, 104, 110, 121, 128,
    ]
    const packed = '(X++(Y..Y))\n1@VKT%TLkj%J%KLJ%njKjL%kL%jJULJ%kLK1%lLMNPNPRLJ0QTOJ1P\n##END='
    const text = jcampBlock('example', points).replace(/\(X\+\+\(Y\.\.Y\)\)[\s\S]*##END=/, packed)
    expect(rowsOf(read(jcampReader, text))[0]).toEqual(points.map(value => value * 0.001))
  })

  it('reads the blocks of a compound file as samples, in their order', () => {
    const blocks = ['a', 'b', 'c'].map((title, i) =>
      jcampBlock(
        title,
        whole.map(value => value + i),
        'DIFDUP',
        'NANOMETERS',
      ),
    )
    const table = read(jcampReader, jcampLink(blocks))
    expect(namesOf(table)).toEqual(['a', 'b', 'c'])
    expect(rowsOf(table)[2]).toEqual(whole.map(value => (value + 2) * 0.001))
    expect(table.columns[1]).toBe('4000 nm')
  })
})
