import { describe, expect, it } from 'vitest'
import type { Column } from '../../src/core/displays/index.ts'
import { createColumnWidths, layColumns } from '../../src/tui/components/column-layout.ts'
import { fittedTableLines } from '../../src/tui/components/fitted-table.ts'
import {
  fitText,
  lineWidth,
  padLine,
  textWidth,
  truncate,
  truncateMiddle,
  wrapText,
} from '../../src/tui/components/line.ts'
import { tableLines } from '../../src/tui/components/table-lines.ts'
import { createListView, sortBy } from '../../src/tui/state/list-view.ts'
import { glyphsFor } from '../../src/tui/theme/glyphs.ts'

interface Item {
  readonly name: string
  readonly score: number | null
}

let formatted = 0
const column = (
  key: string,
  priority: number,
  align: 'left' | 'right',
  text: (item: Item) => string,
): Column<unknown> => ({
  key,
  label: key,
  align,
  priority,
  value: item => (key === 'score' ? (item as Item).score : (item as Item).name),
  text: item => {
    formatted++
    return text(item as Item)
  },
})
const name = column('name', 0, 'left', item => item.name)
const score = column('score', 1, 'right', item => String(item.score ?? '–'))
const extra = column('extra', 5, 'left', item => `more about ${item.name}`)
const columns = [name, score, extra]
const glyphs = glyphsFor({ unicode: true })

const items = (n: number): Item[] =>
  Array.from({ length: n }, (_, i) => ({ name: `sample ${i}`, score: (i * 7919) % 1000 }))

const hostile = ['plain', '漢字漢字漢字', 'e\u0301e\u0301e\u0301', '👩‍🔬👩‍🔬', '\u001b[31mred', 'a\nb', '\u202ertl', '']

describe('text in cells', () => {
  it('takes exactly the width it is given, whatever it is made of', () => {
    for (const text of hostile) {
      for (let width = 0; width < 20; width++) {
        expect(textWidth(fitText(text, width)), `${JSON.stringify(text)} in ${width}`).toBe(width)
        expect(textWidth(truncateMiddle(text, width))).toBeLessThanOrEqual(width)
        expect(lineWidth(padLine([[text], [' and '], [text, 'faint']], width))).toBe(width)
      }
    }
  })

  it('keeps both ends of a name that is cut in the middle', () => {
    expect(truncateMiddle('SNV > PLSRegression(n_components=12)', 20)).toBe('SNV > PLSR…nents=12)')
    expect(truncate('SNV > PLSRegression', 6)).toBe('SNV >…')
  })

  it('wraps at words, and cuts a word that is too long', () => {
    expect(wrapText('one two three', 8)).toEqual(['one two', 'three'])
    expect(wrapText('a verylongword b', 6)).toEqual(['a', 'veryl…', 'b'])
    expect(wrapText('first\n\nlast', 20)).toEqual(['first', '', 'last'])
  })
})

describe('columns', () => {
  const wanted = [30, 8, 40]

  it('go by their importance when there is no room', () => {
    expect(layColumns(columns, wanted, 100, 0).map(({ column: { key } }) => key)).toEqual(['name', 'score', 'extra'])
    expect(layColumns(columns, wanted, 50, 0).map(({ column: { key } }) => key)).toEqual(['name', 'score'])
    expect(layColumns(columns, wanted, 20, 0).map(({ column: { key } }) => key)).toEqual(['name'])
  })

  it('stay when they are the current one', () => {
    expect(layColumns(columns, wanted, 60, 2).map(({ column: { key } }) => key)).toContain('extra')
  })

  it('never take more than there is, and never cut a number', () => {
    for (let available = 30; available < 140; available += 3) {
      const laid = layColumns(columns, wanted, available, 0)
      expect(laid.reduce((sum, { width }) => sum + width + 2, -2)).toBeLessThanOrEqual(available)
      expect(laid.find(({ column: { key } }) => key === 'score')?.width ?? 8).toBe(8)
    }
  })
})

