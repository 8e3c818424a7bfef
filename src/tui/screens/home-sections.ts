import {
  formatBytes,
  formatCount,
  formatDuration,
  groupedDigits,
  leaderboardTable,
  type MetricCard,
  type TableDisplay,
  templatesUsedTable,
} from '../../core/index.ts'
import { factLines, textLines, titleLine } from '../components/facts.ts'
import { fittedTableLines } from '../components/fitted-table.ts'
import { type Line, padLine } from '../components/line.ts'
import type { HomePage } from './home.ts'
import type { Drawing, Pane } from './screen.ts'

type Space = Pick<Drawing, 'width' | 'glyphs' | 'metrics'>

/** The leaderboard without its ranks: one result a dataset. */
export function bestTable({ best }: HomePage, metrics: readonly MetricCard[]): TableDisplay {
  const display = leaderboardTable(best, { limit: 1, metrics })
  const title = 'Best result of each dataset'
  return { ...display, title, columns: display.columns.slice(1), rows: display.rows.map(row => row.slice(1)) }
}

function tableSection(table: TableDisplay, { width, glyphs }: Space, most: number): readonly Line[] {
  if (table.rows.length === 0) return []
  const left = table.rows.length - most
  const lines = fittedTableLines(
    { ...table, rows: table.rows.slice(0, most) },
    { width: width - 2, ellipsis: glyphs.ellipsis },
  )
  return [
    titleLine(table.title, left > 0 ? `${most} of ${table.rows.length}` : ''),
    ...lines.map((line): Line => padLine([[' '], ...line], width, glyphs.ellipsis)),
    [],
  ]
}

const bestSection = (page: HomePage, space: Space, most: number) =>
  tableSection(bestTable(page, space.metrics), space, most)

const templateSection = ({ runs }: HomePage, space: Space, most: number) =>
  tableSection(templatesUsedTable(runs, space.metrics), space, most)

/** What it holds and what is wrong with it, as footers and manifests tell. */
function workspaceSection({ health, runs }: HomePage, { width, glyphs }: Space): readonly Line[] {
  if (health === null) return []
  const { info, took_ms } = health
  const bytes = Object.values(info.bytes).reduce((sum, part) => sum + part, 0)
  const counts = [
    formatCount(runs.length, 'run'),
    formatCount(info.results, 'result'),
    formatCount(info.predictions, 'prediction'),
    formatCount(info.datasets, 'dataset'),
  ]
  const parts = Object.entries(info.bytes)
    .filter(([, part]) => part > 0)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([name, part]) => `${name} ${formatBytes(part)}`)
  const wrong = [
    ...(info.unreadable_files.length > 0 ? [`${formatCount(info.unreadable_files.length, 'file')} damaged`] : []),
    ...(info.files_without_summary.length > 0
      ? [`${formatCount(info.files_without_summary.length, 'file')} without a summary`]
      : []),
    ...(info.unapplied_segments > 0 ? [`${groupedDigits(info.unapplied_segments)} segments to be moved`] : []),
    ...(info.deleted_runs > 0 ? [`${formatCount(info.deleted_runs, 'deleted run')} until a compaction`] : []),
  ]
  return [
    titleLine('Workspace'),
    ...factLines(
      [
        ['Holds', counts.join(` ${glyphs.separator} `)],
        ['Size', `${formatBytes(bytes)}: ${parts.join(', ')}`],
        ['State', wrong.length === 0 ? 'nothing is wrong that a summary tells' : wrong.join('; ')],
        ['Read', `summaries from footers in ${formatDuration(took_ms)}`],
      ],
      width,
    ),
    [],
  ]
}

const waiting = (width: number) => textLines('Still being read …', width, 'faint')

/** Beside the list, where there is room for both: as much of each as fits. */
export function homeAside(page: HomePage, drawing: Drawing): readonly Line[] {
  const workspace = workspaceSection(page, drawing)
  const rows = drawing.height - workspace.length
  const best = bestSection(page, drawing, Math.max(2, Math.floor(rows / 2) - 4))
  const templates = templateSection(page, drawing, Math.max(1, rows - best.length - 4))
  return [...best, ...templates, ...workspace].slice(0, drawing.height)
}

const whole = Number.POSITIVE_INFINITY

/** The same, one at a time. */
export const homePanes: readonly Pane<HomePage>[] = [
  {
    id: 'best',
    title: 'Best',
    lines: (page, drawing) =>
      page.best.length > 0
        ? bestSection(page, drawing, whole)
        : textLines('No result yet, or too many to be read here: see Results.', drawing.width, 'faint'),
  },
  {
    id: 'templates',
    title: 'Templates',
    lines: (page, drawing) =>
      page.runs.length > 0
        ? templateSection(page, drawing, whole)
        : textLines('No template was used yet.', drawing.width, 'faint'),
  },
  {
    id: 'workspace',
    title: 'Workspace',
    lines: (page, drawing) => (page.health === null ? waiting(drawing.width) : workspaceSection(page, drawing)),
  },
]
