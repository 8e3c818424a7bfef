import {
  bestSoFar,
  displayTable,
  factorBoxes,
  factorMatrices,
  formatCount,
  formatTime,
  printable,
  type ResultRecord,
  varyingFactors,
} from '../../core/index.ts'
import { lineChartLines } from '../charts/lines.ts'
import { matrixLines } from '../charts/matrix.ts'
import { displayTableLines } from '../components/display-table.ts'
import { textLines, titleLine } from '../components/facts.ts'
import type { Line } from '../components/line.ts'
import type { RunPage } from './run.ts'
import type { Drawing, Pane } from './screen.ts'
import { stepLines } from './templates.ts'

/** Each preprocessing, then each level of every other factor, against the datasets: the best score of each pair. */
function matrixView({ results }: RunPage, { width, glyphs, metrics }: Drawing): readonly Line[] {
  const factors = [...new Set(['preprocessings', ...varyingFactors(results)])]
  return factors.flatMap(rows =>
    factorMatrices(results, { rows, metrics }).flatMap((display): readonly Line[] => [
      ...matrixLines(display, { width, glyphs }),
      [],
    ]),
  )
}

/** Main effects: the scores at each level of every factor that varies, all else mixed. */
function factorsView({ results }: RunPage, { width, glyphs, metrics }: Drawing): readonly Line[] {
  const completed = results.filter(({ status }) => status === 'completed')
  const factors = varyingFactors(completed)
  if (factors.length === 0) return textLines('The results do not differ in any factor yet.', width, 'faint')
  return factors.flatMap(factor =>
    factorBoxes(completed, factor, { metrics }).flatMap((display): readonly Line[] => [
      titleLine(display.title),
      ...displayTableLines(displayTable(display), width - 2, glyphs.ellipsis).map((line): Line => [[' '], ...line]),
      ...textLines(display.notes.join(` ${glyphs.separator} `), width, 'faint'),
      [],
    ]),
  )
}

function raceView({ results }: RunPage, { width, height, glyphs, metrics }: Drawing): readonly Line[] {
  const races = bestSoFar(results, metrics)
  const each = Math.max(12, Math.floor(height / races.length) - 1)
  return races.flatMap((display): readonly Line[] => [
    titleLine(display.title),
    ...lineChartLines(display, { width, height: each - 1, glyphs }),
    [],
  ])
}

/** More would be no news. */
const mostEvents = 200

function resultEvent({ created_at, status, dataset, pipeline_config, error }: ResultRecord) {
  const what = `${printable(dataset)}: ${printable(pipeline_config)}`
  const failed = status === 'failed'
  return { at: created_at, text: failed ? `${what}: ${printable(error?.message ?? 'failed')}` : what, failed }
}

/** What the records say has happened, the latest first. */
function eventsView({ run, results }: RunPage, { width, glyphs }: Drawing): readonly Line[] {
  const ends = [
    { at: run.created_at, text: 'The run was created.', failed: false },
    ...(run.started_at ? [{ at: run.started_at, text: 'It was started.', failed: false }] : []),
    ...(run.completed_at ? [{ at: run.completed_at, text: `It was ${run.status}.`, failed: false }] : []),
  ]
  const events = [...ends, ...results.map(resultEvent)].sort((a, b) => (a.at < b.at ? 1 : -1))
  const left = events.length - mostEvents
  return [
    ...run.warnings.flatMap(text => textLines(printable(text), width, 'warn')),
    ...(run.error ? textLines(printable(run.error), width, 'bad') : []),
    ...events.slice(0, mostEvents).map(
      ({ at, text, failed }): Line => [
        [` ${formatTime(at)}  `, 'faint'],
        [failed ? `${glyphs.failed} ` : '  ', 'bad'],
        [text, failed ? 'bad' : 'plain'],
      ],
    ),
    ...(left > 0 ? textLines(`${formatCount(left, 'earlier event')} not shown.`, width, 'faint') : []),
  ]
}

function templateView({ run, templates }: RunPage, { width }: Drawing): readonly Line[] {
  const missing = run.templates.length - templates.length
  return [
    ...templates.flatMap((template): readonly Line[] => [
      titleLine(printable(template.name), `${formatCount(template.expansion_count, 'pipeline')}, before expansion`),
      ...stepLines(template.steps),
      [],
    ]),
    ...(missing > 0 ? textLines(`${formatCount(missing, 'template')} could not be read.`, width, 'warn') : []),
  ]
}

/** Ways to look at a run beside the list of its results. */
export const runViews: readonly Pane<RunPage>[] = [
  { id: 'matrix', title: 'Matrix', lines: matrixView },
  { id: 'factors', title: 'Factors', lines: factorsView },
  { id: 'race', title: 'Race', lines: raceView },
  { id: 'events', title: 'Events', lines: eventsView },
  { id: 'template', title: 'Template', lines: templateView },
]
