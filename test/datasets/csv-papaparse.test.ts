import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { csvReader } from '../../src/core/datasets/readers/csv.ts'
import type { Table } from '../../src/core/datasets/table.ts'
import { N4aError } from '../../src/core/errors/index.ts'
import type { CsvSpec } from '../../src/core/records/index.ts'

const readCsv = (text: string, csv: CsvSpec = {}) => csvReader.read(Buffer.from(text), { csv }) as Table

/** Text that delimits, quotes, breaks and pads, and what labs write beside numbers. */
const nastyText = fc.string({
  unit: fc.constantFrom('a', 'é', '樣', '"', "'", ',', ';', '\t', '|', '\n', '\r\n', ' ', '#', '0', '.', '-', '\\'),
  maxLength: 8,
})
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.double({ min: -5, max: 5, noNaN: true }).map(value => value.toFixed(6)),
  fc.integer().map(String),
)

const documents = fc
  .record({ width: fc.integer({ min: 1, max: 5 }), height: fc.integer({ min: 1, max: 6 }) })
  .chain(({ width, height }) =>
    fc.record({
      rows: fc.array(fc.array(fc.oneof(nastyText, number), { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
      width: fc.constant(width),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      newline: fc.constantFrom('\n' as const, '\r\n' as const),
      quotes: fc.boolean(),
      mark: fc.constantFrom('', '\uFEFF'),
      end: fc.boolean(),
    }),
  )

describe('delimited text', () => {
  it('has the cells that Papa Parse finds in what Papa Parse wrote', () => {
    fc.assert(
      fc.property(documents, ({ rows, width, delimiter, newline, quotes, mark, end }) => {
        const header = ['sample', ...Array.from({ length: width }, (_, j) => String(1100 + 2 * j))]
        // A name in front, so that no row is empty.
        const table = rows.map((row, i) => [`s${i}`, ...row])
        const text = mark + Papa.unparse([header, ...table], { delimiter, newline, quotes }) + (end ? newline : '')
        const { data, errors } = Papa.parse<string[]>(text.slice(mark.length), { delimiter, newline })
        expect(errors).toEqual([])
        const found = data.filter(row => row.length > 1 || row[0] !== '')
        const read = readCsv(text, { delimiter, header: true, comment: null, decimal: '.' })
        expect(read.columns).toEqual(found[0])
        expect(read.rows).toBe(found.length - 1)
        found.slice(1).forEach((row, i) => {
          expect(row.map((_, j) => read.text(i, j))).toEqual(row.map(cell => cell.trim()))
        })
      }),
      { numRuns: 500 },
    )
  })

  it('has the numbers that Number() makes of the cells that Papa Parse finds', () => {
    const numbers = fc.array(fc.array(number, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(numbers, fc.constantFrom(',', ';', '\t'), fc.boolean(), (rows, delimiter, quotes) => {
        const text = Papa.unparse([['a', 'b', 'c'], ...rows], { delimiter, quotes })
        const { data } = Papa.parse<string[]>(text, { delimiter })
        const read = readCsv(text, { delimiter, header: true, decimal: '.' })
        expect(Array.from(read.numbers)).toEqual(data.slice(1).flat().map(Number))
      }),
      { numRuns: 500 },
    )
  })

  it('is a table or a named error, whatever the text: nothing else is thrown, and nothing hangs', () => {
    const anything = fc.string({
      unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', '#', '1', '.', '-', 'e', '\t', '\u0000', 'é'),
      maxLength: 60,
    })
    fc.assert(
      fc.property(anything, text => {
        try {
          const { columns, rows, numbers } = readCsv(text)
          expect(numbers).toHaveLength(rows * columns.length)
        } catch (error) {
          expect(error).toBeInstanceOf(N4aError)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
