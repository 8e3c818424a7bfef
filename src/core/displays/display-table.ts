import type {
  BarsDisplay,
  BoxesDisplay,
  GraphDisplay,
  MatrixDisplay,
  TableDisplay,
  TreeDisplay,
  TreeNode,
} from './display.ts'
import { formatScore } from './format.ts'
import { matrixTable } from './matrix-table.ts'

/** Characters of the longest bar. */
const barWidth = 24

type Told = MatrixDisplay | BarsDisplay | BoxesDisplay | TreeDisplay | GraphDisplay

/** A drawing as a table of text: for terminals, for places that draw nothing, and for who cannot see it. */
export function displayTable(display: Told): TableDisplay {
  switch (display.kind) {
    case 'matrix':
      return matrixOfText(display)
    case 'bars':
      return barsTable(display)
    case 'boxes':
      return boxesTable(display)
    case 'tree':
      return treeTable(display)
    case 'graph':
      return graphTable(display)
  }
}

const left = (label: string) => ({ label, align: 'left' as const })
const right = (label: string, priority = 0) => ({ label, align: 'right' as const, priority })

/** The best cells carry a star, since text has no frame. */
function matrixOfText(display: MatrixDisplay): TableDisplay {
  const { best = [], texts, notes } = display
  if (best.length === 0) return { ...matrixTable(display), notes }
  const isBest = (i: number, j: number) => best.some(([row, column]) => row === i && column === j)
  const starred = texts.map((cells, i) => cells.map((text, j) => `${text}${isBest(i, j) ? '*' : ' '}`))
  return { ...matrixTable({ ...display, texts: starred }), notes: [...notes, '* the best'] }
}

/** A row a bin: where it lies, how many, and a bar as long as that. */
function barsTable({ title, x, edges, series, marks, notes, whenEmpty }: BarsDisplay): TableDisplay {
  const totals = edges.slice(1).map((_, i) => series.reduce((sum, { heights }) => sum + heights[i]!, 0))
  const highest = totals.reduce((most, total) => Math.max(most, total), 1)
  const marked = (i: number) =>
    marks
      .filter(({ x: at }) => at >= edges[i]! && (at < edges[i + 1]! || i === totals.length - 1))
      .map(({ label }) => ` ← ${label}`)
      .join('')
  return {
    kind: 'table',
    title,
    columns: [
      right(x.unit ? `${x.label} (${x.unit})` : x.label),
      right('below'),
      ...series.map(({ name }) => right(name)),
      left(''),
    ],
    rows: totals.map((total, i) => [
      formatScore(edges[i]),
      formatScore(edges[i + 1]),
      ...series.map(({ heights }) => String(heights[i])),
      `${'▇'.repeat(Math.round((total / highest) * barWidth))}${marked(i)}`,
    ]),
    notes,
    whenEmpty,
  }
}

const boxesTable = ({ title, x, boxes, notes, whenEmpty }: BoxesDisplay): TableDisplay => ({
  kind: 'table',
  title,
  columns: [
    left(x.label),
    right('n'),
    right('Low', 2),
    right('Quartile 1', 1),
    right('Median'),
    right('Quartile 3', 1),
    right('High', 2),
    right('Outliers', 3),
  ],
  rows: boxes.map(({ name, n, low, q1, median, q3, high, outliers }) => [
    name,
    String(n),
    ...[low, q1, median, q3, high].map(value => formatScore(value)),
    String(outliers.length),
  ]),
  notes,
  whenEmpty,
})

const treeTable = ({ title, nodes, notes, whenEmpty }: TreeDisplay): TableDisplay => ({
  kind: 'table',
  title,
  columns: [left('Step'), right('Pipelines')],
  rows: treeRows(nodes, ''),
  notes,
  whenEmpty,
})

function treeRows(nodes: readonly TreeNode[], before: string): readonly (readonly string[])[] {
  return nodes.flatMap(({ label, fact = '', children }, i) => {
    const last = i === nodes.length - 1
    return [[`${before}${last ? '└ ' : '├ '}${label}`, fact], ...treeRows(children, `${before}${last ? '  ' : '│ '}`)]
  })
}

const graphTable = ({ title, layers, notes, whenEmpty }: GraphDisplay): TableDisplay => ({
  kind: 'table',
  title,
  columns: [left('Kind'), left('Name'), left('Status')],
  rows: layers.flatMap(({ label, nodes, more }) => [
    ...nodes.map(({ name, fact, current }) => [label, current ? `${name} ←` : name, fact ?? '–']),
    ...(more > 0 ? [[label, `… and ${more} more`, '']] : []),
  ]),
  notes,
  whenEmpty,
})
