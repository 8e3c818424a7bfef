import { describe, expect, it } from 'vitest'
import {
  type BarsDisplay,
  type BoxesDisplay,
  displayTable,
  type GraphDisplay,
  predictionScatter,
  resultsTable,
  type TableDisplay,
  type TreeDisplay,
} from '../../src/core/index.ts'
import { drawing } from '../../src/kernel/drawing.ts'
import { mimeBundle } from '../../src/kernel/mime-bundle.ts'
import { htmlOf } from '../../src/render/html/html.ts'
import { sparkline } from '../../src/render/html/sparkline.ts'
import { textOf } from '../../src/render/html/text.ts'
import { allCards } from '../displays/class-records.ts'
import { predictionArrays, predictionRecord, resultRecord } from '../displays/records.ts'
import { count, elementsOf } from './markup.ts'

const hostile = `<script>alert("1")</script> & 'quotes'`

const bars = (name = 'train'): BarsDisplay => ({
  kind: 'bars',
  title: name,
  x: { label: name, unit: '%' },
  y: { label: 'Samples', unit: null },
  edges: [0, 1, 2, 3],
  series: [
    { name, heights: [2, 0, 4] },
    { name: 'test', heights: [1, 0, 0] },
  ],
  marks: [{ x: 2.5, label: name }],
  notes: [`n of ${name}`],
  whenEmpty: 'Nothing.',
})

const boxes = (name = 'SNV'): BoxesDisplay => ({
  kind: 'boxes',
  title: name,
  x: { label: name, unit: null },
  y: { label: 'RMSECV', unit: null },
  boxes: [
    { name, n: 9, low: 1, q1: 2, median: 3, q3: 4, high: 5, outliers: [{ y: 8, label: name }] },
    { name: 'raw', n: 1, low: 2, q1: 2, median: 2, q3: 2, high: 2, outliers: [{ y: 5000, label: 'far' }] },
  ],
  better: 'low',
  notes: [],
  whenEmpty: 'Nothing.',
})

const tree = (name = 'SNV'): TreeDisplay => ({
  kind: 'tree',
  title: name,
  nodes: [
    {
      label: '_or_',
      fact: '× 2',
      children: [
        { label: name, children: [] },
        { label: 'no step', children: [] },
      ],
    },
    { label: 'model PLS', children: [] },
  ],
  notes: [name],
  whenEmpty: 'Nothing.',
})

const graph = (name = 'fat.csv'): GraphDisplay => ({
  kind: 'graph',
  title: name,
  layers: ['File', 'Dataset', 'Template', 'Run', 'Result'].map((label, i) => ({
    label,
    nodes: [{ name, fact: name, current: i === 3 }],
    more: i === 4 ? 3 : 0,
  })),
  notes: [name],
  whenEmpty: 'Nothing.',
})

describe.each([
  ['bars', bars],
  ['boxes', boxes],
  ['tree', tree],
  ['graph', graph],
] as const)('%s', (_, make) => {
  it('are well formed, without a number that is none', () => {
    const html = htmlOf(make())
    expect(elementsOf(html).join()).not.toMatch(/closes|stay open/)
    expect(html).not.toMatch(/NaN|Infinity|undefined/)
  })

  it('show hostile names as text', () => {
    const html = htmlOf(make(hostile))
    expect(html).not.toContain('<script')
    expect(elementsOf(html)).not.toContain('script')
    expect(elementsOf(html).length).toBeGreaterThan(4)
  })
})

it('tells each chart to who cannot see it: a role, a label with the facts, a title', () => {
  for (const display of [bars(), boxes(), graph()]) {
    expect(htmlOf(display)).toMatch(/<svg [^>]*role="img" aria-label="[^"]+"[^>]*>\n<title>/)
  }
})

it('draws a bar a bin that holds something, and stacks the series', () => {
  const html = htmlOf(bars())
  const drawn = [...html.matchAll(/<rect x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"><title>([^<]*)</g)]
  expect(drawn.map(([, , , title]) => title)).toEqual([
    'train: 2 from 0 to 1',
    'train: 4 from 2 to 3',
    'test: 1 from 0 to 1',
  ])
  const [train, , test] = drawn.map(([, y, height]) => ({ top: Number(y), height: Number(height) }))
  expect(test!.top + test!.height).toBeCloseTo(train!.top, 1)
  expect(train!.height).toBeCloseTo(2 * test!.height, 1)
})

it('keeps boxes visible beside an outlier that is very far away, which becomes an arrow at the edge', () => {
  const html = htmlOf(boxes())
  const [, height] = html.match(/<rect class="box"[^>]*height="([\d.]+)"/)!
  expect(Number(height)).toBeGreaterThan(30)
  expect(count(html, 'circle')).toBe(1)
  expect(html).toMatch(/<path d="[^"]*z"[^>]*><title>far: 5000/)
})

it('says the same in tables of text: bars by their length, trees by their branches, layers in their order', () => {
  expect(textOf(bars(), 80)).toMatch(/2\.00 +3\.00 +4 +0 +▇{24} ← train/)
  expect(textOf(boxes(), 120)).toMatch(/SNV +9 +1\.00 +2\.00 +3\.00 +4\.00 +5\.00 +1/)
  expect(
    textOf(tree(), 80)
      .split('\n')
      .slice(3, 7)
      .map(line => line.trimEnd()),
  ).toEqual([expect.stringMatching(/^├ _or_ +× 2$/), '│ ├ SNV', '│ └ no step', '└ model PLS'])
  expect(displayTable(graph()).rows.map(([kind]) => kind)).toEqual([
    'File',
    'Dataset',
    'Template',
    'Run',
    'Result',
    'Result',
  ])
})

it('draws the course of a line in characters', () => {
  expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7])).toBe('▁▂▃▄▅▆▇█')
  expect(sparkline([])).toBe('')
  expect([...sparkline(Array.from({ length: 1000 }, (_, i) => i))].length).toBe(40)
})

