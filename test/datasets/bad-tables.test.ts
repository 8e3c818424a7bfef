import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readDataset } from '../../src/core/datasets/index.ts'
import type { DatasetSpec } from '../../src/core/records/index.ts'
import { datasetReader, errorOf, temporaryFolder } from './support.ts'

const folder = temporaryFolder()
const read = datasetReader(folder)
const file = join(folder, 'table.csv')
const header = 'sample,fat,850,852'

interface BadTable {
  readonly title: string
  readonly text: string | Uint8Array
  readonly spec?: Partial<DatasetSpec>
  readonly code: string
  readonly line?: number
  readonly field?: string
  /** What the message must contain. */
  readonly says?: string
}

const badTables: readonly BadTable[] = [
  { title: 'no rows', text: '', code: 'EmptyTable', says: 'no rows' },
  { title: 'only blank lines', text: '\n\r\n\n', code: 'EmptyTable', says: 'no rows' },
  { title: 'only a header', text: `${header}\n\n`, code: 'EmptyTable', line: 1, says: 'no samples' },
  { title: 'only one sample', text: `${header}\na,1,2,3\n`, code: 'EmptyTable', line: 1, says: 'one sample' },
  { title: 'one column', text: 'fat\n1\n2\n', code: 'EmptyTable', line: 1, says: 'one column' },
  {
    title: 'a row that is too short',
    text: `${header}\na,1,2,3\nb,1,2\n`,
    code: 'RaggedRow',
    line: 3,
    says: '3 cells',
  },
  {
    title: 'a row that is too long',
    text: `${header}\na,1,2,3\nb,1,2,3,4\n`,
    code: 'RaggedRow',
    line: 3,
    says: '5 cells',
  },
  {
    title: 'a decimal comma between commas',
    text: `${header}\na,1,2,3\nb,1,2,3\nc,1,5,2,3\n`,
    code: 'RaggedRow',
    line: 4,
    says: 'header has 4',
  },
  {
    title: 'duplicate column names',
    text: 'sample,fat,850,fat\na,1,2,3\nb,1,2,3\n',
    code: 'DuplicateColumn',
    line: 1,
    field: 'fat',
    says: '2, 4',
  },
  {
    title: 'no header',
    text: '12.5,0.31,0.30,0.31\n11.0,0.33,0.32,0.30\n',
    code: 'ChooseTarget',
    line: 1,
    says: 'column_1, column_2',
  },
  {
    title: 'no header and no repeated value',
    text: '12.5,0.31\n11.0,0.33\n10.5,0.32\n',
    code: 'ChooseTarget',
    line: 1,
  },
  {
    title: 'text in spectra',
    text: `${header}\na,1,2,3\nb,1,2,low\n`,
    code: 'NotANumber',
    line: 3,
    field: '852',
    says: '"low"',
  },
  {
    title: 'text in spectra without wavelengths',
    text: 'sample,fat,x1,x2\na,1,2,3\nb,1,2,low\nc,1,2,4\n',
    spec: { y: 'fat' },
    code: 'NotANumber',
    line: 3,
    field: 'x2',
  },
  { title: 'an empty cell in spectra', text: `${header}\na,1,,3\nb,1,2,3\n`, code: 'EmptyCell', line: 2, field: '850' },
  { title: 'NaN in spectra', text: `${header}\na,1,2,3\nb,1,NaN,3\n`, code: 'NotANumber', line: 3, field: '850' },
  { title: 'infinity in spectra', text: `${header}\na,1,2,3\nb,1,2,inf\n`, code: 'NotANumber', line: 3, field: '852' },
  {
    title: 'an overflow in spectra',
    text: `${header}\na,1,2,3\nb,1,2,1e999\n`,
    code: 'NotANumber',
    line: 3,
    field: '852',
  },
  { title: 'an empty y', text: `${header}\na,1,2,3\nb,,2,3\n`, code: 'EmptyCell', line: 3, field: 'fat' },
  { title: 'NaN in y', text: `${header}\na,1,2,3\nb,nan,2,3\n`, code: 'MissingTarget', line: 3, field: 'fat' },
  { title: 'NA in y', text: `${header}\na,NA,2,3\nb,1,2,3\n`, code: 'MissingTarget', line: 2, field: 'fat' },
  {
    title: 'infinity in y',
    text: `${header}\na,1,2,3\nb,-Infinity,2,3\n`,
    code: 'MissingTarget',
    line: 3,
    field: 'fat',
  },
  {
    title: 'text in y',
    text: `${header}\na,1,2,3\nb,<0.5,2,3\n`,
    code: 'NotANumber',
    line: 3,
    field: 'fat',
    says: '<0.5',
  },
  {
    title: 'words for a y that is to hold quantities',
    text: 'sample,origin,850,852\na,North,2,3\nb,South,2,3\n',
    spec: { y: 'origin', task_type: 'regression' },
    code: 'NotANumber',
    line: 2,
    field: 'origin',
    says: 'North',
  },
  { title: 'a quote that never closes', text: `${header}\na,1,2,3\n"b,1,2,3\n`, code: 'UnclosedQuote', line: 3 },
  {
    title: 'a byte that is not UTF-8, which it is said to be',
    text: Buffer.from(`${header}\na,1,2,3\n\xe9,1,2,3\n`, 'latin1'),
    spec: { csv: { encoding: 'utf-8' } },
    code: 'NotText',
    line: 3,
  },
  { title: 'binary data', text: Buffer.from(`${header}\na,1,\0,3\n`), code: 'NotText', line: 2 },
  { title: 'UTF-32', text: Buffer.from('\uFEFF\0i\0d\0', 'utf16le'), code: 'NotText', says: 'UTF-32' },
  {
    title: 'both decimal marks',
    text: 'sample;fat;850;852\na;1,5;2,5;3,5\nb;1,5;2.5;3,5\n',
    code: 'NotANumber',
    line: 3,
    field: '850',
    says: '"2.5"',
  },
  {
    title: 'wavelengths out of order',
    text: 'fat,850,854,852\n1,2,3,4\n2,3,4,5\n',
    code: 'WrongAxis',
    line: 1,
    says: '852 comes after 854',
  },
  {
    title: 'a wavelength twice',
    text: 'fat,850,850.0\n1,2,3\n2,3,4\n',
    code: 'WrongAxis',
    line: 1,
    says: '850 stands twice',
  },
  { title: 'two units of wavelength', text: 'fat,850 nm,4000 cm-1\n1,2,3\n2,3,4\n', code: 'WrongAxis', line: 1 },
  {
    title: 'a y column that is not there',
    text: `${header}\na,1,2,3\nb,1,2,3\n`,
    spec: { y: 'fatt' },
    code: 'UnknownColumn',
    line: 1,
    field: 'fatt',
    says: 'fatt',
  },
  {
    title: 'a group column that is not there',
    text: `${header}\na,1,2,3\nb,1,2,3\n`,
    spec: { group: 'batch' },
    code: 'UnknownColumn',
    line: 1,
    field: 'batch',
    says: 'for group',
  },
  {
    title: 'no choice of y',
    text: 'sample,fat,protein,850\na,1,2,3\nb,1,2,3\n',
    code: 'ChooseTarget',
    line: 1,
    says: 'fat, protein',
  },
  { title: 'no spectra', text: 'sample,fat\na,1\nb,2\n', code: 'NoSpectra' },
  {
    title: 'one column for two roles',
    text: `${header}\na,1,2,3\nb,1,2,3\n`,
    spec: { y: 'fat', group: 'fat' },
    code: 'ColumnRolesConflict',
    field: 'fat',
  },
  {
    title: 'an empty group',
    text: 'sample,batch,fat,850\na,x,1,2\nb,,2,3\n',
    spec: { group: 'batch' },
    code: 'EmptyLabel',
    line: 3,
    field: 'batch',
  },

  // What labs write and detection meets.
  { title: 'a title and nothing else', text: 'Spectra of 2024\n', code: 'EmptyTable', line: 1, says: 'no samples' },
  { title: 'comments and nothing else', text: '# one\n# two\n', code: 'EmptyTable', line: 1 },
  { title: 'a preamble over a header only', text: `Instrument: X\n${header}\n`, code: 'RaggedRow', line: 2 },
  {
    title: 'more skipped lines than it has',
    text: `${header}\na,1,2,3\n`,
    spec: { csv: { skip_rows: 9 } },
    code: 'EmptyTable',
    says: 'no rows',
  },
  {
    title: 'a header among the skipped lines',
    text: `${header}\na,9,2,3\nb,8,3,4\n`,
    spec: { csv: { skip_rows: 1 } },
    code: 'ChooseTarget',
    line: 2,
  },
  {
    title: 'a short row under a preamble',
    text: `Instrument: X\n\n${header}\na,1,2,3\nb,1,2\nc,1,2,3\n`,
    code: 'RaggedRow',
    line: 5,
    says: '3 cells',
  },
  {
    title: 'a long row with something behind its delimiters',
    text: `${header}\na,1,2,3\nb,1,2,3,,9\n`,
    code: 'RaggedRow',
    line: 3,
  },
  {
    title: 'a short row between spaces',
    text: 'sample fat 850 852\na 1 2 3\nb 1  2\n',
    code: 'RaggedRow',
    line: 3,
    says: '3 cells',
  },
  {
    title: 'a word in spectra between bars',
    text: 'sample|fat|850|852\na|1|2|3\nb|1|2|low\n',
    code: 'NotANumber',
    line: 3,
    field: '852',
  },
  {
    title: 'an empty cell behind a comment',
    text: `${header}\na,1,2,3\n# half\nb,1,2,\n`,
    code: 'EmptyCell',
    line: 4,
    field: '852',
  },
  {
    title: 'thousands with commas',
    text: 'sample;fat;850\na;1,234.5;2.5\nb;1.5;2.5\n',
    code: 'ThousandsSeparator',
    line: 2,
    field: 'fat',
    says: '"1,234.5"',
  },
  {
    title: 'thousands with commas in quotes',
    text: 'sample,fat,850\na,"1,234",2.5\nb,"2,345",2.5\n',
    spec: { task_type: 'regression', y: 'fat' },
    code: 'NotANumber',
    line: 2,
    field: 'fat',
  },
  {
    title: 'thousands with points',
    text: 'sample;fat;850\na;1.234,5;2,5\nb;1,5;2,5\n',
    code: 'ThousandsSeparator',
    line: 2,
    field: 'fat',
  },
  {
    title: 'thousands with apostrophes',
    text: "sample,fat,850\na,1'234,2.5\nb,1.5,2.5\n",
    code: 'ThousandsSeparator',
    line: 2,
    field: 'fat',
  },
  {
    title: 'thousands with spaces in spectra',
    text: 'sample;fat;850\na;1;1 234\nb;2;2.5\n',
    code: 'ThousandsSeparator',
    line: 2,
    field: '850',
  },
  {
    title: 'percent signs on some numbers',
    text: 'sample,fat,850\na,12%,2\nb,0.12,3\n',
    code: 'MixedPercent',
    line: 3,
    field: 'fat',
  },
  {
    title: 'UTF-16 cut in half',
    text: Buffer.from(`\uFEFF${header}\na,1,2,\uD800`, 'utf16le'),
    code: 'NotText',
    says: 'utf-16le',
  },
  {
    title: 'control characters in Latin-1',
    text: Buffer.from(`${header}\n\xe9,1,\x01,3\n`, 'latin1'),
    code: 'NotText',
    line: 2,
  },
  {
    title: 'a workbook under the name of a table',
    text: Buffer.from('PK\x03\x04\x14\0\x06\0\x08\0', 'latin1'),
    code: 'NotText',
    line: 1,
  },
  {
    title: 'prefixed wavelengths out of order',
    text: 'fat,X850,X854,X852\n1,2,3,4\n2,3,4,5\n',
    code: 'WrongAxis',
    line: 1,
    says: 'columns 3 and 4',
  },
  {
    title: 'wavelengths that fall and rise',
    text: 'fat,900,850,875\n1,2,3,4\n2,3,4,5\n',
    code: 'WrongAxis',
    line: 1,
    says: '875 comes after 850',
  },
  {
    title: 'a prefixed wavelength twice',
    text: 'fat,w850,W850\n1,2,3\n2,3,4\n',
    code: 'WrongAxis',
    line: 1,
    says: '850 stands twice',
  },
  {
    title: 'headers in another unit than told',
    text: 'fat,850 nm,852 nm\n1,2,3\n2,3,4\n',
    spec: { header_unit: 'cm-1' },
    code: 'WrongAxis',
    line: 1,
    says: 'header_unit',
  },
  {
    title: 'a header that is told to be none',
    text: `${header}\na,1,2,3\nb,2,3,4\n`,
    spec: { csv: { header: false } },
    code: 'ChooseTarget',
    line: 1,
  },
  {
    title: 'another delimiter than told',
    text: `${header}\na,1,2,3\nb,2,3,4\n`,
    spec: { csv: { delimiter: ';' } },
    code: 'EmptyTable',
    line: 1,
    says: 'one column',
  },
  {
    title: 'another decimal mark than told',
    text: 'sample;fat;850\na;1,5;2,5\nb;2,5;3,5\n',
    spec: { csv: { decimal: '.' }, y: 'fat' },
    code: 'NotANumber',
    line: 2,
    field: '850',
  },
  { title: 'a quote that opens in the header', text: '"sample,fat,850\na,1,2\n', code: 'UnclosedQuote', line: 1 },
  {
    title: 'too much missing to drop samples',
    text: `${header}\na,1,,3\nb,2,3,\nc,3,4,5\n`,
    spec: { missing: 'drop_sample' },
    code: 'NothingLeftOfTable',
    says: '1 sample',
  },
  {
    title: 'a hole in every feature',
    text: `${header}\na,1,,3\nb,2,3,\n`,
    spec: { missing: 'drop_feature' },
    code: 'NothingLeftOfTable',
  },
  {
    title: 'a hole at the end of a spectrum',
    text: `${header}\na,1,2,\nb,2,3,4\n`,
    spec: { missing: 'interpolate' },
    code: 'GapAtEnd',
    line: 2,
    field: '852',
  },
  {
    title: 'a missing y that is to be filled',
    text: `${header}\na,,2,3\nb,2,3,4\n`,
    spec: { missing: { fill: 0 } },
    code: 'EmptyCell',
    line: 2,
    field: 'fat',
  },
  {
    title: 'infinity where missing values are filled',
    text: `${header}\na,1,inf,3\nb,2,3,4\n`,
    spec: { missing: { fill: 0 } },
    code: 'NotANumber',
    line: 2,
    field: '850',
  },
]

