import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvReader } from '../../src/core/datasets/readers/csv.ts'
import { windows1252ToUtf8 } from '../../src/core/datasets/readers/windows-1252.ts'
import type { Table } from '../../src/core/datasets/table.ts'
import type { CsvSpec } from '../../src/core/records/index.ts'

const read = (text: string | Buffer, spec?: CsvSpec) =>
  csvReader.read(typeof text === 'string' ? Buffer.from(text) : text, spec && { csv: spec }) as Table
const plain = 'id,fat,850,852\na,1.5,2,3\nb,2.5,4,5\n'

/** Each is a table of samples a and b with fat 1.5 and 2.5, and spectra 2, 3 and 4, 5. */
const sameTables: readonly (readonly [title: string, text: string | Buffer, spec?: CsvSpec])[] = [
  ['commas', plain],
  ['tabs', plain.replaceAll(',', '\t')],
  ['semicolons', plain.replaceAll(',', ';')],
  ['bars', plain.replaceAll(',', '|')],
  ['spaces', plain.replaceAll(',', ' ')],
  ['runs of spaces, some at the ends of lines', plain.replaceAll(',', '   ').replaceAll('\n', ' \n ')],
  ['commas with spaces behind', plain.replaceAll(',', ', ')],
  ['decimal commas', plain.replaceAll(',', ';').replaceAll('.', ',')],
  ['decimal commas between spaces', plain.replaceAll(',', ' ').replaceAll('.', ',')],
  ['decimal commas in quotes between commas', 'id,fat,850,852\na,"1,5","2,0","3,0"\nb,"2,5","4,0","5,0"\n'],
  ['line ends of Windows', plain.replaceAll('\n', '\r\n')],
  ['line ends of old Macs', plain.replaceAll('\n', '\r')],
  ['a byte order mark', `\uFEFF${plain}`],
  ['UTF-16 with a mark', Buffer.from(`\uFEFF${plain}`, 'utf16le')],
  ['big-endian UTF-16 with a mark', Buffer.from(`\uFEFF${plain}`, 'utf16le').swap16()],
  ['UTF-16 without a mark', Buffer.from(plain, 'utf16le')],
  ['big-endian UTF-16 without a mark', Buffer.from(plain, 'utf16le').swap16()],
  ['a preamble', `Instrument: XDS\nOperator: Jo\n\n${plain}`],
  ['a preamble of key, value lines', `Instrument,XDS\nDate,2024-05-01\n${plain}`],
  ['a preamble padded by a spreadsheet', `Instrument,XDS,,\nDate,2024-05-01,,\n${plain}`],
  ['a title', `Spectra of 2024\n${plain}`],
  ['comments of #', `# made by hand\n${plain}# the end\n`],
  ['comments of %', `% made by hand\n${plain}`],
  ['comments of //', `// made by hand\n${plain}`],
  ['comments in its middle', plain.replace('\nb,', '\n# half of it\nb,')],
  ['a header in a comment', `# ${plain}`.replaceAll('a,', '7,').replaceAll('b,', '8,')],
  ['delimiters at the ends of lines', plain.replaceAll('\n', ',\n')],
  ['delimiters at the ends of its rows only', plain.replace('5,2,3', '5,2,3,').replace('4,5\n', '4,5,,\n')],
  ['quotes', plain.replace(/[^,\n]+/g, cell => `"${cell}"`)],
  ['skipped lines', `a,b,c,d\n1,2,3,4\n${plain}`, { skip_rows: 2 }],
  ['comments of its own mark', `!! made by hand\n${plain}!!\n`, { comment: '!!' }],
  ['a given delimiter', plain.replaceAll(',', '/'), { delimiter: '/' }],
]

