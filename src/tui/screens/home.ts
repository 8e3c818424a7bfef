import {
  type Column,
  type Engine,
  formatCount,
  leaderboardTable,
  type MetricCard,
  printable,
  type RegisteredDataset,
  type ResultRecord,
  type RunRecord,
  type TableDisplay,
} from '../../core/index.ts'
import { titleLine } from '../components/facts.ts'
import type { Line } from '../components/line.ts'
import { activeRuns, withProgress } from '../state/live-runs.ts'
import { statusGlyph, statusTone } from '../theme/status.ts'
import { bestOfDatasets, type HomeItem, homeItems } from './home-items.ts'
import { progressLine } from './run.ts'
import { type Drawing, defineScreen } from './screen.ts'

interface HomePage {
  readonly runs: readonly RunRecord[]
  readonly datasets: readonly RegisteredDataset[]
  readonly items: readonly HomeItem[]
  /** The best result of each dataset. */
  readonly best: readonly ResultRecord[]
  /** What could not be read and is left out everywhere: sentences. */
  readonly damage: readonly string[]
}

/** More would not be seen. */
const most = 6

const mostDamage = 3

/** Reading single results of a larger workspace would keep Home waiting. */
const affordable = 2000

/** A best result whose record cannot be read is left out here; its run says why. */
async function bestResults(engine: Engine, runs: readonly RunRecord[]): Promise<readonly ResultRecord[]> {
  const stored = runs.reduce((sum, run) => sum + run.completed_results, 0)
  if (stored > affordable) return []
  const best = bestOfDatasets(runs, engine.metrics.list()).slice(0, most)
  const read = await Promise.allSettled(best.map(({ result_id }) => engine.results.get(result_id)))
  return read.flatMap(outcome => (outcome.status === 'fulfilled' ? [outcome.value] : []))
}

/** The leaderboard without its ranks: one result a dataset. */
function bestTable(best: readonly ResultRecord[], metrics: readonly MetricCard[]): TableDisplay {
  const display = leaderboardTable(best, { limit: 1, metrics })
  const title = 'Best result of each dataset'
  return { ...display, title, columns: display.columns.slice(1), rows: display.rows.map(row => row.slice(1)) }
}

const column = (key: 'what' | 'about' | 'next', label: string): Column<HomeItem> => ({
  key,
  label,
  align: 'left',
  priority: 0,
  value: item => item[key],
  text: item => item[key],
})

const columns = [column('what', 'What'), column('about', 'Which'), column('next', 'More')]

/** One damaged file hides none of the others, but is told of where everybody looks. */
function damageOf(engine: Engine, registry: PromiseSettledResult<unknown>): readonly string[] {
  const left = engine.care.omissions().map(({ path, what }) => `Left out: ${path}: ${what}.`)
  const said = registry.status === 'rejected' ? [(registry.reason as Error).message] : []
  return [...said, ...left]
}

function damageLines(damage: readonly string[]): readonly Line[] {
  if (damage.length === 0) return []
  const more = damage.length > mostDamage ? ` And ${damage.length - mostDamage} more.` : ''
  return [
    ...damage.slice(0, mostDamage).map((text): Line => [[` ${printable(text)}`, 'warn']]),
    [[` Damaged files are left as they are.${more} See: n4a workspace verify`, 'warn']],
    [],
  ]
}

function headLines({ runs, datasets, damage }: HomePage, drawing: Drawing): readonly Line[] {
  const { live, workspace, glyphs } = drawing
  const results = runs.reduce((sum, run) => sum + run.completed_results + run.failed_results, 0)
  const counts = [
    formatCount(runs.length, 'run'),
    formatCount(results, 'result'),
    formatCount(datasets.length, 'dataset'),
  ]
  const active = activeRuns(live)
  return [
    [[' n4a ', 'heading'], [`near-infrared calibrations in ${workspace}`]],
    [[` ${counts.join(` ${glyphs.separator} `)}`, 'faint']],
    [],
    ...damageLines(damage),
    ...active.flatMap(({ run }) => [titleLine(run.name, 'is being executed'), progressLine(run, drawing)]),
    ...(active.length > 0 ? [[]] : []),
  ]
}

export const homeScreen = defineScreen<HomePage, HomeItem>({
  id: 'home',
  title: 'Home',
  tab: 1,
  live: true,
  load: async engine => {
    const listed = await Promise.allSettled([engine.runs.list(), engine.datasets.list()])
    if (listed[0].status === 'rejected') throw listed[0].reason
    const runs = listed[0].value
    const datasets = listed[1].status === 'fulfilled' ? listed[1].value : []
    const items = homeItems(runs, datasets, engine.metrics.list())
    const best = await bestResults(engine, runs)
    return { runs, datasets, items, best, damage: damageOf(engine, listed[1]) }
  },
  grow: (page, { live }) => ({ ...page, runs: withProgress(page.runs, live) }),
  head: headLines,
  foot: ({ best }, metrics) => bestTable(best, metrics),
  list: {
    items: ({ items }) => items,
    columns: () => columns,
    idOf: item => item.id,
    open: item => item.place,
    mixed: true,
    tone: (item, key) => (key === 'what' ? (item.state === 'best' ? 'good' : statusTone(item.state)) : undefined),
    sign: {
      key: 'what',
      of: (item, glyphs) => (item.state === 'best' ? glyphs.best : statusGlyph(item.state, glyphs)),
    },
    order: 'what needs you first',
    example: 'failed  best  interrupted',
    whenEmpty: () => [
      'This workspace is empty. Nothing has been run here yet.',
      'Run your own:        n4a run run.yaml',
      'See one on Tecator:  n4a demo',
      'What there is to build pipelines from: press 7.',
    ],
  },
  predictions: () => 'Predictions belong to a result: open a result first.',
})