describe('a table with', () => {
  for (const { title, text, spec, code, line, field, says } of badTables) {
    it(`${title} is refused as ${code}, naming the place`, async () => {
      const error = await errorOf(read(text, spec))
      expect(error.code).toBe(code)
      expect(error.kind).toBe('data')
      expect(error.place).toEqual({ file, ...(line && { line }), ...(field && { field }) })
      expect(error.hint ?? '').not.toBe('')
      if (says) expect(error.message).toContain(says)
    })
  }

  it('a y column that is not there names the nearest ones', async () => {
    const error = await errorOf(read(`${header}\na,1,2,3\nb,1,2,3\n`, { y: 'fatt' }))
    expect(error.hint).toMatch(/Nearest: fat\b/)
  })
})

describe('a path', () => {
  it('to nothing is refused as MissingDataset', async () => {
    const error = await errorOf(readDataset({ path: 'absent.csv' }, folder))
    expect(error).toMatchObject({ code: 'MissingDataset', place: { file: join(folder, 'absent.csv') } })
    expect((await errorOf(readDataset({ path: 'absent/deep.csv' }, folder))).code).toBe('MissingDataset')
    writeFileSync(file, header)
    expect((await errorOf(readDataset({ path: 'table.csv/deep.csv' }, folder))).code).toBe('MissingDataset')
  })

  it('to a folder is refused, naming the tables in it', async () => {
    mkdirSync(join(folder, 'spectra'), { recursive: true })
    writeFileSync(join(folder, 'spectra', 'corn.csv'), header)
    const error = await errorOf(readDataset({ path: 'spectra' }, folder))
    expect(error.code).toBe('FolderDataset')
    expect(error.hint).toContain('corn.csv')
  })

  it('to a file of an unknown kind is refused, naming the known kinds', async () => {
    const error = await errorOf(read('x', {}, 'table.docx'))
    expect(error).toMatchObject({ code: 'UnsupportedFormat', place: { file: join(folder, 'table.docx') } })
    expect(error.message).toContain('.docx')
    expect(error.hint).toMatch(/\.csv, \.csv\.gz/)
  })

  it('to a damaged gz file is refused as UnreadableFile', async () => {
    const whole = gzipSync(`${header}\na,1,2,3\n`)
    const error = await errorOf(read(whole.subarray(0, 20), {}, 'half.csv.gz'))
    expect(error).toMatchObject({ code: 'UnreadableFile', place: { file: join(folder, 'half.csv.gz') } })
  })

  it.skipIf(process.platform === 'win32')(
    'to something that is no regular file is refused without reading it',
    async () => {
      expect((await errorOf(readDataset({ path: '/dev/null' }, folder))).code).toBe('UnreadableFile')
    },
  )

  it.skipIf(process.getuid?.() === 0)('to a file without permission is refused as UnreadableFile', async () => {
    writeFileSync(join(folder, 'secret.csv'), header)
    chmodSync(join(folder, 'secret.csv'), 0)
    const error = await errorOf(readDataset({ path: 'secret.csv' }, folder))
    expect(error.code).toBe('UnreadableFile')
    expect(error.message).toContain('permission denied')
  })
})
