import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { asdFile, jcampBlock, jcampLink, opusFile, opusTypes, spcFile } from '../datasets/instrument-files.ts'

export const good = (file: string) => readFileSync(join('test/datasets/files', file))
export const spectrum = Array.from({ length: 10 }, (_, i) => 0.5 + i / 16)

/** The bytes with others written over them. */
export function patched(
  bytes: Buffer,
  ...patches: readonly (readonly [offset: number, bytes: readonly number[] | string])[]
): Buffer {
  const copy = Buffer.from(bytes)
  for (const [offset, content] of patches) Buffer.from(content as string, 'latin1').copy(copy, offset)
  return copy
}
export const word = (value: number) => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24]
export const short = (value: number) => [value & 255, value >>> 8]
export const end = (bytes: Buffer, share = 0.6) => bytes.subarray(0, Math.floor(bytes.length * share))

/** A zip archive of deflated files, with sizes that may lie. */
export function zip(files: Readonly<Record<string, string | Buffer>>, claimed?: number): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content)
    const size = claimed ?? Buffer.byteLength(content)
    const sizes = [...word(crc32(content)), ...word(packed.length), ...word(size), ...short(name.length), 0, 0]
    const local = Buffer.concat([
      Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 0, 0, 0, 0, ...sizes]),
      Buffer.from(name),
      packed,
    ])
    const head = [
      0x50,
      0x4b,
      1,
      2,
      20,
      0,
      20,
      0,
      0,
      0,
      8,
      0,
      0,
      0,
      0,
      0,
      ...sizes,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      ...word(offset),
    ]
    central.push(Buffer.from(head), Buffer.from(name))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(central)
  const count = short(locals.length)
  const tail = [0x50, 0x4b, 5, 6, 0, 0, 0, 0, ...count, ...count, ...word(directory.length), ...word(offset), 0, 0]
  return Buffer.concat([...locals, directory, Buffer.from(tail)])
}

const relations = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
const workbook = '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>'
export const xlsx = (rows: string, more: Readonly<Record<string, string | Buffer>> = {}) =>
  zip({
    'xl/workbook.xml': workbook,
    'xl/_rels/workbook.xml.rels': relations,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...more,
  })
export const headerRow = '<row r="1"><c r="A1" t="inlineStr"><is><t>fat</t></is></c><c r="B1"><v>1100</v></c></row>'

export const npy = (header: string, data: Buffer = Buffer.alloc(0)) =>
  Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
    Buffer.from(short(header.length)),
    Buffer.from(header),
    data,
  ])
export const npyOf = (descr: string, shape: string) =>
  npy(`{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape}), }\n`)

const matlabHeader = Buffer.concat([
  Buffer.from('MATLAB 5.0 MAT-file'.padEnd(124)),
  Buffer.from([0, 1]),
  Buffer.from('IM'),
])
export const element = (type: number, content: Buffer) =>
  Buffer.concat([
    Buffer.from([...word(type), ...word(content.length)]),
    content,
    Buffer.alloc((8 - (content.length % 8)) % 8),
  ])
export const matrixOf = (dimensions: readonly number[], values: number, kind = 6) =>
  element(
    14,
    Buffer.concat([
      element(6, Buffer.from([kind, 0, 0, 0, 0, 0, 0, 0])),
      element(5, Buffer.from(dimensions.flatMap(word))),
      element(1, Buffer.from('X')),
      element(9, Buffer.alloc(values * 8)),
    ]),
  )
export const matlab = (...elements: Buffer[]) => Buffer.concat([matlabHeader, ...elements])

export const jcamp = (from: string | RegExp, to: string) =>
  Buffer.from(jcampBlock('a', [1, 2, 3, 4, 5, 6], 'DIF').replace(from, to))
const absorbance = { type: opusTypes.absorbance, values: spectrum }
export const opus = opusFile([absorbance])
const at = (bytes: Buffer, text: string) => bytes.indexOf(text, 0, 'latin1')

/** A file of another kind than text, and what is wrong with it. */
export interface HostileFile {
  readonly title: string
  readonly file: string
  readonly bytes: Buffer
  readonly code: string
  /** What the message must contain. */
  readonly says?: string
  readonly line?: number
}

