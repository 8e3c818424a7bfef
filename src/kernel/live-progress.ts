import process from 'node:process'
import {
  type BestResult,
  formatCount,
  formatDuration,
  formatScore,
  groupedDigits,
  type MetricCard,
  printable,
  type ResultRecord,
  type RunEvent,
  type RunRecord,
  runState,
  scoreLabel,
} from '../core/index.ts'
import { escapeHtml } from '../render/html/escape-html.ts'
import { fonts, ink, paper, rule, seriesColour, styleSheet } from '../render/html/palette.ts'
import { findHost, type Host } from './host.ts'

type Best = Pick<BestResult, 'dataset' | 'metric' | 'score' | 'score_partition'>

/** What a watcher wants to know of a run at one moment. */
interface Progress {
  readonly name: string
  readonly completed: number
  readonly failed: number
  readonly total: number
  /** Recorded before this sitting: a resumed run owes its speed nothing. */
  readonly before: number
  readonly best: ReadonlyMap<string, Best>
  /** Failures of this sitting by their cause. */
  readonly causes: ReadonlyMap<string, number>
  readonly note: string | null
  /** Milliseconds. */
  readonly elapsed: number
}

/** Everything outside that progress touches; tests put their own in its place. */
export interface ProgressOptions {
  readonly host?: Host
  readonly metrics?: readonly MetricCard[]
  readonly now?: () => number
  readonly writeLine?: (line: string) => void
}

export interface LiveProgress {
  readonly onEvent: (event: RunEvent) => void
  /** Draw the end; resolves when it is on the screen. */
  readonly finish: (run: RunRecord) => Promise<void>
}

const emptyProgress = { name: 'Run', completed: 0, failed: 0, total: 0, before: 0, note: null }

/** A cell can be drawn often; a line stays for good. */
const cellInterval = 250
const lineInterval = 5000

/** One live cell drawn again in place where the host can, a line of text now and then where it cannot. */
export function liveProgress(options: ProgressOptions = {}): LiveProgress {
  const { host = findHost(), metrics = [], now = Date.now } = options
  const writeLine = options.writeLine ?? (line => void process.stderr.write(`${line}\n`))
  const cell = host.liveCell()
  const interval = cell ? cellInterval : lineInterval
  const startedAt = now()
  const best = new Map<string, Best>()
  const causes = new Map<string, number>()
  let state: Omit<Progress, 'elapsed' | 'best' | 'causes'> = emptyProgress
  let drawnAt = cell ? Number.NEGATIVE_INFINITY : startedAt
  // Drawings are sent one after the other, so that an old one never overwrites a newer.
  let sent: Promise<void> = Promise.resolve()

  const draw = (end: string | null) => {
    drawnAt = now()
    const progress: Progress = { ...state, best, causes, elapsed: drawnAt - startedAt }
    const words = progressWords(progress, end)
    if (!cell) return writeLine(words)
    const bundle = { 'text/html': progressHtml(progress, words, end !== null), 'text/plain': words }
    // A notebook that went away must not stop a run that goes on without it.
    sent = sent.then(() => cell(bundle)).catch(() => {})
  }

  return {
    onEvent: event => {
      if (event.type === 'run') {
        const { completed_results, failed_results, best_results } = event.run
        const before = state === emptyProgress ? completed_results + failed_results : state.before
        state = { ...state, ...countsOf(event.run), before }
        for (const result of best_results) best.set(result.dataset, result)
      } else if (event.type === 'note') state = { ...state, note: printable(event.text) }
      else if (event.type === 'results') {
        const { completed, failed, total } = event
        state = { ...state, completed, failed, total }
        for (const result of event.results) {
          keepBetter(best, result, metrics)
          if (result.error) causes.set(result.error.code, (causes.get(result.error.code) ?? 0) + 1)
        }
      }
      if (now() - drawnAt >= interval) draw(null)
    },
    finish: async run => {
      state = { ...state, ...countsOf(run), note: null }
      for (const result of run.best_results) best.set(result.dataset, result)
      draw(runState(run))
      await sent
    },
  }
}

const countsOf = (run: RunRecord) => ({
  name: printable(run.name),
  completed: run.completed_results,
  failed: run.failed_results,
  total: run.total_results,
})

function keepBetter(best: Map<string, Best>, result: ResultRecord, metrics: readonly MetricCard[]): void {
  const { dataset, metric, best_score: score } = result
  const card = metrics.find(({ name }) => name === metric)
  if (!card || score === null) return
  const cost = (value: number) =>
    card.ranks_by_distance ? Math.abs(value - (card.optimal ?? 0)) : card.higher_is_better ? -value : value
  const before = best.get(dataset)
  if (before && cost(before.score) <= cost(score)) return
  best.set(dataset, { dataset, metric, score, score_partition: result.score_partition ?? 'val' })
}

function timeLeft({ completed, failed, total, before, elapsed }: Progress): string | null {
  const done = completed + failed
  return done > before && done < total ? formatDuration((elapsed / (done - before)) * (total - done)) : null
}

function causeWords(causes: ReadonlyMap<string, number>): string {
  const most = [...causes].sort(([, a], [, b]) => b - a).slice(0, 3)
  return most.length > 0 ? ` (${most.map(([code, n]) => `${printable(code)} ${groupedDigits(n)}`).join(', ')})` : ''
}

function progressWords(progress: Progress, end: string | null): string {
  const { name, completed, failed, total, best, causes, note, elapsed } = progress
  const left = end ? null : timeLeft(progress)
  const scores = [...best.values()].map(({ dataset, metric, score, score_partition }) =>
    printable(`${dataset} ${scoreLabel(metric, score_partition === 'test' ? 'test' : 'val')} ${formatScore(score)}`),
  )
  return [
    `${name}: ${end ? `${end}, ` : ''}${groupedDigits(completed + failed)}/${formatCount(total, 'result')}`,
    ...(failed > 0 ? [`${groupedDigits(failed)} failed${causeWords(causes)}`] : []),
    ...(scores.length > 0 ? [`best ${scores.join(', ')}`] : []),
    formatDuration(elapsed),
    ...(left ? [`about ${left} left`] : []),
    ...(note ? [note] : []),
  ].join(' · ')
}

function progressHtml({ completed, failed, total }: Progress, words: string, ended: boolean): string {
  const share = (n: number) => `${total > 0 ? Math.round((n / total) * 1000) / 10 : 0}%`
  const part = (n: number, colour: string) => `<div style="width:${share(n)};background:${colour};height:100%"></div>`
  const bar = `<div style="display:flex;width:320px;max-width:100%;height:8px;background:${rule};border-radius:4px;overflow:hidden;margin:0 0 6px">${part(completed, seriesColour(0))}${part(failed, seriesColour(1))}</div>`
  return `${styleSheet}<div class="n4a" role="status" style="display:inline-block;font:13px ${fonts};color:${ink};background:${paper};padding:8px 12px">${ended ? '' : bar}${escapeHtml(words)}</div>`
}
