import { formatDuration, groupedDigits, type MetricCard, printable, type RunEvent } from '../../core/index.ts'
import { bestScores } from './best-scores.ts'
import { widthAtMost } from './text-width.ts'

/** `live`: one line that is redrawn, for a terminal. `sparse`: a line for each tenth, for a log. */
export type ProgressStyle = 'live' | 'sparse' | 'none'

interface ProgressOptions {
  readonly style: ProgressStyle
  readonly columns: number | undefined
  readonly metrics: readonly MetricCard[]
  readonly writeError: (text: string) => void
  readonly now?: () => number
}

/** A redraw costs the terminal more than the eye gains from it. */
const redrawEvery = 100
const barWidth = 20
const clearLine = '\r\u001b[2K'

interface Counts {
  readonly completed: number
  readonly failed: number
  readonly total: number
}

const bar = (share: number) => {
  const full = Math.round(share * barWidth)
  return '█'.repeat(full) + '░'.repeat(barWidth - full)
}

function fitted(text: string, width: number): string {
  if (widthAtMost(text) <= width) return text
  let kept = text
  while (widthAtMost(kept) >= width && kept.length > 0) kept = kept.slice(0, -1)
  return `${kept}…`
}

export interface Progress {
  readonly show: (event: RunEvent) => void
  /** A line that stays, above the live one. */
  readonly note: (line: string) => void
  readonly clear: () => void
}

/** Tells of a run while it goes on: done and failed results, best score of each dataset, time left. */
export function createProgress({
  style,
  columns = 80,
  metrics,
  writeError,
  now = Date.now,
}: ProgressOptions): Progress {
  const best = bestScores(metrics)
  let begun: { readonly at: number; readonly done: number } | undefined
  let drawnAt = -Infinity
  let drawn = false
  let tenths = 0

  const clear = () => {
    if (drawn) writeError(clearLine)
    drawn = false
  }
  const timeLeft = (done: number, total: number) => {
    const doneHere = begun ? done - begun.done : 0
    if (!begun || doneHere <= 0 || done >= total) return undefined
    const left = ((now() - begun.at) / doneHere) * (total - done)
    return left < 1000 ? undefined : `${formatDuration(left)} left`
  }
  const words = ({ completed, failed, total }: Counts) => {
    const done = completed + failed
    const facts = [
      `${groupedDigits(done)}/${groupedDigits(total)} results`,
      failed > 0 ? `${groupedDigits(failed)} failed` : undefined,
      timeLeft(done, total),
      best.text(),
    ]
    return facts.filter(Boolean).join(' · ')
  }
  const draw = (counts: Counts) => {
    const share = counts.total > 0 ? (counts.completed + counts.failed) / counts.total : 0
    if (style === 'live' && now() - drawnAt >= redrawEvery) {
      writeError(`${clearLine}${fitted(`${bar(share)} ${words(counts)}`, columns - 1)}`)
      drawn = true
      drawnAt = now()
    }
    if (style === 'sparse' && Math.floor(share * 10) > tenths) {
      tenths = Math.floor(share * 10)
      writeError(`${words(counts)}\n`)
    }
  }
  const note = (line: string) => {
    clear()
    writeError(`${line}\n`)
  }
  const show = (event: RunEvent) => {
    switch (event.type) {
      case 'run': {
        const { completed_results: completed, failed_results: failed, total_results: total } = event.run
        begun ??= { at: now(), done: completed + failed }
        return draw({ completed, failed, total })
      }
      case 'results':
        best.add(event.results)
        return draw(event)
      case 'note':
        return note(printable(event.text))
      case 'status':
        return
    }
  }
  return { show, note, clear }
}
