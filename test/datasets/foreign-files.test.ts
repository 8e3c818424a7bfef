import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type LoadedTable, loadTable, readDataset } from '../../src/core/datasets/index.ts'
import { readLz4Frame } from '../../src/core/datasets/readers/lz4.ts'
import type { DatasetSpec } from '../../src/core/records/index.ts'
import { errorOf, temporaryFolder } from './support.ts'

/** Written by other programs: files/README.md says by which. */
const folder = 'test/datasets/files'
const read = (file: string, spec: Partial<DatasetSpec> = {}) => readDataset({ path: file, ...spec }, folder)
const table = async (file: string, options = {}): Promise<LoadedTable['table']> =>
  (await loadTable(join(folder, file), options)).table

const temporary = temporaryFolder()
const samples = ['s0', 's1', 's2', 's3', 's4', 's5']
const fat = [10, 10.25, 10.5, 10.75, 11, 11.25]
const wavelengths = Array.from({ length: 10 }, (_, j) => 1100 + 2 * j)
const spectra = samples.flatMap((_, i) =>
  wavelengths.map((_, j) => Number((0.5 + 0.01 * i + 0.001 * j * j).toFixed(4))),
)

const wholeFiles = [
  'excel/openpyxl.xlsx',
  'excel/xlsxwriter.xlsx',
  ...['none', 'snappy', 'gzip', 'zstd', 'lz4', 'brotli', 'page_v2'].map(name => `parquet/${name}.parquet`),
  ...['uncompressed', 'lz4', 'zstd'].map(name => `arrow/${name}.feather`),
  'arrow/stream.arrow',
]

describe('a file of another program', () => {
  for (const file of wholeFiles) {
    it(`${file} gives the table that was written`, async () => {
      const { dataset } = await read(file, { y: 'fat' })
      expect(Array.from(dataset.y)).toEqual(fat)
      expect(dataset.sample_ids).toEqual(samples)
      expect(dataset.axis).toEqual({ values: Float64Array.from(wavelengths), unit: 'nm' })
      expect(Array.from(dataset.X.values)).toEqual(spectra)
    })
  }

  for (const file of ['numpy/named.npz', 'numpy/compressed.npz', 'matlab/plain.mat', 'matlab/compressed.mat']) {
    it(`${file} gives spectra, axis, ids and y by the names of its arrays`, async () => {
      const { dataset, notes } = await read(file, { y: 'fat' })
      expect(Array.from(dataset.y)).toEqual(fat)
      expect(dataset.sample_ids).toEqual(samples)
      expect(Array.from(dataset.X.values)).toEqual(spectra)
      const isMatlab = file.endsWith('.mat')
      const axis = isMatlab ? wavelengths.map(value => value * 4).reverse() : wavelengths
      expect(dataset.axis).toEqual({ values: Float64Array.from(axis), unit: isMatlab ? 'cm-1' : 'nm' })
      expect(notes.join(' ')).toContain('Array of the spectra: X.')
    })
  }
})

describe('Excel', () => {
  it('reads the sheet that is named, with dates as text, booleans as 1 and 0, and says so', async () => {
    const { columns, text, numbers, notes, lines } = await table('excel/openpyxl.xlsx', { sheet: 'Harvest & more' })
    expect(columns).toEqual(['sample', 'harvest', 'fat', 'ripe', '1100', '1102'])
    expect([text(0, 1), text(5, 1)]).toEqual(['2024-05-01', '2024-05-06'])
    expect([numbers[3], numbers[9]]).toEqual([1, 0])
    expect(Array.from(lines)).toEqual([2, 3, 4, 5, 6, 7])
    expect(notes).toEqual(['Cells that show a date, taken as text: 6.'])
  })

  it('says which of several sheets it took', async () => {
    expect((await table('excel/openpyxl.xlsx')).notes).toEqual(['Sheet: Spectra, the first of 2.'])
  })

  it('counts rows as the workbook does, over empty ones', async () => {
    const { headerLine, lines } = await table('excel/xlsxwriter.xlsx')
    expect([headerLine, ...lines]).toEqual([3, 4, 5, 6, 8, 9, 10])
  })

  it('names row and column of an error value', async () => {
    const error = await errorOf(read('excel/errors.xlsx', { y: 'fat' }))
    expect(error).toMatchObject({ code: 'NotANumber', place: { line: 4, field: '1104' } })
    expect(error.message).toContain('#DIV/0!')
  })

  it('names the sheets there are where one is not', async () => {
    const error = await errorOf(table('excel/openpyxl.xlsx', { sheet: 'Spectrum' }))
    expect(error.code).toBe('UnknownPart')
    expect(error.hint).toContain('"Harvest & more"')
  })
})

