import {
  comparisonTable,
  pairedComparisonTable,
  pairedTestText,
  type ResultComparison,
  type ResultRecord,
  type TableDisplay,
} from '../../core/index.ts'
import { gap } from '../components/column-layout.ts'
import { columnWidths } from '../components/display-table.ts'
import { textLines } from '../components/facts.ts'
import { fittedTableLines } from '../components/fitted-table.ts'
import { type Line, wrapText } from '../components/line.ts'
import type { Place } from '../state/level.ts'
import type { Tone } from '../theme/theme.ts'
import { type Drawing, defineScreen } from './screen.ts'

interface ComparePage {
  readonly comparison: ResultComparison
  /** In the order of the comparison. */
  readonly results: readonly ResultRecord[]
}

export const comparePlace = (ids: readonly string[]): Place => ({
  screen: 'compare',
  subject: null,
  title: `Compare ${ids.length}`,
  ids,
})

/** The letters of the paired tests beside what differs, so that one table explains the other. */
const lettered = (table: TableDisplay, { results }: ResultComparison): TableDisplay => ({
  ...table,
  columns: [{ label: ' ', align: 'left' }, ...table.columns],
  rows: table.rows.map((row, i) => [results[i]!.letter, ...row]),
})

function without({ columns, rows, ...table }: TableDisplay, labels: readonly string[]): TableDisplay {
  const stays = columns.map(({ label }) => !labels.includes(label))
  return {
    ...table,
    columns: columns.filter((_, i) => stays[i]),
    rows: rows.map(row => row.filter((_, i) => stays[i])),
  }
}

/**
 * Ids and scores of folds only where nothing gives way to them. What differs stands above under the same letters, so that
 * in a narrow room the tests matter more than the names of the pipelines.
 */
function pairedTableFor(table: TableDisplay, width: number): TableDisplay {
  const ways = [[], ['Id'], ['Id', 'Folds']].map(labels => without(table, labels))
  const fitting = ways.find(way => columnWidths(way).reduce((sum, own) => sum + own + gap, -gap) <= width)
  if (fitting) return fitting
  const narrow = ways.at(-1)!
  const columns = narrow.columns.map(column => (column.label === 'Pipeline' ? { ...column, priority: 9 } : column))
  return { ...narrow, columns }
}

const verdictTones: Readonly<Record<string, Tone>> = { better: 'good', worse: 'bad', 'other samples': 'warn' }

const title = (text: string, width: number): readonly Line[] =>
  wrapText(text, width - 2).map((line): Line => [[` ${line}`, 'heading']])

function comparisonLines({ comparison, results }: ComparePage, { width, glyphs, metrics }: Drawing): readonly Line[] {
  const beside = lettered(comparisonTable(results, { metrics }), comparison)
  const paired = pairedTableFor(pairedComparisonTable(comparison, { metrics }), width - 1)
  const tone = (cell: string, label: string) => (label === 'Verdict' ? verdictTones[cell] : undefined)
  const table = (display: TableDisplay): readonly Line[] =>
    fittedTableLines(display, { width: width - 1, ellipsis: glyphs.ellipsis, tone }).map(line => [[' '], ...line])
  const notes = [
    'A, which was marked first, is the baseline.',
    `p: ${pairedTestText[comparison.test]}; below ${comparison.significance} it is a difference.`,
    'One SE: within one standard error of the best.',
  ]
  return [
    ...title(beside.title, width),
    ...table(beside),
    [],
    ...title(paired.title, width),
    ...table(paired),
    [],
    ...wrapText(comparison.verdict, width - 2).map((line): Line => [[` ${line}`, 'strong']]),
    [],
    ...textLines(notes.join(' '), width, 'faint'),
  ]
}

export const compareScreen = defineScreen<ComparePage>({
  id: 'compare',
  title: 'Comparison',
  live: false,
  load: async (engine, { ids = [] }) => {
    const comparison = await engine.results.compare(ids)
    const stored = new Map((await engine.results.list()).map(result => [result.id, result]))
    return { comparison, results: comparison.results.map(({ result_id }) => stored.get(result_id)!) }
  },
  panes: [{ id: 'comparison', title: 'Comparison', lines: comparisonLines }],
  exported: ({ comparison, results }, metrics) => ({
    name: 'comparison',
    records: comparison.results.map((paired, i) => ({ ...results[i], ...paired })),
    table: () => comparisonTable(results, { metrics }),
  }),
  predictions: () => 'A comparison has no predictions of its own; its results have.',
})
