import {
  type Column,
  type Engine,
  formatCount,
  printable,
  type ResultRecord,
  type RunRecord,
  type WorkspaceInfo,
} from '../../core/index.ts'
import { titleLine } from '../components/facts.ts'
import type { Line } from '../components/line.ts'
import { activeRuns, withProgress } from '../state/live-runs.ts'
import { statusGlyph, statusTone } from '../theme/status.ts'
import { bestOfDatasets, type HomeFacts, type HomeItem, homeItems } from './home-items.ts'
import { noNeeds, readNeeds } from './home-needs.ts'
import { bestTable, homeAside, homePanes } from './home-sections.ts'
import { progressLine } from './run.ts'
import { type Drawing, defineScreen } from './screen.ts'

export interface HomePage extends HomeFacts {
  readonly items: readonly HomeItem[]
  /** The best result of each dataset. */
  readonly best: readonly ResultRecord[]
  /** What the workspace holds, and how long it took to count; null until it was counted. */
  readonly health: { readonly info: WorkspaceInfo; readonly took_ms: number } | null
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

const column = (key: 'what' | 'about' | 'next', label: string): Column<HomeItem> => ({
  key,
  label,
  align: 'left',
  priority: 0,
  value: item => item[key],
  text: item => item[key],
})

const columns = [column('what', 'What'), column('about', 'Which'), column('next', 'More')]

/** Without it Home has a section less; `n4a workspace verify` says why. */
async function healthOf(engine: Engine): Promise<HomePage['health']> {
  const start = performance.now()
  const info = await engine.care.info().catch(() => null)
  return info && { info, took_ms: performance.now() - start }
}

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
  load: async (engine, _, { partial, before, looked }) => {
    const listed = await Promise.allSettled([engine.runs.list(), engine.datasets.list()])
    if (listed[0].status === 'rejected') throw listed[0].reason
    const runs = listed[0].value
    const datasets = listed[1].status === 'fulfilled' ? listed[1].value : []
    const metrics = engine.metrics.list()
    const facts = { runs, datasets, looked, needs: before?.needs ?? noNeeds }
    // The first frame comes from manifests alone; what was known before stands until it is read again.
    const first: HomePage = {
      ...facts,
      items: homeItems(facts, metrics),
      best: before?.best ?? [],
      health: before?.health ?? null,
      damage: damageOf(engine, listed[1]),
    }
    partial(first)
    const best = await bestResults(engine, runs)
    partial({ ...first, best })
    const [needs, health] = await Promise.all([readNeeds(engine, runs), healthOf(engine)])
    return {
      ...first,
      items: homeItems({ ...facts, needs }, metrics),
      needs,
      best,
      health,
      damage: damageOf(engine, listed[1]),
    }
  },
  grow: (page, { live }) => ({ ...page, runs: withProgress(page.runs, live) }),
  head: headLines,
  foot: (page, metrics) => bestTable(page, metrics),
  aside: homeAside,
  panes: homePanes,
  repairs: (_, item) => item?.datasets ?? [],
  list: {
    items: ({ items }) => items,
    columns: () => columns,
    idOf: item => item.id,
    open: item => item.place,
    act: ({ seen, place }) => {
      if (!seen) return undefined
      return desk => {
        desk.looked.see(seen)
        desk.stale()
        desk.open(place)
      }
    },
    mixed: true,
    tone: (item, key) => (key === 'what' ? statusTone(item.state) : undefined),
    sign: {
      key: 'what',
      of: (item, glyphs) => statusGlyph(item.state, glyphs),
    },
    order: 'what needs you first',
    example: 'failed  new  best  interrupted',
    whenEmpty: () => [
      'This workspace is empty. Nothing has been run here yet.',
      'Run your own:        n4a run run.yaml',
      'See one on Tecator:  n4a demo',
      'What there is to build pipelines from: press 7.',
    ],
  },
  predictions: () => 'Predictions belong to a result: open a result first.',
})