describe('the table', () => {
  const draw = (all: readonly Item[], top: number, height: number, cursor = top) => {
    const measure = createColumnWidths(columns, all)
    formatted = 0
    const visible = all.slice(top, top + height)
    const laid = layColumns(columns, measure(visible), 96, 0)
    const common = { rows: all.length, top, height, width: 100, cursor, current: 'name', sort: [], glyphs }
    return tableLines({ ...common, columns: laid, visible })
  }

  it('turns only the rows in view into text, however many there are', () => {
    draw(items(100_000), 50_000, 30)
    expect(formatted).toBeLessThanOrEqual(2 * 30 * columns.length)
  })

  it('draws every row exactly as wide as itself, hostile names as well', () => {
    const lines = draw(
      hostile.map((text, i) => ({ name: text, score: i })),
      0,
      5,
    )
    expect(lines).toHaveLength(6)
    expect(lines.map(lineWidth)).toEqual(lines.map(() => 100))
  })

  it('shows where the view stands in the whole', () => {
    const bar = (top: number) =>
      draw(items(1000), top, 20)
        .slice(1)
        .findIndex(line => line.at(-1)![0] === glyphs.thumb)
    expect(bar(0)).toBe(0)
    expect(bar(980)).toBe(19)
  })
})

describe('a small table', () => {
  const table = {
    kind: 'table' as const,
    title: '',
    columns: [
      { label: ' ', align: 'left' as const },
      { label: 'Pipeline', align: 'left' as const },
      { label: 'Error', align: 'right' as const, priority: 1 },
      { label: 'Id', align: 'right' as const, priority: 4 },
    ],
    rows: [
      ['A', 'SavitzkyGolay(window_length=15) > SNV > PLS(n_components=10)', '12.34', 'r25f2479050dc'],
      ['B', '漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字', '−0.123', 'r416cbd24909f'],
    ],
    whenEmpty: '',
  }
  const draw = (width: number) =>
    fittedTableLines(table, { width, ellipsis: '…' }).map(line => line.map(([text]) => text).join(''))

  it('leaves out the least important column and shortens words, but never cuts a number', () => {
    expect(draw(100)[1]).toContain(table.rows[0]![1])
    expect(draw(100)[0]).toContain('Id')
    expect(draw(40)[0]).not.toContain('Id')
    expect(draw(40)[1]).toMatch(/^A {2}Sav.*….*=10\) +12\.34$/)
    expect(draw(40)[2]).toMatch(/−0\.123$/)
    expect(draw(40)[3]).toBe('Not shown here: Id')
    expect(draw(100)).toHaveLength(3)
  })

  it('is never wider than its room', () => {
    for (const width of [100, 60, 40, 20, 12]) {
      for (const line of fittedTableLines(table, { width, ellipsis: '…' })) {
        expect(lineWidth(line)).toBeLessThanOrEqual(width)
      }
    }
  })
})

describe('sorting and filtering', () => {
  it('puts missing values last in either direction and keeps equal rows in order', () => {
    const rows = [
      { name: 'a', score: 2 },
      { name: 'b', score: null },
      { name: 'c', score: 1 },
      { name: 'd', score: 2 },
    ]
    expect(
      sortBy(rows, [{ column: score, descending: false }])
        .map(row => row.name)
        .join(''),
    ).toBe('cadb')
    expect(
      sortBy(rows, [{ column: score, descending: true }])
        .map(row => row.name)
        .join(''),
    ).toBe('adcb')
  })

  it('is done once for each change, not for each frame', () => {
    let looked = 0
    const source = { items: items(1000), columns, idOf: (item: unknown) => (item as Item).name }
    const matches = (item: object) => {
      looked++
      return (item as Item).score! > 500
    }
    const view = createListView()
    const sort = [{ key: 'score', descending: false }]
    const first = view(source, matches, sort).items
    expect(view(source, matches, sort).items).toBe(first)
    expect(looked).toBe(1000)
    expect(view(source, null, []).items).toBe(source.items)
  })
})