describe('NumPy', () => {
  it.each(['float64', 'fortran', 'version2'])('reads %s.npy, with features numbered from 0', async name => {
    const { columns, numbers, rows } = await table(`numpy/${name}.npy`)
    expect(rows).toBe(6)
    expect(columns).toEqual(wavelengths.map((_, j) => String(j)))
    expect(Array.from(numbers)).toEqual(spectra)
  })

  it('reads single and half precision to their precision, and whole numbers', async () => {
    expect(Array.from((await table('numpy/big_endian.npy')).numbers)).toEqual(spectra.map(Math.fround))
    const half = (await table('numpy/half.npy')).numbers
    expect(Math.max(...half.map((value, i) => Math.abs(value - spectra[i]!)))).toBeLessThan(2 ** -11)
    expect(Array.from((await table('numpy/int64.npy')).numbers)).toEqual(Array.from({ length: 12 }, (_, i) => i - 5))
  })

  it('asks which of two arrays holds the spectra, and takes the one that is named', async () => {
    const error = await errorOf(table('numpy/two.npz'))
    expect(error).toMatchObject({ code: 'ChoosePart' })
    expect(error.hint).toContain('"first", "second"')
    expect((await table('numpy/two.npz', { key: 'second' })).numbers[10]).toBe(spectra[0]! + 1)
    expect(await errorOf(table('numpy/two.npz', { key: 'third' }))).toMatchObject({ code: 'UnknownPart' })
  })

  it.each([
    ['objects.npy', 'pickle'],
    ['complex.npy', 'complex'],
  ])('refuses %s by name', async (file, word) => {
    const error = await errorOf(table(`numpy/${file}`))
    expect(error.code).toBe('UnsupportedTable')
    expect(error.message).toContain(word)
  })
})

describe('MATLAB', () => {
  it('reads names as rows of characters', async () => {
    const { columns, text } = await table('matlab/text_rows.mat')
    const column = columns.indexOf('sample_id')
    expect(Array.from({ length: 6 }, (_, row) => text(row, column))).toEqual(['one', 'three', 'x', 'y', 'z', 'w'])
  })

  it('reads version 4, and says what it passed over', async () => {
    const { dataset, notes } = await read('matlab/version4.mat', { y: 'fat' })
    expect(Array.from(dataset.X.values)).toEqual(spectra)
    expect(Array.from(dataset.y)).toEqual(fat)
    expect(dataset.sample_ids).toEqual(samples)
    expect(Array.from(dataset.axis!.values)).toEqual(wavelengths)
    expect(Object.keys(dataset.metadata)).toContain('whole')
    expect(notes.join(' ')).toContain('no arrays of numbers or text: z')
  })

  it('reads version 4 of a computer with the other order of bytes, and refuses what is cut off', async () => {
    const header = (rows: number, columns: number, name: string) => {
      const bytes = Buffer.alloc(20 + name.length + 1)
      for (const [i, value] of [1000, rows, columns, 0, name.length + 1].entries()) bytes.writeUInt32BE(value, 4 * i)
      bytes.write(name, 20, 'latin1')
      return bytes
    }
    const doubles = (values: readonly number[]) => {
      const bytes = Buffer.alloc(8 * values.length)
      values.forEach((value, i) => void bytes.writeDoubleBE(value, 8 * i))
      return bytes
    }
    // Column by column.
    const whole = Buffer.concat([
      header(2, 3, 'X'),
      doubles([1, 2, 3, 4, 5, 6]),
      header(2, 1, 'fat'),
      doubles([10.5, 20.5]),
    ])
    writeFileSync(join(temporary, 'big.mat'), whole)
    const { dataset } = await readDataset({ path: 'big.mat', y: 'fat' }, temporary)
    expect(Array.from(dataset.X.values)).toEqual([1, 3, 5, 2, 4, 6])
    expect(Array.from(dataset.y)).toEqual([10.5, 20.5])
    for (const end of [whole.length - 5, whole.length - 30, 40]) {
      writeFileSync(join(temporary, 'cut.mat'), whole.subarray(0, end))
      const error = await errorOf(readDataset({ path: 'cut.mat', y: 'fat' }, temporary))
      expect(error).toMatchObject({ code: 'DamagedTable' })
    }
  })

  it('says of structures that nothing is left', async () => {
    expect(await errorOf(table('matlab/structure.mat'))).toMatchObject({ code: 'EmptyTable' })
  })
})

describe('Parquet and Arrow', () => {
  it.each(['parquet/mixed.parquet', 'arrow/mixed.feather'])(
    '%s has dates, booleans, categories and gaps',
    async file => {
      const { columns, text, emptyCells, numbers } = await table(file)
      expect(columns).toEqual(['sample', 'day', 'ripe', 'count', 'fat', '1100', '1102'])
      expect(text(0, 0)).toBe('s0')
      expect(text(0, 1)).toMatch(/^2024-05-01/)
      expect(Array.from(emptyCells)).toEqual([0, 0, 1, 1, 0, 0, 0])
      // 2^53 + 1 is no double: the cell keeps its digits.
      expect(text(0, 3)).toBe('9007199254740993')
      expect(numbers[4]).toBe(10)
      expect(numbers[5]).toBe(Math.fround(0.5))
    },
  )

  it.each(['parquet/lists.parquet', 'arrow/lists.feather'])('%s is refused, naming the column', async file => {
    const error = await errorOf(table(file))
    expect(error.code).toBe('UnsupportedTable')
    expect(error.message).toContain('spectrum')
  })

  it('a file is what its content says, whatever its name', async () => {
    const path = join(temporary, 'renamed.csv')
    writeFileSync(path, readFileSync(join(folder, 'parquet/none.parquet')))
    expect((await loadTable(path)).table.columns[1]).toBe('fat')
  })
})

describe('LZ4', () => {
  const frame = (...bytes: number[]) => Uint8Array.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82, ...bytes])

  it('copies what overlaps itself', () => {
    // One literal "a", then a copy of 7 from one byte back; then the last literal "b".
    const block = [0x13, 0x61, 1, 0, 0x10, 0x62]
    const content = readLz4Frame(frame(block.length, 0, 0, 0, ...block, 0, 0, 0, 0), 100)
    expect(Buffer.from(content).toString()).toBe('aaaaaaaab')
  })
})
