import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvReader } from '../../src/core/datasets/readers/csv.ts'
import type { Table } from '../../src/core/datasets/table.ts'

const read = (text: string | Buffer) => csvReader.read(Buffer.from(text)) as Table

const printedForms: readonly ((value: number) => string)[] = [
  value => String(value),
  value => value.toExponential(),
  value => value.toExponential(6).replace('e', 'E'),
  value => value.toPrecision(17),
  value => (Math.abs(value) < 1e21 ? value.toFixed(6) : String(value)),
  value => (Math.abs(value) < 1e21 ? value.toFixed(20) : String(value)),
  value => (value >= 0 ? `+${value}` : String(value)),
  value => ` ${value} `,
  value => `"${value}"`,
]

/** Spectra-like numbers, any double, and integers around the limit of exact arithmetic. */
const anyNumber = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: -5, max: 5, noNaN: true }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map(n => n / 10_000),
  fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }).map(Number),
  fc.constantFrom(0, -0, 1e22, 1e23, 5e-324, Number.MAX_VALUE, 2 ** 53, 2 ** 53 + 2, 0.1 + 0.2),
)

describe('numbers', () => {
  /** The cells that the parser reads otherwise than Number() does. */
  const misread = (cells: readonly string[]) => {
    const { numbers } = read(`a,b\n${cells.map(cell => `${cell},1`).join('\n')}`)
    return cells.filter((cell, row) => !Object.is(numbers[row * 2], Number(cell.replaceAll('"', ''))))
  }

  it('are to the bit what Number() makes of the printed text, in every printed form', () => {
    fc.assert(
      fc.property(fc.array(anyNumber, { minLength: 100, maxLength: 100 }), values => {
        expect(misread(printedForms.flatMap(form => values.map(form)))).toEqual([])
      }),
      { numRuns: 120 },
    )
  })

  it('are to the bit what Number() makes of random digits around the limit of exact arithmetic', () => {
    const digits = (minLength: number, maxLength: number) =>
      fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength })
    const printed = fc
      .tuple(fc.constantFrom('', '-'), digits(1, 18), fc.constantFrom('', '.'), digits(0, 18))
      .map(([sign, whole, point, fraction]) => `${sign}${whole}${point}${point ? fraction : ''}`)
    fc.assert(
      fc.property(fc.array(printed, { minLength: 50, maxLength: 50 }), cells => {
        expect(misread(cells)).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('are decimal only: what Number() takes beyond that is text', () => {
    const words = [
      '0x10',
      '0b1',
      '1_000',
      'Infinity',
      'NaN',
      '1e999',
      '1.2.3',
      '--1',
      '1e',
      'e5',
      '.',
      '-',
      '1 2',
      '1,5',
    ]
    const table = read(`a\tb\n${words.map(word => `${word}\t1.5`).join('\n')}`)
    expect(table.textCells[0]).toBe(words.length)
    expect(words.map((_, row) => table.text(row, 0))).toEqual(words)
    expect(words.every((_, row) => Number.isNaN(table.numbers[row * 2]))).toBe(true)
  })
})

/** A table the obvious way. */
function naive(header: readonly string[], rows: readonly (readonly string[])[], decimal: string) {
  return {
    columns: header,
    numbers: rows.flat().map(cell => (cell === '' ? Number.NaN : Number(cell.replace(decimal, '.')))),
    text: rows.map(row => row.map(cell => cell.trim())),
  }
}

const dialects = fc.constantFrom(
  { delimiter: ',', decimal: '.' },
  { delimiter: ';', decimal: '.' },
  { delimiter: ';', decimal: ',' },
  { delimiter: '\t', decimal: '.' },
  { delimiter: '\t', decimal: ',' },
)

describe('tables', () => {
  it('hold the cells that splitting finds, whatever the dialect', () => {
    const tables = fc
      .record({
        dialect: dialects,
        width: fc.integer({ min: 2, max: 7 }),
        height: fc.integer({ min: 1, max: 8 }),
        lineBreak: fc.constantFrom('\n', '\r\n', '\r'),
        mark: fc.constantFrom('', '\uFEFF'),
        tail: fc.constantFrom('', 'break', 'breaks', 'blanks'),
        quoted: fc.boolean(),
      })
      .chain(shape =>
        fc.record({
          shape: fc.constant(shape),
          rows: fc.array(
            fc.array(
              fc
                .tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.nat(4))
                .map(
                  ([value, form]) =>
                    [
                      value.toFixed(4),
                      String(value),
                      value.toExponential(8),
                      value.toPrecision(12),
                      (value / 7).toFixed(1),
                    ][form]!,
                ),
              { minLength: shape.width, maxLength: shape.width },
            ),
            { minLength: shape.height, maxLength: shape.height },
          ),
        }),
      )
    fc.assert(
      fc.property(tables, ({ shape, rows }) => {
        const { delimiter, decimal } = shape.dialect
        const header = Array.from({ length: shape.width }, (_, i) => `c${i}`)
        const printed = rows.map(row => row.map(cell => cell.replace('.', decimal)))
        // One number with a decimal mark in the first sample, so that the mark can be told.
        printed[0]![0] = `0${decimal}5`
        const quote = (cell: string) => (shape.quoted ? `"${cell}"` : cell)
        const ends = {
          '': '',
          break: shape.lineBreak,
          breaks: shape.lineBreak.repeat(3),
          blanks: `${shape.lineBreak}  `,
        }
        const text =
          shape.mark +
          [header, ...printed].map(cells => cells.map(quote).join(delimiter)).join(shape.lineBreak) +
          ends[shape.tail as keyof typeof ends]
        const table = read(text)
        const expected = naive(header, printed, decimal)
        expect(table.columns).toEqual(expected.columns)
        expect(Array.from(table.numbers)).toEqual(expected.numbers)
        expect(printed.map((row, i) => row.map((_, j) => table.text(i, j)))).toEqual(expected.text)
        expect(Array.from(table.lines)).toEqual(rows.map((_, i) => i + 2))
      }),
      { numRuns: 300 },
    )
  })

  it('give quoted text back as it was, with delimiters, quotes and line breaks in it', () => {
    const word = fc
      .string({ unit: fc.constantFrom('a', 'é', ' ', ',', ';', '"', '\n', '\r\n', '5', '.'), maxLength: 8 })
      .map(text => text.trim())
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 6 }), rows => {
        const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`
        const table = read(`id,note,850\n${rows.map(([a, b]) => `${quote(a)},${quote(b)},1.5`).join('\n')}\n`)
        expect(rows.map((_, row) => [table.text(row, 0), table.text(row, 1)])).toEqual(rows)
        let line = 2
        rows.forEach(([a, b], row) => {
          expect(table.lines[row]).toBe(line)
          line += 1 + `${a}${b}`.split('\n').length - 1
        })
      }),
      { numRuns: 300 },
    )
  })

  it('may have a decimal comma in their wavelengths', () => {
    const table = read('sample;fat;850,5;851,5\na;1;0,1;0,2\nb;2;0,3;0,4\n')
    expect(table.columns).toEqual(['sample', 'fat', '850,5', '851,5'])
    expect(table.numbers[2]).toBe(0.1)
  })

  it('may hold more decimal commas than semicolons', () => {
    const table = read('850,5;851,5;852,5\n0,1;0,2;0,3\n0,4;0,5;0,6\n')
    expect(table.columns).toEqual(['850,5', '851,5', '852,5'])
    expect(Array.from(table.numbers)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
  })

  it('show a decimal comma even when the first samples are whole numbers', () => {
    const whole = Array.from({ length: 30 }, (_, i) => `s${i};1;2`).join('\n')
    const table = read(`id;850;851\n${whole}\nlast;1,5;2,5\n`)
    expect(Array.from(table.numbers.slice(-2))).toEqual([1.5, 2.5])
  })

  it('say which blank lines and empty rows they passed over', () => {
    const table = read('id,850,851\na,1,2\n\nb,3,4\n,,\n,,\n')
    expect(table.rows).toBe(2)
    expect(Array.from(table.lines)).toEqual([2, 4])
    expect(Array.from(table.emptyCells)).toEqual([0, 0, 0])
    expect(table.notes.join(' ')).toMatch(/Blank lines .*: 1\. Rows without any value .*: 2\./)
  })

  it('take memory in proportion to the file, however wide its header', () => {
    const table = () => read(`${'x,'.repeat(20_000)}y${'\n'.repeat(200_000)}`)
    expect(table).toThrowError(expect.objectContaining({ code: 'DuplicateColumn' }))
    const wide = Array.from({ length: 20_000 }, (_, i) => `x${i}`).join()
    expect(() => read(wide + '\n'.repeat(200_000))).toThrowError(expect.objectContaining({ code: 'EmptyTable' }))
  })
})
