import { describe, expect, it } from 'vitest'
import {
  type LineDisplay,
  predictionScatter,
  resultsTable,
  runsTable,
  type ScatterDisplay,
  type TableDisplay,
} from '../../src/core/index.ts'
import { htmlOf } from '../../src/render/html/html.ts'
import { svgLine } from '../../src/render/html/svg-line.ts'
import { svgScatter } from '../../src/render/html/svg-scatter.ts'
import { textOf } from '../../src/render/html/text.ts'
import { textTable } from '../../src/render/html/text-table.ts'
import { wrap } from '../../src/render/html/wrap.ts'
import { predictionArrays, predictionRecord, resultRecord } from '../displays/records.ts'
import { count, elementsOf } from './markup.ts'

const hostile = `<script>alert("1")</script> & 'quotes'`

const table: TableDisplay = {
  kind: 'table',
  title: 'Numbers',
  columns: [
    { label: 'Name', align: 'left' },
    { label: 'RMSECV', align: 'right' },
    { label: 'Secondary', align: 'left', priority: 2 },
    { label: 'Id', align: 'left', priority: 9 },
  ],
  rows: [
    ['SNV', '2.50', 'words of some length', 'id-1'],
    ['none', '12.1', '–', 'id-2'],
  ],
  whenEmpty: 'Nothing here yet.',
}

describe('HTML tables', () => {
  it('has a cell for every value and aligns numbers to the right', () => {
    const html = htmlOf(table)
    expect(count(html, 'tr')).toBe(3)
    expect(count(html, 'td')).toBe(6)
    expect(html).toMatch(/text-align:right[^>]*>2\.50</)
    expect(html).not.toContain('id-1')
  })

  it('shows hostile text as text', () => {
    const html = htmlOf({ ...table, title: hostile, rows: [[hostile, hostile, '', '']] })
    expect(html).not.toContain('<script')
    expect(elementsOf(html)).not.toContain('script')
  })

  it('says what to do where it is empty', () => {
    expect(htmlOf(runsTable([]))).toContain('n4a run')
    expect(count(htmlOf({ ...table, rows: [] }), 'table')).toBe(0)
  })

  it('ends a long table with the number of rows left out', () => {
    const html = htmlOf({ ...table, rows: Array.from({ length: 250 }, () => table.rows[0]!) })
    expect(count(html, 'tr')).toBe(101)
    expect(html).toContain('150 more rows')
  })
})

describe('text tables', () => {
  it('aligns columns by their longest cell', () => {
    expect(textTable({ ...table, columns: table.columns.slice(0, 2) }).split('\n')).toEqual([
      'Numbers',
      'Name  RMSECV',
      '────  ──────',
      'SNV     2.50',
      'none    12.1',
    ])
  })

  it('leaves out the least important columns where the room is narrow, never the first', () => {
    expect(textTable(table, 39)).not.toContain('id-1')
    expect(textTable(table, 39)).toContain('words')
    expect(textTable(table, 15)).not.toContain('words')
    expect(textTable(table, 1)).toContain('RMSECV')
  })

  it('keeps a real listing within a terminal', () => {
    for (const line of textTable(resultsTable([resultRecord()]), 80)
      .split('\n')
      .slice(1)) {
      expect([...line].length).toBeLessThanOrEqual(80)
    }
  })
})

