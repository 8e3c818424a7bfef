import { intervalsTable, lineageTable, neighboursTable, printable, type TableDisplay } from '../../core/index.ts'
import { textLines, titleLine } from '../components/facts.ts'
import { fittedTableLines } from '../components/fitted-table.ts'
import type { Line } from '../components/line.ts'
import type { ResultPage } from './result-page.ts'
import type { Drawing, Pane } from './screen.ts'

const sentence = (error: unknown): string =>
  printable((error instanceof Error ? error.message : String(error)).split('\n')[0]!)

function table(display: TableDisplay, { width, glyphs }: Drawing): readonly Line[] {
  const rows =
    display.rows.length === 0
      ? textLines(display.whenEmpty, width - 2, 'faint')
      : fittedTableLines(display, { width: width - 2, ellipsis: glyphs.ellipsis })
  return [titleLine(display.title), ...rows.map((line): Line => [[' '], ...line])]
}

/** The table of what was read, or why there is none. */
function read<Read>(found: Read | string | undefined, drawing: Drawing, draw: (found: Read) => TableDisplay) {
  if (found === undefined) return textLines('Reading …', drawing.width, 'faint')
  return typeof found === 'string' ? textLines(found, drawing.width, 'warn') : table(draw(found), drawing)
}

/** What is known of a result around its scores. */
export const resultViews: readonly Pane<ResultPage>[] = [
  {
    id: 'neighbours',
    title: 'One factor changed',
    lines: ({ result, others }, drawing) => table(neighboursTable(result, others, drawing), drawing),
  },
  {
    id: 'intervals',
    title: 'Intervals',
    lacks: ({ intervals }) => intervals === undefined,
    read: async (engine, page) => ({
      ...page,
      intervals: await engine.results.intervals(page.result.id).catch(sentence),
    }),
    lines: ({ intervals }, drawing) => read(intervals, drawing, found => intervalsTable(found, drawing)),
  },
  {
    id: 'lineage',
    title: 'Lineage',
    lacks: ({ lineage }) => lineage === undefined,
    read: async (engine, page) => ({ ...page, lineage: await engine.lineage(page.result.id).catch(sentence) }),
    lines: ({ lineage }, drawing) => read(lineage, drawing, lineageTable),
  },
]
