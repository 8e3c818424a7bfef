import {
  componentCurve,
  foldCount,
  foldTable,
  formatScore,
  type MetricCard,
  metricLabel,
  metricsTable,
  type PredictionRecord,
  printable,
  type ResultRecord,
  resultState,
  scoreLabel,
} from '../../core/index.ts'
import { componentCurveLines } from '../charts/component-curve.ts'
import { displayTableLines } from '../components/display-table.ts'
import { factLines, textLines, titleLine } from '../components/facts.ts'
import { beside, type Line, padLine } from '../components/line.ts'
import { statusGlyph, statusTone } from '../theme/status.ts'
import { openPredictions } from './results.ts'
import { type Drawing, defineScreen, type Pane } from './screen.ts'

interface ResultPage {
  readonly result: ResultRecord
  readonly predictions: readonly PredictionRecord[]
  /** Of the same run and dataset, for the curve. */
  readonly others: readonly ResultRecord[]
}

const indented = (lines: readonly Line[]): readonly Line[] => lines.map(line => [[' '], ...line])

function scoreText({ metric, best_score, score_partition }: ResultRecord, metrics: readonly MetricCard[]): string {
  if (best_score === null) return 'no score'
  const label = score_partition ? scoreLabel(metric, score_partition, metrics) : metricLabel(metric, metrics)
  return `${label} ${formatScore(best_score)}`
}

function headLines({ result }: ResultPage, { width, glyphs, metrics }: Drawing): readonly Line[] {
  const state = resultState(result)
  return [
    padLine(
      [
        [` ${result.pipeline_config}  `, 'strong'],
        [`${statusGlyph(state, glyphs)} ${state}`, statusTone(state)],
      ],
      width,
      glyphs.ellipsis,
    ),
    padLine(
      [
        [` ${result.dataset}  `],
        [scoreText(result, metrics), 'strong'],
        [
          `  ${result.n_samples} samples ${glyphs.times} ${result.n_features} channels ${glyphs.separator} ${result.id}`,
          'faint',
        ],
      ],
      width,
      glyphs.ellipsis,
    ),
    [],
  ]
}

type Draw = (page: ResultPage, drawing: Drawing) => readonly Line[]

const folds: Draw = ({ result, predictions }, { width, metrics, glyphs }) => [
  titleLine('Folds', scoreLabel(result.metric, 'val', metrics)),
  ...indented(displayTableLines(foldTable(result, predictions, metrics), width - 2, glyphs.ellipsis)),
]

const scores: Draw = ({ result }, { width, metrics, glyphs }) => [
  titleLine('Metrics'),
  ...indented(displayTableLines(metricsTable(result, metrics), width - 2, glyphs.ellipsis)),
]

function curve({ result, predictions, others }: ResultPage, { width, height, glyphs }: Drawing): readonly Line[] {
  const display = componentCurve(others, result, foldCount(predictions) || null)
  return [
    titleLine('RMSE against the number of components'),
    ...componentCurveLines(display, { width: width - 1, height: height - 1, glyphs }),
  ]
}

function pipeline({ result }: ResultPage, { width }: Drawing): readonly Line[] {
  const steps = result.pipeline_config.split(' > ').map((step, i) => [`Step ${i + 1}`, step] as const)
  const params = Object.entries(result.params).map(([name, value]) => [printable(name), text(value)] as const)
  const choices = result.generator_choices.flatMap(choice =>
    Object.entries(choice).map(([keyword, value]) => [printable(keyword), text(value)] as const),
  )
  return [
    titleLine('Pipeline', result.template_name),
    ...factLines(steps, width),
    ...(params.length > 0 ? [titleLine('Parameters'), ...factLines(params, width)] : []),
    ...(choices.length > 0 ? [titleLine('Choices of the template'), ...factLines(choices, width)] : []),
    ...(result.warnings.length > 0 ? [titleLine('Warnings')] : []),
    ...result.warnings.flatMap(warning => textLines(warning, width, 'warn')),
  ]
}

const text = (value: unknown) => printable(typeof value === 'string' ? value : JSON.stringify(value))

function failure({ result }: ResultPage, { width }: Drawing): readonly Line[] {
  const { error } = result
  if (!error) return []
  return [
    titleLine('Why it failed', error.code),
    ...textLines(error.message, width, 'bad'),
    ...(error.hint ? textLines(error.hint, width) : []),
    [],
  ]
}

const wide = ({ width, height }: { readonly width: number; readonly height: number }) => width >= 100 && height >= 20

/** Folds and curve above, metrics and pipeline below. */
const overview: Pane<ResultPage> = {
  id: 'overview',
  title: 'Overview',
  fits: wide,
  lines: (page, drawing) => {
    const { width, height, glyphs } = drawing
    const failed = failure(page, drawing)
    if (failed.length > 0) return [...failed, ...pipeline(page, drawing)]
    const bar = [` ${glyphs.bar} `, 'faint'] as const
    const left = Math.floor(width * 0.46)
    const right = width - left - 3
    const upper = Math.max(10, folds(page, { ...drawing, width: left }).length)
    const lower = height - upper - 1
    const block = (draw: Draw, own: number, tall: number) => ({
      lines: draw(page, { ...drawing, width: own, height: tall }),
      width: own,
    })
    return [
      ...beside([block(folds, left, upper), block(curve, right, upper)], upper, bar),
      [[glyphs.rule.repeat(width), 'faint']],
      ...beside([block(scores, left + 16, lower), block(pipeline, right - 16, lower)], lower, bar),
    ]
  },
}

export const resultScreen = defineScreen<ResultPage>({
  id: 'result',
  title: 'Result',
  live: false,
  load: async (engine, { subject }) => {
    const result = await engine.results.get(subject!)
    const [predictions, others] = await Promise.all([
      engine.predictions.list({ result: result.id }),
      engine.results.list({ run: result.run_id, dataset: result.dataset }),
    ])
    return { result, predictions, others }
  },
  crumb: ({ result }) => result.pipeline_config,
  head: headLines,
  panes: [
    overview,
    { id: 'folds', title: 'Folds', lines: (page, drawing) => [...failure(page, drawing), ...folds(page, drawing)] },
    { id: 'metrics', title: 'Metrics', lines: scores },
    { id: 'curve', title: 'Components', lines: curve },
    { id: 'pipeline', title: 'Pipeline', lines: pipeline },
  ],
  predictions: page => {
    if (!page) return 'The result is still being read.'
    return page.result.predictions_count > 0 ? openPredictions(page.result) : 'This result has no predictions.'
  },
})
