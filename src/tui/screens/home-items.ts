import {
  type BestResult,
  formatCount,
  formatScore,
  formatTime,
  isBetter,
  type MetricCard,
  type RegisteredDataset,
  type RunRecord,
  runState,
  scoreLabel,
} from '../../core/index.ts'
import type { Place } from '../state/level.ts'

/** One line of Home, and where Enter leads from it. */
export interface HomeItem {
  readonly id: string
  readonly state: string
  readonly what: string
  readonly about: string
  readonly next: string
  readonly place: Place
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
      next: 'being executed: open to watch',
      place: runPlace(run),
    }))
}

/** What waits for a person: stopped runs, failures, datasets that are not where they were. */
function needs(runs: readonly RunRecord[], datasets: readonly RegisteredDataset[]): readonly HomeItem[] {
  const stopped = runs
    .filter(run => runState(run) === 'interrupted' || run.status === 'paused')
    .map(run => ({
      id: `stopped ${run.id}`,
      state: runState(run),
      what: runState(run),
      about: `${run.name}, ${progressText(run)}`,
      next: 'can be resumed: its page says how',
      place: runPlace(run),
    }))
  const failed = runs
    .filter(run => run.failed_results > 0 || run.status === 'failed')
    .map(run => ({
      id: `failed ${run.id}`,
      state: 'failed',
      what: formatCount(run.failed_results, 'failed result'),
      about: run.name,
      next: 'its page says why',
      place: { ...runPlace(run), ...(run.failed_results > 0 ? { filter: 'status:failed' } : {}) },
    }))
  const lost = datasets
    .filter(({ status }) => status !== 'valid' && status !== 'unknown')
    .map(dataset => ({
      id: `dataset ${dataset.id}`,
      state: dataset.status,
      what: `dataset ${dataset.status.replace('_', ' ')}`,
      about: dataset.name,
      next: dataset.current_path ?? dataset.original_path,
      place: { screen: 'dataset' as const, subject: dataset.id, title: dataset.name },
    }))
  return [...stopped, ...failed, ...lost]
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

export function homeItems(
  runs: readonly RunRecord[],
  datasets: readonly RegisteredDataset[],
  metrics: readonly MetricCard[],
): readonly HomeItem[] {
  return [...activeItems(runs), ...needs(runs, datasets), ...bestItems(runs, metrics), ...recentItems(runs)]
}