describe('tables', () => {
  const results = [2.5, 2.1, 9].map((rmse, i) =>
    resultRecord({
      id: `r${i}`,
      dataset: i === 2 ? 'protein' : 'fat',
      best_score: rmse,
      scores: { ...resultRecord().scores, val: { rmse, r2: 0.9, rpd: 4 } },
    }),
  )

  it('mark in each head which end is better, and the best of each dataset', () => {
    const table = resultsTable(results, allCards)
    const html = htmlOf(table)
    expect(html).toMatch(/>RMSECV <span title="lower is better"/)
    expect(html.match(/<td title="best"[^>]*>([^<]*)</g)?.map(cell => /([\d.]+)<$/.exec(cell)?.[1])).toContain('2.10')
    const column = table.columns.find(({ label }) => label === 'RMSECV')!
    // A dataset with one result has no best, and equal scores have none.
    expect(column.best).toEqual([1])
    expect(table.columns.find(({ label }) => label === 'R² cv')!.best).toEqual([])
    expect(textOf(table, 200)).toContain('RMSECV ↓')
    expect(textOf(table, 200)).toMatch(/ 2\.10\* .*\n.* 9\.00 {2}.*\n {2}\* the best$/s)
  })

  it('have their notes below', () => {
    const noted: TableDisplay = { ...resultsTable(results, allCards), notes: ['A and B tie.'] }
    expect(htmlOf(noted)).toContain('A and B tie.')
    expect(textOf(noted, 200)).toContain('  A and B tie.')
  })
})

describe('what is large stays small', () => {
  it('10,000 results are a page of at most 300 kB', () => {
    const results = Array.from({ length: 10_000 }, (_, i) => resultRecord({ id: `r${i}`, best_score: 2 + i / 1e4 }))
    // The best stands where no row is drawn.
    results[9000] = resultRecord({ id: 'r9000', scores: { ...resultRecord().scores, val: { rmse: 1 } } })
    const table = resultsTable(results, allCards, { first: 100 })
    expect(table.columns.find(({ label }) => label === 'RMSECV')!.best).toEqual([9000])
    expect([table.rows.length, table.n_rows]).toEqual([100, 10_000])
    const html = mimeBundle([table])['text/html']!
    expect(html.length).toBeLessThan(300_000)
    expect(count(html, 'tr')).toBe(101)
    expect(html).toContain('Rows 1–100 of 10,000')
  })

  it('10,000 points are drawn one and all, in at most 500 kB', () => {
    const y = Array.from({ length: 10_000 }, (_, i) => 20 + 10 * Math.sin(i))
    const arrays = predictionArrays({
      y_true: y,
      y_pred: y.map((value, i) => value + Math.cos(i * 7)),
      sample_indices: y.map((_, i) => i),
      sample_ids: null,
    })
    const html = mimeBundle([predictionScatter(predictionRecord(), arrays)])['text/html']!
    expect(html.length).toBeLessThan(500_000)
    expect(html.match(/M[\d.]+ [\d.]+h0/g)).toHaveLength(10_000)
  })
})

describe('the data behind a drawing', () => {
  it('are rows that name what the drawing names', () => {
    expect(drawing([bars()]).toRows()[0]).toEqual({ series: 'train', from: 0, to: 1, count: 2 })
    expect(drawing([boxes()]).toRows()[0]).toMatchObject({ name: 'SNV', median: 3, outliers: 1 })
    expect(drawing([tree()]).toRows()[1]).toEqual({ depth: 1, label: 'SNV', fact: null })
    expect(drawing([graph()]).toRows()[3]).toMatchObject({ layer: 3, kind: 'Run', current: true })
  })

  it('are CSV and a table of apache-arrow, of all drawings where there are several', async () => {
    const both = drawing([bars(), boxes()])
    expect(both.toCSV().split('\n')[0]).toContain('drawing,series,from,to,count')
    expect((await both.toArrow()).numRows).toBe(6 + 2)
  })
})