describe('a table with', () => {
  for (const [title, text, spec] of sameTables) {
    it(`${title} is read`, () => {
      const table = read(text, spec)
      expect(table.columns).toEqual(['id', 'fat', '850', '852'])
      expect(Array.from(table.numbers.filter((_, i) => i % 4 > 0))).toEqual([1.5, 2, 3, 2.5, 4, 5])
    })
  }

  it('a header in a comment is the only one whose samples may look like any', () => {
    expect(read('# 850 852 854\n0.1 0.2 0.15\n0.2 0.3 0.31\n').columns).toEqual(['850', '852', '854'])
  })

  it('Windows-1252 text is read as such, and says so', () => {
    const table = read(
      Buffer.from([
        ...Buffer.from('id,prot'),
        0xe9,
        ...Buffer.from('ine,850\n'),
        0x80,
        ...Buffer.from(',1,2\nb,2,3\n'),
      ]),
    )
    expect(table.columns[1]).toBe('protéine')
    expect(table.text(0, 0)).toBe('€')
    expect(table.notes.join(' ')).toMatch(/windows-1252 \(line 1 is not valid UTF-8/)
  })

  it('every byte from 0xA0 as Windows-1252 is the character of that number, as in Latin-1', () => {
    const high = Buffer.from(Array.from({ length: 96 }, (_, i) => 0xa0 + i))
    expect(windows1252ToUtf8(high).toString()).toBe(high.toString('latin1'))
  })

  it('what Excel writes to keep a text keeps it', () => {
    const table = read('id,fat,850\n="0012",1,2\n"=""0013""",2,3\n')
    expect([table.text(0, 0), table.text(1, 0)]).toEqual(['0012', '0013'])
  })

  it('percent signs throughout a column is read as printed, and says so', () => {
    const table = read('id,fat,850\na,12.5%,2\nb,13 %,3\n')
    expect([table.numbers[1], table.numbers[4]]).toEqual([12.5, 13])
    expect(table.notes.join(' ')).toContain('12.5% is 12.5): "fat"')
  })

  it('codes for missing values has empty cells in their place', () => {
    const table = read('id,fat,850\na,-999,2\nb,1,NA\nc,1,-999.0\n', { na_values: ['-999', 'NA'] })
    expect(Array.from(table.emptyCells)).toEqual([0, 1, 2])
    expect(table.text(1, 2)).toBe('')
    expect(table.text(0, 1)).toBe('')
  })

  it('an id that begins with a comment mark keeps its row', () => {
    expect(read('id,fat,850\n#12,1,2\n#13,2,3\n').rows).toBe(2)
  })
})

describe('a first line of numbers', () => {
  const headers = [
    [
      'a rising scale outside the samples',
      '1100,1102,1104\n0.1,0.3,0.2\n0.2,0.3,0.1\n',
      true,
      /rise steadily and lie outside/,
    ],
    ['a falling scale', '9000,8000,7000\n0.1,0.3,0.2\n0.2,0.3,0.1\n', true, /fall steadily/],
    ['even steps within the samples', '1,2,3\n1.5,0.3,2.5\n3,0.3,0.1\n', true, /even steps/],
    ['no scale and like the samples', '0.1,0.3,0.2\n0.2,0.3,0.1\n0.2,0.1,0.3\n', false, /no steady scale/],
    ['a smooth spectrum that rises unevenly', '0.10,0.11,0.14\n0.1,0.3,0.2\n0.2,0.3,0.1\n', false, /no steady scale/],
  ] as const
  for (const [title, text, header, reason] of headers) {
    it(`with ${title} is ${header ? 'a header' : 'a sample'}, and says why`, () => {
      const table = read(text)
      expect(table.rows).toBe(header ? 2 : 3)
      expect(table.columns[0]).toBe(header ? text.split(',')[0] : 'column_1')
      expect(table.notes.join(' ')).toMatch(reason)
      expect(read(text, { header: !header }).rows).toBe(header ? 3 : 2)
    })
  }

  it('behind an id is a sample where its numbers are like the others', () => {
    const table = read('a,1.5,0.31,0.30\nb,2.5,0.32,0.33\nc,2.5,0.32,0.33\n')
    expect(table.rows).toBe(3)
    expect(read('sample,850,854,852\na,1,2,3\nb,2,3,4\n').columns[1]).toBe('850')
  })
})

/** A parser of another kind: a state machine over characters, without detection. */
function referenceParse(text: string, delimiter: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endRow = () => {
    rows.push([...row, cell])
    row = []
    cell = ''
  }
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!
    if (quoted) {
      if (character !== '"') cell += character
      else if (text[i + 1] === '"') {
        cell += '"'
        i++
      } else quoted = false
    } else if (character === '"' && cell === '') quoted = true
    else if (character === delimiter) {
      row.push(cell)
      cell = ''
    } else if (character === '\n') endRow()
    else cell += character
  }
  if (cell !== '' || row.length > 0) endRow()
  return rows
}

describe('any text', () => {
  const noise = fc.string({ unit: fc.constantFrom(...'ab0123.,;"\t|# %=\r\n-eE:é'), maxLength: 200 })

  it('gives a table or a catalogue error about the data, never another failure', () => {
    fc.assert(
      fc.property(noise, text => {
        try {
          const table = read(text)
          expect(table.numbers.length).toBe(table.rows * table.columns.length)
          expect(new Set(table.columns).size).toBe(table.columns.length)
          for (let i = 0; i < table.numbers.length; i++) {
            expect(typeof table.text(Math.floor(i / table.columns.length), i % table.columns.length)).toBe('string')
          }
        } catch (error) {
          expect(error).toMatchObject({ kind: 'data', code: expect.any(String) })
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('is divided as a state machine divides it, with quotes, delimiters and line breaks in its cells', () => {
    const cell = fc.oneof(
      fc.double({ min: -1e4, max: 1e4, noNaN: true }).map(String),
      fc.string({ unit: fc.constantFrom(...'ab1 ,;"\n.'), maxLength: 6 }).map(text => text.trim()),
    )
    const tables = fc
      .integer({ min: 2, max: 6 })
      .chain(width =>
        fc.tuple(
          fc.constantFrom(',', ';', '\t', '|'),
          fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
        ),
      )
    fc.assert(
      fc.property(tables, ([delimiter, rows]) => {
        const filled = rows.map(row => row.with(0, `x${row[0]}`))
        const header = filled[0]!.map((_, i) => `c${i}`)
        const quote = (text: string) => (/[",;\t|\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
        const text = [header, ...filled].map(row => row.map(quote).join(delimiter)).join('\n')
        const table = read(text, {
          delimiter,
          decimal: '.',
          header: true,
          comment: null,
          encoding: 'utf-8',
          skip_rows: 0,
        })
        const [, ...expected] = referenceParse(text, delimiter)
        expect(filled.map((row, i) => row.map((_, j) => table.text(i, j)))).toEqual(expected)
        expected.forEach((row, i) => {
          row.forEach((printed, j) => {
            const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(printed) ? Number(printed) : Number.NaN
            expect(table.numbers[i * row.length + j]).toBe(value)
          })
        })
      }),
      { numRuns: 500 },
    )
  })
})