describe('scatter', () => {
  const scatter = predictionScatter(predictionRecord(), predictionArrays(), { unit: '%' })

  it('draws one circle a sample, with its name', () => {
    const svg = svgScatter(scatter)
    expect(count(svg, 'circle')).toBe(4)
    expect(svg).toContain('<title>tec174: 20, 19</title>')
  })

  it('names both axes with their unit and tells the whole in words for who cannot see it', () => {
    const svg = svgScatter(scatter)
    expect(svg).toContain('Measured fat (%)')
    expect(svg).toContain('Predicted fat (%)')
    expect(svg).toMatch(/role="img" aria-label="[^"]*RMSEP 2\.60 %/)
  })

  it('puts points on the identity line where predicted is measured', () => {
    const exact = predictionArrays({ y_true: [5, 20, 35, 50], y_pred: [5, 20, 35, 50] })
    const svg = svgScatter(predictionScatter(predictionRecord(), exact))
    const [, x1, y1, x2, y2] = svg.match(/x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)" [^>]*dasharray/)!
    const slope = (Number(y2) - Number(y1)) / (Number(x2) - Number(x1))
    for (const [, cx, cy] of svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)) {
      expect(Number(cy)).toBeCloseTo(Number(y1) + slope * (Number(cx) - Number(x1)), 1)
    }
  })

  it('brings its own paper and names every colour by what it is for, so that a page may be light or dark', () => {
    const svg = svgScatter(scatter)
    expect(svg).toMatch(/<rect width="\d+" height="[\d.]+" fill="var\(--n4a-paper,#ffffff\)"\/>/)
    for (const [text] of svg.matchAll(/<text [^>]*>/g)) expect(text).toContain('fill="var(--n4a-')
    expect(svg.replaceAll(/var\(--n4a-\w+,#[0-9a-fA-F]{6}\)/g, '')).not.toMatch(/#[0-9a-fA-F]{6}/)
  })

  it('shows hostile names as text', () => {
    const svg = svgScatter(
      predictionScatter(
        predictionRecord({ dataset: hostile, target: hostile }),
        predictionArrays({ sample_ids: [hostile, 'b', 'c', 'd'] }),
        { unit: hostile },
      ),
    )
    expect(elementsOf(svg)).not.toContain('script')
    expect(svg).not.toContain('<script')
  })

  it('names the series where there are several', () => {
    const two: ScatterDisplay = { ...scatter, series: [scatter.series[0]!, { ...scatter.series[0]!, name: 'fold 1' }] }
    expect(svgScatter(two)).toContain('>fold 1</text>')
    expect(svgScatter(scatter)).not.toContain('>test set</text>')
    expect(count(svgScatter(two), 'circle')).toBe(8)
  })

  it('puts the names of series where they hide no point: beside the data where every corner has some', () => {
    const corners = [5, 50].flatMap(x => [5, 50].map(y => ({ x, y })))
    const crowded: ScatterDisplay = { ...scatter, series: ['a', 'b'].map(name => ({ name, points: corners })) }
    const legendX = (display: ScatterDisplay) =>
      Number(/<rect x="([\d.]+)" y="[\d.]+" width="10"/.exec(svgScatter(display))![1])
    const rightmost = Math.max(...[...svgScatter(crowded).matchAll(/cx="([\d.]+)"/g)].map(([, x]) => Number(x)))
    expect(legendX(crowded)).toBeGreaterThan(rightmost)
    expect(legendX({ ...scatter, series: [scatter.series[0]!, scatter.series[0]!] })).toBeLessThan(100)
  })

  it('draws a single point and equal values without a division by nothing', () => {
    const one = predictionArrays({ y_true: [5], y_pred: [5], sample_indices: [0], sample_ids: null })
    expect(svgScatter(predictionScatter(predictionRecord(), one))).not.toMatch(/NaN|Infinity/)
    const zero = predictionArrays({ y_true: [0], y_pred: [0], sample_indices: [0], sample_ids: null })
    expect(svgScatter(predictionScatter(predictionRecord(), zero))).not.toMatch(/NaN|Infinity/)
  })

  it('says why there is nothing to draw', () => {
    const none = predictionArrays({ y_true: [], y_pred: [], sample_indices: [], sample_ids: null })
    const html = htmlOf(predictionScatter(predictionRecord(), none))
    expect(html).toContain('no finite values')
    expect(count(html, 'svg')).toBe(0)
  })
})

describe('line chart', () => {
  const line: LineDisplay = {
    kind: 'line',
    title: 'RMSE against number of components',
    x: { label: 'Number of components', unit: null },
    y: { label: 'RMSE', unit: '%' },
    series: [
      { name: 'RMSECV', points: [1, 2, 3].map(x => ({ x, y: 4 - x })) },
      { name: 'RMSEC', points: [1, 2, 3].map(x => ({ x, y: 3.5 - x })) },
    ],
    marks: [
      { x: 3, y: 1, label: 'minimum' },
      { x: 2, y: 2, label: 'one standard error' },
    ],
    notes: ['RMSECV is lowest with 3 components.'],
    whenEmpty: 'Nothing.',
  }

  it('draws a line a series, a dot a point and a ring a mark', () => {
    const svg = svgLine(line)
    expect(count(svg, 'path')).toBe(2)
    expect(count(svg, 'circle')).toBe(6 + 2)
    expect(svg).toContain('minimum (3)')
    expect(svg).toContain('RMSE (%)')
  })

  it('keeps the words of a mark at the edge inside the drawing', () => {
    const svg = svgLine({ ...line, marks: [{ x: 3, y: 1, label: 'a word of a good length at the right end' }] })
    const [, x] = svg.match(/<text x="([\d.]+)"[^>]*>a word/)!
    expect(Number(x) + ('a word of a good length at the right end (3)'.length * 6.8) / 2).toBeLessThanOrEqual(620)
  })

  it('is told by its title, marks and notes where there are no pictures', () => {
    const text = textOf(line)
    expect(text).toContain('RMSECV: 3 points')
    expect(text).toContain('minimum: 3 → 1')
    expect(text).toContain('RMSECV is lowest with 3 components.')
  })
})

it('wraps between words and keeps longer words whole', () => {
  expect(wrap('one two   three', 8)).toEqual(['one two', 'three'])
  expect(wrap('incomprehensibilities a', 5)).toEqual(['incomprehensibilities', 'a'])
  expect(wrap('', 5)).toEqual([])
  expect(wrap('n 43 · SEP\u00a02.01\u00a0%', 14)).toEqual(['n 43 ·', 'SEP\u00a02.01\u00a0%'])
})
