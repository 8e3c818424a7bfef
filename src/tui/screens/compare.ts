import {
  comparisonTable,
  pairedComparisonTable,
  type ResultComparison,
  type ResultRecord,
  type TableDisplay,
} from '../../core/index.ts'
import { textLines } from '../components/facts.ts'
import { fittedTableLines } from '../components/fitted-table.ts'
import type { Line } from '../components/line.ts'
import { wrapText } from '../components/line.ts'
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

const verdictTones: Readonly<Record<string, Tone>> = { better: 'good', worse: 'bad', 'other samples': 'warn' }

const title = (text: string, width: number): readonly Line[] =>
  wrapText(text, width - 2).map((line): Line => [[` ${line}`, 'heading']])

function comparisonLines({ comparison, results }: ComparePage, { width, glyphs, metrics }: Drawing): readonly Line[] {
  const beside = lettered(comparisonTable(results, { metrics }), comparison)
  const paired = pairedComparisonTable(comparison, { metrics })
  const tone = (cell: string, label: string) => (label === 'Verdict' ? verdictTones[cell] : undefined)
  const table = (display: TableDisplay): readonly Line[] =>
    fittedTableLines(display, { width: width - 2, ellipsis: glyphs.ellipsis, tone }).map(line => [[' '], ...line])
  const notes = [
    'A, which was marked first, is the baseline.',
    `p: paired randomisation test on squared residuals; below ${comparison.significance} it is a difference.`,
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
  predictions: () => 'A comparison has no predictions of its own; its results have.',
})
