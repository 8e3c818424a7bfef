import {
  type BestResult,
  formatCount,
  formatScore,
  formatTime,
  isBetter,
  type MetricCard,
  optimismGap,
  type RegisteredDataset,
  type RunRecord,
  runState,
  scoreLabel,
} from '../../core/index.ts'
import type { Place } from '../state/level.ts'
import type { Looked } from '../state/looked.ts'
import type { HomeNeeds } from './home-needs.ts'

/** One line of Home, and where Enter leads from it. */
export interface HomeItem {
  readonly id: string
  readonly state: string
  readonly what: string
  readonly about: string
  readonly next: string
  readonly place: Place
  /** Runs whose results count as seen once it was opened. */
  readonly seen?: readonly RunRecord[]
  /** Datasets that R repairs. */
  readonly datasets?: readonly string[]
}

const runPlace = (run: RunRecord): Place => ({ screen: 'run', subject: run.id, title: run.name })

const progressText = (run: RunRecord) => `${run.completed_results + run.failed_results}/${run.total_results} results`

function activeItems(runs: readonly RunRecord[]): readonly HomeItem[] {
  return runs
    .filter(run => runState(run) === 'running' || run.status === 'queued')
    .map(run => ({
      id: `active ${run.id}`,
      state: run.status,
      what: run.status,
      about: run.name,
      next: 'open to watch',
      place: runPlace(run),
    }))
}

/** More runs with news are one line. */
const mostNews = 4

/** Results that were stored since the user looked last. */
function newItems(runs: readonly RunRecord[], looked: Looked): readonly HomeItem[] {
  const since = formatTime(looked.at)
  const fresh = runs.map(run => ({ run, count: looked.news(run) })).filter(({ count }) => count > 0)
  const items = fresh.slice(0, mostNews).map(
    ({ run, count }): HomeItem => ({
      id: `new ${run.id}`,
      state: 'new',
      what: formatCount(count, 'new result'),
      about: run.name,
      next: `since ${since}`,
      place: runPlace(run),
      seen: [run],
    }),
  )
  const rest = fresh.slice(mostNews)
  if (rest.length === 0) return items
  const count = rest.reduce((sum, { count }) => sum + count, 0)
  const more: HomeItem = {
    id: 'new others',
    state: 'new',
    what: formatCount(count, 'new result'),
    about: `in ${formatCount(rest.length, 'more run')}`,
    next: `since ${since}`,
    place: { screen: 'runs', subject: null },
    seen: rest.map(({ run }) => run),
  }
  return [...items, more]
}

const mostCauses = 2

function causeText(causes: readonly (readonly [string, number])[] | undefined): string {
  if (!causes) return 'its page says why'
  const named = causes.slice(0, mostCauses).map(([code, count]) => `${code} ${count}`)
  const left = causes.length - named.length
  return `${formatCount(causes.length, 'cause')}: ${named.join(', ')}${left > 0 ? `, ${left} more` : ''}`
}

const changes: Readonly<Record<string, string>> = {
  missing: 'dataset missing',
  hash_mismatch: 'dataset changed',
  relocated: 'dataset moved',
}

/** What waits for a person: failures, stopped runs, datasets that are not where or what they were. */
function needs(
  runs: readonly RunRecord[],
  datasets: readonly RegisteredDataset[],
  known: HomeNeeds,
): readonly HomeItem[] {
  const failed = runs
    .filter(run => run.failed_results > 0 || run.status === 'failed')
    .map(run => ({
      id: `failed ${run.id}`,
      state: 'failed',
      what: run.failed_results > 0 ? formatCount(run.failed_results, 'failed result') : 'failed run',
      about: run.name,
      next: run.failed_results > 0 ? causeText(known.causes.get(run.id)) : (run.error ?? 'its page says why'),
      place: { ...runPlace(run), ...(run.failed_results > 0 ? { filter: 'status:failed' } : {}) },
    }))
  const stopped = runs
    .filter(run => runState(run) === 'interrupted' || run.status === 'paused')
    .map(run => ({
      id: `stopped ${run.id}`,
      state: runState(run),
      what: runState(run),
      about: run.name,
      next: `${progressText(run)}; P on its page resumes`,
      place: runPlace(run),
    }))
  // One that has moved was found; only what is lost or changed waits.
  const lost = datasets
    .filter(({ status }) => status === 'missing' || status === 'hash_mismatch')
    .map(dataset => ({
      id: `dataset ${dataset.id}`,
      state: dataset.status,
      what: changes[dataset.status] ?? dataset.status,
      about: dataset.name,
      next: `repair: ${dataset.current_path ?? dataset.original_path}`,
      place: { screen: 'repair' as const, subject: dataset.id, title: `Repair ${dataset.name}` },
      datasets: [dataset.id],
    }))
  return [...failed, ...stopped, ...lost, ...doubtItems(known)]
}

