import {
  coefficientsTable,
  componentsTable,
  type Display,
  displayTable,
  explanationCharts,
  influentialSamplesTable,
  type ResultChart,
  type ResultExplanation,
  type ResultRecord,
  resultChartDisplays,
  type ScatterDisplay,
  type TableDisplay,
  vipRangesTable,
} from '../../core/index.ts'
import { lineChartLines } from '../charts/lines.ts'
import { matrixLines } from '../charts/matrix.ts'
import { type Mark, scatterLines } from '../charts/scatter.ts'
import { gap } from '../components/column-layout.ts'
import { columnWidths } from '../components/display-table.ts'
import { textLines } from '../components/facts.ts'
import { fittedTableLines } from '../components/fitted-table.ts'
import { beside, type Line, wrapText } from '../components/line.ts'
import { clamp } from '../state/moves.ts'
import type { Drawing, Pane } from './screen.ts'

export interface ExplanationPage {
  readonly result: ResultRecord
  /** null where its model explains nothing. */
  readonly explanation: ResultExplanation | null
  /** Why there is none: what happened, and what to do. */
  readonly refusal: readonly string[]
  readonly charts: readonly ResultChart[]
}

type Draw = (record: ResultExplanation, drawing: Drawing) => readonly Line[]

/** So many samples beyond the limits carry their rank in the drawing. */
const ranked = 9

const titled = (title: string, width: number, lines: readonly Line[]): readonly Line[] => [
  ...wrapText(title, width - 2).map((line): Line => [[` ${line}`, 'heading']]),
  ...lines,
]

function tableLines(table: TableDisplay, { width, glyphs }: Drawing): readonly Line[] {
  const lines =
    table.rows.length === 0
      ? textLines(table.whenEmpty, width, 'faint')
      : fittedTableLines(table, { width: width - 1, ellipsis: glyphs.ellipsis }).map((line): Line => [[' '], ...line])
  return titled(table.title, width, lines)
}

/** A drawing with its numbers beside it, or below it where the room is narrow. */
const withTable =
  (draw: Draw, tableOf: (record: ResultExplanation) => TableDisplay): Draw =>
  (record, drawing) => {
    const { width, height, glyphs } = drawing
    const table = tableOf(record)
    if (width < 110) {
      const drawn = draw(record, { ...drawing, height: Math.max(12, height - 6) })
      return [...drawn, [], ...tableLines(table, drawing)]
    }
    const wanted = columnWidths(table).reduce((sum, column) => sum + column + gap, 1)
    const side = clamp(wanted, 30, Math.floor(width * 0.45))
    const own = width - side - 3
    const lines = tableLines(table, { ...drawing, width: side })
    const tall = Math.max(height, lines.length)
    const drawn = draw(record, { ...drawing, width: own })
    return beside(
      [
        { lines: drawn, width: own },
        { lines, width: side },
      ],
      tall,
      [` ${glyphs.bar} `, 'faint'],
    )
  }

const lineOf =
  (name: 'coefficients' | 'vip' | 'selectivity' | 'loadings'): Draw =>
  (record, drawing) => {
    const display = explanationCharts(record)[name]
    const { width, height } = drawing
    // What each component explains stands in the table beside.
    const drawn = name === 'loadings' ? { ...display, notes: [] } : display
    return titled(display.title, width, lineChartLines(drawn, { ...drawing, height: height - 1 }))
  }

/** With the ranks that the table gives the samples farthest beyond the limits. */
const rankedSamples = (record: ResultExplanation): TableDisplay => {
  const table = influentialSamplesTable(record)
  return {
    ...table,
    columns: [{ label: '#', align: 'right' }, ...table.columns],
    rows: table.rows.map((row, i) => [`${i + 1}`, ...row]),
  }
}

const influence: Draw = (record, drawing) => {
  const display = explanationCharts(record).influence
  const points = new Map(display.series.flatMap(series => series.points.map(point => [point.label, point])))
  const marks = influentialSamplesTable(record)
    .rows.slice(0, ranked)
    .flatMap(([name], i): Mark[] => {
      const point = points.get(name)
      return point ? [{ x: point.x, y: point.y, sign: `${i + 1}` }] : []
    })
  const { width, height } = drawing
  return titled(display.title, width, scatterLines(display, marks, { ...drawing, height: height - 1 }))
}

const pane = (
  id: string,
  title: string,
  has: (record: ResultExplanation) => boolean,
  draw: Draw,
): Pane<ExplanationPage> => ({
  id,
  title,
  fits: (_, { explanation }) => explanation !== null && has(explanation),
  lines: ({ explanation }, drawing) => (explanation ? draw(explanation, drawing) : []),
})

const hasComponents = ({ explanation }: ResultExplanation) => explanation.components !== undefined
const hasVip = ({ explanation }: ResultExplanation) => explanation.components?.vip !== undefined

const excludedMarks = ({ series }: ScatterDisplay, sign: string): readonly Mark[] =>
  series.flatMap(({ name, points }) => (name === 'excluded' ? points.map(({ x, y }) => ({ x, y, sign })) : []))

function displayLines(display: Display, drawing: Drawing): readonly Line[] {
  const { width, glyphs } = drawing
  if (display.kind === 'table') return tableLines(display, drawing)
  if (display.kind === 'matrix') return matrixLines(display, drawing)
  if (display.kind !== 'line' && display.kind !== 'scatter') return tableLines(displayTable(display), drawing)
  const area = { width: Math.min(width - 1, 140), height: Math.max(10, Math.min(30, drawing.height - 2)), glyphs }
  const drawn =
    display.kind === 'line'
      ? lineChartLines(display, area)
      : [
          ...scatterLines(display, excludedMarks(display, glyphs.failed), area),
          ...textLines(display.notes.join(' '), width, 'faint'),
        ]
  return titled(display.title, width, drawn)
}

/** Empty lines behind them, so that a page further is the next drawing. */
const wholePages = (lines: readonly Line[], height: number): readonly Line[] =>
  Array.from({ length: Math.ceil((lines.length + 1) / height) * height }, (_, i) => lines[i] ?? [])

export const explanationPanes: readonly Pane<ExplanationPage>[] = [
  pane(
    'coefficients',
    'Coefficients',
    ({ explanation }) => explanation.coefficients !== undefined,
    withTable(lineOf('coefficients'), coefficientsTable),
  ),
  pane('vip', 'VIP', hasVip, withTable(lineOf('vip'), vipRangesTable)),
  pane(
    'selectivity',
    'Selectivity',
    ({ explanation }) => explanation.components?.selectivity_ratio !== undefined,
    lineOf('selectivity'),
  ),
  pane('loadings', 'Loadings', hasComponents, withTable(lineOf('loadings'), componentsTable)),
  pane('influence', 'Influence', hasComponents, withTable(influence, rankedSamples)),
  {
    id: 'refusal',
    title: 'Explanation',
    fits: (_, { explanation }) => explanation === null,
    lines: ({ refusal }, { width }) => refusal.flatMap(text => [...textLines(text, width), []]),
  },
  {
    id: 'charts',
    title: 'Charts of the template',
    fits: (_, { charts }) => charts.length > 0,
    lines: ({ charts }, drawing) =>
      charts.flatMap(resultChartDisplays).flatMap((display, i, all) => {
        const lines = displayLines(display, drawing)
        return i < all.length - 1 ? wholePages(lines, drawing.height) : lines
      }),
  },
]