export const hostileFiles: readonly HostileFile[] = [
  {
    title: 'an old workbook',
    file: 'a.xls',
    bytes: Buffer.from('d0cf11e0a1b11ae1'.padEnd(600, '0'), 'hex'),
    code: 'UnsupportedTable',
    says: '.xls',
  },
  {
    title: 'text called a workbook',
    file: 'a.xlsx',
    bytes: Buffer.from('a,b\n1,2\n'),
    code: 'DamagedTable',
    says: 'list of contents',
  },
  { title: 'half a workbook', file: 'a.xlsx', bytes: end(good('excel/openpyxl.xlsx')), code: 'DamagedTable' },
  {
    title: 'an archive without a workbook',
    file: 'a.xlsx',
    bytes: zip({ 'a.txt': 'a' }),
    code: 'UnsupportedTable',
    says: 'without a workbook',
  },
  {
    title: 'a binary workbook',
    file: 'a.xlsx',
    bytes: zip({ 'xl/workbook.bin': 'a' }),
    code: 'UnsupportedTable',
    says: '.xlsb',
  },
  {
    title: 'a workbook whose sheet is gone',
    file: 'a.xlsx',
    bytes: zip({ 'xl/workbook.xml': workbook, 'xl/_rels/workbook.xml.rels': relations }),
    code: 'DamagedTable',
    says: 'sheet is missing',
  },
  {
    title: 'a bomb in a workbook',
    file: 'a.xlsx',
    bytes: xlsx('', { 'xl/sharedStrings.xml': Buffer.alloc(100 * 2 ** 20) }),
    code: 'TableTooLarge',
    says: '104,857,600 bytes',
  },
  {
    title: 'a bomb that lies about its size',
    file: 'a.xlsx',
    bytes: zip({ 'xl/workbook.xml': Buffer.alloc(2 ** 20) }, 1000),
    code: 'DamagedTable',
    says: '1000 bytes',
  },
  {
    title: 'entities that grow',
    file: 'a.xlsx',
    bytes: xlsx('', { 'xl/sharedStrings.xml': '<!DOCTYPE x [<!ENTITY a "aa">]><sst/>' }),
    code: 'UnsupportedTable',
    says: 'document type',
  },
  {
    title: 'a tag without an end',
    file: 'a.xlsx',
    bytes: xlsx(`${headerRow}<row r="2"`.replace('</worksheet>', '')).subarray(0),
    code: 'EmptyTable',
  },
  {
    title: 'shared text that is not there',
    file: 'a.xlsx',
    bytes: xlsx(`${headerRow}<row r="2"><c r="A2" t="s"><v>7</v></c></row>`),
    code: 'DamagedTable',
    says: 'text 7',
    line: 2,
  },
  {
    title: 'a number that is none',
    file: 'a.xlsx',
    bytes: xlsx(`${headerRow}<row r="2"><c r="A2"><v>1,5</v></c></row>`),
    code: 'DamagedTable',
    says: '1,5',
    line: 2,
  },
  {
    title: 'a cell in column ZZZ',
    file: 'a.xlsx',
    bytes: xlsx(`${headerRow}<row r="2"><c r="ZZZ2"><v>1</v></c></row>`),
    code: 'DamagedTable',
    says: 'ZZZ2',
    line: 2,
  },
  {
    title: 'a row before the one above',
    file: 'a.xlsx',
    bytes: xlsx(`${headerRow}<row r="1"><c r="A1"><v>1</v></c></row>`),
    code: 'DamagedTable',
    says: 'row 1',
  },
  {
    title: 'a row wider than the header',
    file: 'a.xlsx',
    bytes: xlsx(`${headerRow}<row r="5"><c r="C5"><v>1</v></c></row>`),
    code: 'RaggedRow',
    line: 5,
  },
  {
    title: 'the same name above two columns',
    file: 'a.xlsx',
    bytes: xlsx(
      '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>a</v></c></row><row r="2"><c><v>1</v></c></row>',
    ),
    code: 'DuplicateColumn',
    line: 1,
  },
  { title: 'a sheet without rows', file: 'a.xlsx', bytes: xlsx(''), code: 'EmptyTable' },
  {
    title: 'half a Parquet file',
    file: 'a.parquet',
    bytes: end(good('parquet/snappy.parquet')),
    code: 'DamagedTable',
    says: 'end with PAR1',
  },
  {
    title: 'text called Parquet',
    file: 'a.parquet',
    bytes: Buffer.from('sample,fat\na,1\nb,2\n'),
    code: 'DamagedTable',
    says: 'start with PAR1',
  },
  {
    title: 'a Parquet footer longer than the file',
    file: 'a.parquet',
    bytes: patched(good('parquet/none.parquet'), [good('parquet/none.parquet').length - 8, word(1e9)]),
    code: 'DamagedTable',
  },
  {
    title: 'an encrypted Parquet file',
    file: 'a.parquet',
    bytes: Buffer.from('PAREaaaaaaaaaaaaPARE'),
    code: 'UnsupportedTable',
    says: 'encrypted',
  },
  {
    title: 'Feather version 1',
    file: 'a.feather',
    bytes: Buffer.from('FEA1'.padEnd(80, '\0')),
    code: 'UnsupportedTable',
    says: 'version 1',
  },
  { title: 'half an Arrow file', file: 'a.feather', bytes: end(good('arrow/lz4.feather'), 0.3), code: 'DamagedTable' },
  {
    title: 'an Arrow file of ten bytes',
    file: 'a.arrow',
    bytes: Buffer.from('ARROW1aaaa'),
    code: 'DamagedTable',
    says: '10 bytes',
  },
  {
    title: 'half an array',
    file: 'a.npy',
    bytes: end(good('numpy/float64.npy')),
    code: 'DamagedTable',
    says: 'byte 128',
  },
  {
    title: 'text called an array',
    file: 'a.npy',
    bytes: Buffer.from('1 2 3 4 5 6 7'),
    code: 'DamagedTable',
    says: 'start',
  },
  {
    title: 'an array of a billion rows',
    file: 'a.npy',
    bytes: npyOf('<f8', '1000000000, 10'),
    code: 'TableTooLarge',
    says: '10,000,000,000 rows',
  },
  { title: 'a billion texts of no length', file: 'a.npy', bytes: npyOf('<U0', '1000000000, 1'), code: 'TableTooLarge' },
  { title: 'a pickle', file: 'a.npy', bytes: npyOf('|O', '2, 2'), code: 'UnsupportedTable', says: 'pickle' },
  {
    title: 'a structured array',
    file: 'a.npy',
    bytes: npy("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,), }"),
    code: 'UnsupportedTable',
    says: 'structured',
  },
  {
    title: 'an array header without a shape',
    file: 'a.npy',
    bytes: npy("{'descr': '<f8', 'fortran_order': False}"),
    code: 'DamagedTable',
    says: 'header',
  },
  {
    title: 'an array of header version 9',
    file: 'a.npy',
    bytes: patched(good('numpy/float64.npy'), [6, [9]]),
    code: 'DamagedTable',
    says: 'version 9',
  },
  {
    title: 'wavelengths of which one is no number',
    file: 'a.npz',
    bytes: zip({
      'x.npy': npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }\n", Buffer.alloc(32)),
      'wavelengths.npy': npy(
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }\n",
        Buffer.from(new Float64Array([1100, Number.NaN]).buffer),
      ),
    }),
    code: 'UnusableWavelengths',
    says: 'NaN',
  },
  {
    title: 'an archive without arrays',
    file: 'a.npz',
    bytes: zip({ 'a.txt': 'a' }),
    code: 'DamagedTable',
    says: 'no array',
  },
  {
    title: 'an archive with vectors only',
    file: 'a.npz',
    bytes: zip({ 'y.npy': npyOf('<f8', '0,') }),
    code: 'EmptyTable',
  },
  {
    title: 'a bomb in an archive',
    file: 'a.npz',
    bytes: zip({ 'x.npy': Buffer.alloc(80 * 2 ** 20) }),
    code: 'TableTooLarge',
  },
  {
    title: 'MATLAB 7.3',
    file: 'a.mat',
    bytes: Buffer.from('MATLAB 7.3 MAT-file, Platform: GLNXA64'.padEnd(600)),
    code: 'UnsupportedTable',
    says: '7.3',
  },
  {
    title: 'text called MATLAB',
    file: 'a.mat',
    bytes: Buffer.from('x = 1'.padEnd(300)),
    code: 'DamagedTable',
    says: 'header',
  },
  { title: 'half a MATLAB file', file: 'a.mat', bytes: end(good('matlab/plain.mat')), code: 'DamagedTable' },
  {
    title: 'a MATLAB matrix of a billion values',
    file: 'a.mat',
    bytes: matlab(matrixOf([1e9, 1], 4)),
    code: 'DamagedTable',
    says: '1000000000 values',
  },
  {
    title: 'a MATLAB matrix of negative size',
    file: 'a.mat',
    bytes: matlab(matrixOf([-2, -2], 4)),
    code: 'DamagedTable',
    says: 'no size',
  },
  {
    title: 'a MATLAB element longer than the file',
    file: 'a.mat',
    bytes: matlab(Buffer.from([...word(14), ...word(1e9)])),
    code: 'DamagedTable',
    says: 'byte 136',
  },
  { title: 'a MATLAB file without variables', file: 'a.mat', bytes: matlab(), code: 'EmptyTable' },
  {
    title: 'a bomb in a MATLAB file',
    file: 'a.mat',
    bytes: matlab(element(15, deflateSync(Buffer.alloc(80 * 2 ** 20)))),
    code: 'DamagedTable',
    says: 'unpack',
  },
  {
    title: 'garbage for a compressed variable',
    file: 'a.mat',
    bytes: matlab(element(15, Buffer.from('garbage!'))),
    code: 'DamagedTable',
    says: 'unpack',
  },
  {
    title: 'SPC of the old format',
    file: 'a.spc',
    bytes: patched(spcFile({ spectra: [spectrum] }), [1, [0x4d]]),
    code: 'UnsupportedTable',
    says: 'old format',
  },
  {
    title: 'text called SPC',
    file: 'a.spc',
    bytes: Buffer.from('1100 0.5\n1102 0.6\n'.repeat(40)),
    code: 'DamagedTable',
    says: 'version',
  },
  {
    title: 'half an SPC file',
    file: 'a.spc',
    bytes: spcFile({ spectra: [spectrum] }).subarray(0, 560),
    code: 'DamagedTable',
    says: 'byte 544',
  },
  {
    title: 'SPC of a billion points',
    file: 'a.spc',
    bytes: patched(spcFile({ spectra: [spectrum] }), [4, word(1e9)]),
    code: 'TableTooLarge',
  },
  {
    title: 'SPC of a billion spectra',
    file: 'a.spc',
    bytes: patched(spcFile({ spectra: [spectrum, spectrum] }), [24, word(1e9)]),
    code: 'DamagedTable',
    says: '1000000000 spectra',
  },
  {
    title: 'OPUS without a spectrum',
    file: 'a.0',
    bytes: opusFile([{ type: opusTypes.interferogram, values: spectrum }]),
    code: 'UnsupportedTable',
    says: 'interferograms',
  },
  { title: 'half an OPUS file', file: 'a.0', bytes: opus.subarray(0, 70), code: 'DamagedTable' },
  {
    title: 'text called OPUS',
    file: 'a.1',
    bytes: Buffer.from('1100 0.5\n'.repeat(9)),
    code: 'DamagedTable',
    says: 'byte 0',
  },
  {
    title: 'OPUS of a billion points',
    file: 'a.0',
    bytes: patched(opus, [at(opus, 'NPT') + 8, word(1e9)]),
    code: 'TableTooLarge',
  },
  { title: 'OPUS of a billion blocks', file: 'a.0', bytes: patched(opus, [20, word(1e9)]), code: 'DamagedTable' },
  {
    title: 'OPUS without an axis',
    file: 'a.0',
    bytes: patched(opus, [at(opus, 'FXV'), 'FXX']),
    code: 'DamagedTable',
    says: 'axis of the absorbance',
  },
  {
    title: 'half an ASD file',
    file: 'a.asd',
    bytes: asdFile({ spectrum }).subarray(0, 500),
    code: 'DamagedTable',
    says: 'byte 484',
  },
  { title: 'text called ASD', file: 'a.asd', bytes: Buffer.from('350 0.5\n'.repeat(99)), code: 'DamagedTable' },
  {
    title: 'ASD with unknown numbers',
    file: 'a.asd',
    bytes: patched(asdFile({ spectrum }), [199, [3]]),
    code: 'DamagedTable',
    says: 'format 3',
  },
  {
    title: 'ASD without channels',
    file: 'a.asd',
    bytes: patched(asdFile({ spectrum }), [204, [0, 0]]),
    code: 'DamagedTable',
    says: 'channels',
  },
  {
    title: 'ASD that steps by nothing',
    file: 'a.asd',
    bytes: patched(asdFile({ spectrum }), [195, word(0)]),
    code: 'DamagedTable',
    says: 'wavelengths',
  },
  {
    title: 'JCAMP without an end',
    file: 'a.jdx',
    bytes: jcamp('##END=', ''),
    code: 'DamagedTable',
    says: '##END=',
    line: 1,
  },
  {
    title: 'JCAMP with fewer points than announced',
    file: 'a.jdx',
    bytes: jcamp('##NPOINTS= 6', '##NPOINTS= 60'),
    code: 'DamagedTable',
    says: '60',
    line: 15,
  },
  {
    title: 'JCAMP of a billion points',
    file: 'a.jdx',
    bytes: jcamp('##NPOINTS= 6', '##NPOINTS= 1000000000'),
    code: 'TableTooLarge',
  },
  {
    title: 'JCAMP that repeats a billion times',
    file: 'a.jdx',
    bytes: jcamp(/4000A.*/, '4000A1S999999999'),
    code: 'DamagedTable',
    says: 'more than the 6 points',
    line: 15,
  },
  {
    title: 'JCAMP whose check fails',
    file: 'a.jdx',
    bytes: jcamp(/4032D.*/, '4032E'),
    code: 'DamagedTable',
    says: 'starts with 5',
    line: 16,
  },
  {
    title: 'JCAMP with a word among the numbers',
    file: 'a.jdx',
    bytes: jcamp(/4000A.*/, '4000 1 low 2'),
    code: 'DamagedTable',
    line: 15,
  },
  {
    title: 'JCAMP peaks',
    file: 'a.jdx',
    bytes: jcamp('##XYDATA= (X++(Y..Y))', '##PEAK TABLE= (XY..XY)'),
    code: 'UnsupportedTable',
    says: 'PEAKTABLE',
    line: 1,
  },
  {
    title: 'JCAMP points',
    file: 'a.jdx',
    bytes: jcamp('##XYDATA= (X++(Y..Y))', '##XYPOINTS= (XY..XY)'),
    code: 'UnsupportedTable',
    says: 'XYPOINTS',
  },
  {
    title: 'JCAMP without FIRSTX',
    file: 'a.jdx',
    bytes: jcamp('##FIRSTX=', '##FIRST='),
    code: 'DamagedTable',
    says: 'FIRSTX is missing',
  },
  {
    title: 'JCAMP with a word for a number',
    file: 'a.jdx',
    bytes: jcamp('##LASTX= ', '##LASTX= about '),
    code: 'DamagedTable',
    says: 'LASTX is no number',
    line: 11,
  },
  {
    title: 'JCAMP blocks on different axes',
    file: 'a.jdx',
    bytes: Buffer.from(jcampLink([jcampBlock('a', [1, 2, 3]), jcampBlock('b', [1, 2])])),
    code: 'SpectraDiffer',
    says: '2 points and 3 points',
  },
  { title: 'a bomb of text', file: 'a.csv.gz', bytes: gzipSync(Buffer.alloc(80 * 2 ** 20)), code: 'TableTooLarge' },
]
