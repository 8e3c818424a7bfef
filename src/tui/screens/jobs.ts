import { basename } from 'node:path'
import {
  type Column,
  formatBytes,
  formatCount,
  formatDuration,
  formatTime,
  groupedDigits,
  type RunRecord,
  runState,
  runTitle,
} from '../../core/index.ts'
import { titleLine } from '../components/facts.ts'
import type { Line } from '../components/line.ts'
import { residentMemory } from '../process-memory.ts'
import type { JobLog } from '../state/job-logs.ts'
import { activeRuns, withProgress } from '../state/live-runs.ts'
import { elapsedTime, remainingTime } from '../state/run-time.ts'
import { statusGlyph, statusTone } from '../theme/status.ts'
import { progressLine } from './run.ts'
import { defineScreen } from './screen.ts'

/** A run, or a start in the background that has made none. */
interface Job {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly run: RunRecord | null
  readonly log: JobLog | null
  readonly memory: number | null
}

interface JobsPage {
  readonly runs: readonly RunRecord[]
  readonly logs: readonly JobLog[]
  /** Bytes by id of the run, of processes on this machine. */
  readonly memory: ReadonlyMap<string, number>
}

/** Ended runs that are still news. */
const mostEnded = 20
/** Between two looks at what memory the processes hold, in milliseconds. */
const pace = 2000

const ended = ['completed', 'failed', 'cancelled']

const isLogOf = ({ executor }: RunRecord, log: JobLog) => executor?.pid === log.pid && executor.host === log.host

function jobsOf({ runs, logs, memory }: JobsPage): readonly Job[] {
  const open = runs.filter(run => !ended.includes(runState(run)))
  const over = runs.filter(run => ended.includes(runState(run))).slice(0, mostEnded)
  const ofRuns = [...open, ...over].map(
    (run): Job => ({
      id: run.id,
      name: runTitle(run),
      state: runState(run),
      run,
      log: logs.find(log => isLogOf(run, log)) ?? null,
      memory: memory.get(run.id) ?? null,
    }),
  )
  const alone = logs.filter(log => !runs.some(run => isLogOf(run, log)))
  const started = alone.map(
    (log): Job => ({ id: log.path, name: basename(log.file), state: 'unknown', run: null, log, memory: null }),
  )
  return [...ofRuns, ...started]
}

const left = ({ run }: Job): number | null =>
  run?.live
    ? remainingTime(
        run,
        {
          completed: run.completed_results,
          failed: run.failed_results,
          total: run.total_results,
          status: run.status,
          note: null,
        },
        Date.now(),
      )
    : null

const doneOf = ({ completed_results, failed_results }: RunRecord) => completed_results + failed_results

interface Shape {
  readonly align?: 'left' | 'right'
  readonly priority: number
}

const column = (
  key: string,
  label: string,
  { align = 'left', priority }: Shape,
  value: (job: Job) => string | number | null,
  text: (job: Job) => string = job => String(value(job) ?? '–'),
): Column<Job> => ({ key, label, align, priority, value, text })

const columns: readonly Column<Job>[] = [
  column('name', 'Job', { priority: 0 }, job => job.name),
  column(
    'state',
    'State',
    { priority: 0 },
    job => job.state,
    ({ state, run }) => (run ? state : 'no run yet'),
  ),
  column(
    'done',
    'Done',
    { align: 'right', priority: 0 },
    ({ run }) => run && doneOf(run),
    ({ run }) => (run ? `${groupedDigits(doneOf(run))}/${groupedDigits(run.total_results)}` : '–'),
  ),
  column('percent', '%', { align: 'right', priority: 2 }, ({ run }) =>
    run && run.total_results > 0 ? Math.floor((100 * doneOf(run)) / run.total_results) : null,
  ),
  column('failed', 'Failed', { align: 'right', priority: 3 }, ({ run }) => run?.failed_results ?? null),
  column(
    'elapsed',
    'Elapsed',
    { align: 'right', priority: 1 },
    ({ run }) => run && elapsedTime(run, Date.now()),
    ({ run }) => formatDuration(run && elapsedTime(run, Date.now())),
  ),
  column('left', 'Left', { align: 'right', priority: 1 }, left, job => formatDuration(left(job))),
  column('host', 'Host', { priority: 4 }, ({ run, log }) => run?.executor?.host ?? log?.host ?? null),
  column('pid', 'Process', { align: 'right', priority: 5 }, ({ run, log }) => run?.executor?.pid ?? log?.pid ?? null),
  column(
    'memory',
    'Memory',
    { align: 'right', priority: 5 },
    job => job.memory,
    job => formatBytes(job.memory),
  ),
  column('log', 'Log', { priority: 4 }, ({ log }) => log && basename(log.path)),
  column(
    'started',
    'Started (UTC)',
    { priority: 6 },
    ({ run, log }) => run?.started_at ?? log?.started_at ?? run?.created_at ?? null,
    ({ run, log }) => formatTime(run?.started_at ?? log?.started_at ?? run?.created_at),
  ),
]

const active = (runs: readonly RunRecord[]) => runs.filter(({ status, live }) => status === 'running' && live)

/** More bars would leave the list no room. */
const mostBars = 3

export const jobsScreen = defineScreen<JobsPage, Job>({
  id: 'jobs',
  title: 'Jobs',
  tab: 8,
  live: true,
  every: ({ runs }) => (active(runs).length > 0 ? pace : null),
  load: async (engine, _, { logs }) => {
    const runs = await engine.runs.list()
    const known = await Promise.all(
      active(runs).map(async ({ id, executor }) => [id, executor ? await residentMemory(executor) : null] as const),
    )
    const memory = new Map(known.flatMap(([id, bytes]) => (bytes === null ? [] : [[id, bytes] as const])))
    return { runs, logs: logs.list(), memory }
  },
  grow: (page, { live }) => ({ ...page, runs: withProgress(page.runs, live) }),
  head: (_, drawing): readonly Line[] => {
    const under = activeRuns(drawing.live)
    const bars = under.slice(0, mostBars).flatMap(({ run }) => [titleLine(run.name), progressLine(run, drawing)])
    const more = under.length - mostBars
    return [...bars, ...(more > 0 ? [titleLine(formatCount(more, 'more run'))] : []), ...(bars.length > 0 ? [[]] : [])]
  },
  run: (_, job) => job?.run ?? undefined,
  file: (_, job) => job?.log?.path ?? null,
  list: {
    items: jobsOf,
    columns: () => columns,
    idOf: job => job.id,
    open: ({ run, log, name }) =>
      log
        ? { screen: 'log', subject: log.path, title: name, follow: true }
        : { screen: 'run', subject: run!.id, title: name, pane: 'events' },
    mixed: true,
    tone: ({ state }, key) => (key === 'state' ? statusTone(state) : undefined),
    sign: { key: 'state', of: ({ state }, glyphs) => statusGlyph(state, glyphs) },
    order: 'under way first, then the newest',
    example: 'state:running  host:node17  failed>0',
    whenEmpty: () => [
      'Nothing was run yet.',
      'n puts a run together; & starts it in the background.',
      'Or:  n4a run run.yaml',
    ],
  },
})
