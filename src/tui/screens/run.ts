import {
  type DatasetRecord,
  formatCount,
  formatDuration,
  formatScore,
  formatTime,
  groupedDigits,
  type MetricCard,
  type ResultRecord,
  type RunRecord,
  runState,
  runTitle,
  type StandingResult,
  scoreLabel,
  type TemplateRecord,
  withStandings,
} from '../../core/index.ts'
import { factLines } from '../components/facts.ts'
import { type Line, lineWidth, padLine } from '../components/line.ts'
import { progressBar } from '../components/progress-bar.ts'
import { progressOf, withProgress } from '../state/live-runs.ts'
import { bestOfEach, mergeResults } from '../state/merge-results.ts'
import { elapsedTime, remainingTime } from '../state/run-time.ts'
import { statusGlyph, statusTone } from '../theme/status.ts'
import { openExplanation } from './explanation.ts'
import { foldCountOf, resultList } from './result-list.ts'
import { resultPreview } from './result-preview.ts'
import { openPredictions } from './results.ts'
import { runViews } from './run-views.ts'
import { type Drawing, defineScreen } from './screen.ts'

export interface RunPage {
  readonly run: RunRecord
  readonly results: readonly ResultRecord[]
  /** As it saved them, unexpanded; those that could not be read are left out. */
  readonly templates: readonly TemplateRecord[]
}

const datasetText = ({ name, n_train, n_test, n_features, y_columns }: DatasetRecord) =>
  `${name} (${y_columns.join(', ')}; ${n_train} + ${n_test} samples, ${n_features} channels)`

function foldsText({ config: { folds } }: RunRecord): string {
  const { splitter, file, ...parameters } = folds
  const words = Object.entries(parameters).map(([name, value]) => `${name} ${String(value)}`)
  return [splitter ?? file ?? 'none', ...words].join(' ')
}

const bestResults = (results: readonly ResultRecord[]): RunRecord['best_results'] =>
  bestOfEach(results).map(({ id, best_score, score_partition, ...result }) => ({
    ...result,
    result_id: id,
    score: best_score!,
    score_partition: score_partition ?? 'val',
  }))

function bestText({ best_results }: RunRecord, metrics: readonly MetricCard[]): string {
  if (best_results.length === 0) return 'none yet'
  return best_results
    .map(({ dataset, metric, score, score_partition, pipeline_config }) => {
      const label = scoreLabel(metric, score_partition === 'test' ? 'test' : 'val', metrics)
      return `${dataset} ${label} ${formatScore(score)}  ${pipeline_config}`
    })
    .join('\n')
}

/** How far the run is, in one line that is a bar where there is room. */
export function progressLine(run: RunRecord, { live, width, glyphs }: Drawing): Line {
  const progress = progressOf(run, live.progress.get(run.id))
  const { completed, failed, total } = progress
  const done = completed + failed
  const percent = total > 0 ? Math.floor((100 * done) / total) : 0
  const left = run.live ? remainingTime(run, progress, Date.now()) : null
  const words = `  ${groupedDigits(done)}/${groupedDigits(total)}  ${percent} %`
  const tail: Line = [
    [words],
    ...(failed > 0 ? [[`  ${glyphs.failed} ${failed} failed`, 'bad'] as const] : []),
    ...(left === null ? [] : [[`  about ${formatDuration(left)} left`, 'faint'] as const]),
  ]
  const room = Math.max(10, Math.min(60, width - lineWidth(tail) - 3))
  return [[' '], ...progressBar(progress, room, glyphs), ...tail]
}

function headLines({ run }: RunPage, drawing: Drawing): readonly Line[] {
  const { width, height, glyphs } = drawing
  const state = runState(run)
  const times = [
    formatTime(run.created_at),
    `${run.live ? 'for' : 'took'} ${formatDuration(elapsedTime(run, Date.now()))}`,
    ...(run.executor ? [`${run.executor.host}, process ${run.executor.pid}`] : []),
  ]
  const title: Line = [
    [` ${runTitle(run)}  `, 'strong'],
    [`${statusGlyph(state, glyphs)} ${state}`, statusTone(state)],
    [`  ${times.join(` ${glyphs.separator} `)}`, 'faint'],
  ]
  const help: readonly (readonly [string, string])[] =
    (state === 'interrupted' || state === 'paused') && !run.foreign ? [['Go on', `n4a runs resume ${run.id}`]] : []
  const facts = factLines(
    [
      ['Best', bestText(run, drawing.metrics)],
      [
        'Templates',
        run.templates.map(({ name, expansion_count }) => `${name} ${glyphs.times}${expansion_count}`).join(', '),
      ],
      ['Datasets', run.datasets.map(datasetText).join(', ') || '–'],
      ['Validation', `${foldsText(run)}; metric ${run.config.metric}, refit ${run.config.refit}`],
      ...help,
      ...(run.foreign ? ([['From', `${run.foreign.label}, ${run.foreign.path}`]] as const) : []),
      ...(run.error ? ([['Error', run.error]] as const) : []),
      ...(run.warnings.length > 0 ? ([['Warnings', run.warnings.join('\n')]] as const) : []),
    ],
    width,
  )
  const most = Math.max(3, Math.floor(height / 2) - 4)
  return [
    padLine(title, width, glyphs.ellipsis),
    progressLine(run, drawing),
    ...facts.slice(0, most),
    [[` ${formatCount(run.completed_results + run.failed_results, 'result')}`, 'heading']],
  ]
}

export const runScreen = defineScreen<RunPage, StandingResult>({
  id: 'run',
  marks: 'result',
  title: 'Run',
  live: true,
  load: async (engine, { subject }) => {
    const [run, results] = await Promise.all([engine.runs.get(subject!), engine.results.list({ run: subject! })])
    const read = await Promise.allSettled(run.templates.map(({ id }) => engine.templates.get(id)))
    const templates = read.flatMap(outcome => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    return { run, results, templates }
  },
  grow: ({ run, results, templates }, { results: fresh, live, metrics }) => {
    const own = fresh.filter(({ run_id }) => run_id === run.id)
    const merged = mergeResults(results, own, metrics)
    const [counted] = withProgress([run], live)
    return { run: { ...counted!, best_results: bestResults(merged) }, results: merged, templates }
  },
  crumb: ({ run }) => run.name,
  record: ({ run }) => run,
  head: headLines,
  run: ({ run }) => run,
  list: resultList(
    ({ run, results }) => withStandings(results, () => foldCountOf(run)),
    ({ run }) => [
      run.live ? 'No result is finished yet; the first appears here by itself.' : 'This run stored no results.',
      ...((run.status === 'paused' || runState(run) === 'interrupted') && !run.foreign
        ? [`Go on with:  n4a runs resume ${run.id}`]
        : []),
    ],
  ),
  preview: ({ run, results }, result, drawing) => resultPreview(result, results, foldCountOf(run), drawing),
  panes: runViews,
  explanation: (_, result) => (result ? openExplanation(result) : 'There is no result under the cursor.'),
  predictions: (_, result) => (result ? openPredictions(result) : 'There is no result under the cursor.'),
})