const mostOptimistic = 3

/** What is worth a second look before it is believed, or remembered. */
function doubtItems({ optimistic, starred, withoutNote }: HomeNeeds): readonly HomeItem[] {
  const gaps = optimistic.slice(0, mostOptimistic).map(
    (result): HomeItem => ({
      id: `optimistic ${result.id}`,
      state: 'optimistic',
      what: 'optimistic',
      about: `${result.dataset}: ${result.pipeline_config}`,
      next: `test error ${Math.round((optimismGap(result) ?? 0) * 100)} % above CV`,
      place: { screen: 'result', subject: result.id, title: result.pipeline_config },
    }),
  )
  if (withoutNote.length === 0) return gaps
  const notes: HomeItem = {
    id: 'starred',
    state: 'starred',
    what: formatCount(starred.length, 'starred result'),
    about: `${withoutNote.length} without a note`,
    next: ':note TEXT says why',
    place: { screen: 'results', subject: null, title: 'Starred', filter: 'starred=true -has:note' },
  }
  return [...gaps, notes]
}

/** The best result of each dataset over all runs that rank by the same metric; the newer run wins a tie. */
export function bestOfDatasets(runs: readonly RunRecord[], metrics: readonly MetricCard[]): readonly BestResult[] {
  const best = new Map<string, BestResult>()
  for (const found of runs.flatMap(({ best_results }) => best_results)) {
    const key = `${found.dataset} ${found.metric}`
    const leader = best.get(key)
    if (!leader || isBetter(found.score, leader.score, found.metric, metrics)) best.set(key, found)
  }
  return [...best.values()].sort((a, b) => (a.dataset < b.dataset ? -1 : 1))
}

function bestItems(runs: readonly RunRecord[], metrics: readonly MetricCard[]): readonly HomeItem[] {
  return bestOfDatasets(runs, metrics).map(best => ({
    id: `best ${best.dataset} ${best.metric}`,
    state: 'best',
    what: `best on ${best.dataset}`,
    about: best.pipeline_config,
    next: `${scoreLabel(best.metric, best.score_partition === 'test' ? 'test' : 'val', metrics)} ${formatScore(best.score)}`,
    place: { screen: 'result' as const, subject: best.result_id, title: best.pipeline_config },
  }))
}

const recent = 8

function recentItems(runs: readonly RunRecord[]): readonly HomeItem[] {
  return runs
    .filter(({ status }) => status === 'completed' || status === 'cancelled')
    .slice(0, recent)
    .map(run => ({
      id: `recent ${run.id}`,
      state: run.status,
      what: `${run.status} run`,
      about: run.name,
      next: `${progressText(run)}, ${formatTime(run.created_at)}`,
      place: runPlace(run),
    }))
}

/** What is told of the workspace on Home, and what was seen of it before. */
export interface HomeFacts {
  readonly runs: readonly RunRecord[]
  readonly datasets: readonly RegisteredDataset[]
  readonly needs: HomeNeeds
  readonly looked: Looked
}

export const homeItems = (
  { runs, datasets, needs: known, looked }: HomeFacts,
  metrics: readonly MetricCard[],
): readonly HomeItem[] => [
  ...activeItems(runs),
  ...newItems(runs, looked),
  ...needs(runs, datasets, known),
  ...bestItems(runs, metrics),
  ...recentItems(runs),
]
