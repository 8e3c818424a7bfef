import {
  componentCurve,
  foldCount,
  foldTables,
  formatScore,
  type LineDisplay,
  type MetricCard,
  metricLabel,
  metricsTable,
  modelsTable,
  predictedModels,
  printable,
  type ResultRecord,
  resultState,
  scoreLabel,
  type TableDisplay,
} from '../../core/index.ts'
import { componentCurveLines } from '../charts/component-curve.ts'
import { displayTableLines } from '../components/display-table.ts'
import { factLines, textLines, titleLine } from '../components/facts.ts'
import { fittedTableLines } from '../components/fitted-table.ts'
import { beside, type Line, padLine, wrapText } from '../components/line.ts'
import { statusGlyph, statusTone } from '../theme/status.ts'
import { openExplanation } from './explanation.ts'
import type { ResultPage } from './result-page.ts'
import { resultViews } from './result-views.ts'
import { openPredictions } from './results.ts'
import { type Drawing, defineScreen, type Pane } from './screen.ts'

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
          `  ${result.n_samples} samples ${glyphs.times} ${result.n_features} features ${glyphs.separator} ${result.id}`,
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

const tablesOf = (tables: readonly TableDisplay[], { width, glyphs }: Drawing): readonly Line[] =>
  tables.flatMap((table, i): readonly Line[] => [
    ...(i > 0 ? [[]] : []),
    ...wrapText(table.title, width - 2).map((line): Line => [[` ${line}`, 'heading']]),
    ...indented(
      // Tables whose columns differ in weight leave out the least; folds and metrics the emptiest.
      table.columns.some(({ priority = 0 }) => priority > 0)
        ? fittedTableLines(table, { width: width - 2, ellipsis: glyphs.ellipsis })
        : displayTableLines(table, width - 2, glyphs.ellipsis),
    ),
  ])

/** Several models beside each other; none where the result has one. */
const models = ({ result, predictions }: ResultPage, metrics: readonly MetricCard[]): readonly TableDisplay[] => {
  const all = predictedModels(predictions)
  return all.length > 1 ? [modelsTable(result, all, metrics)] : []
}

const folds: Draw = (page, drawing) => {
  const { metrics } = drawing
  return tablesOf([...models(page, metrics), ...foldTables(page.result, page.predictions, metrics)], drawing)
}

/** Where there is no room for the folds of every model, the models alone. */
const modelsOrFolds: Draw = (page, drawing) => {
  const several = models(page, drawing.metrics)
  return several.length > 0 ? tablesOf(several, drawing) : folds(page, drawing)
}

const scores: Draw = ({ result }, { width, metrics, glyphs }) => [
  titleLine('Metrics'),
  ...indented(displayTableLines(metricsTable(result, metrics), width - 2, glyphs.ellipsis)),
]

/** The curve with a sign where this result is, unless it is one of the named points. */
function withThis(display: LineDisplay, { params }: ResultRecord): LineDisplay {
  const point = display.series[0]?.points.find(({ x }) => x === params.n_components)
  if (!point || display.marks.some(({ x }) => x === point.x)) return display
  return { ...display, marks: [...display.marks, { x: point.x, y: point.y, label: 'this result' }] }
}

function curve({ result, predictions, others }: ResultPage, drawing: Drawing): readonly Line[] {
  const { width, height, glyphs, metrics } = drawing
  const display = withThis(componentCurve(others, result, foldCount(predictions) || null, { metrics }), result)
  return [
    titleLine(`${display.y.label} against the number of components`),
    ...componentCurveLines(display, { width: width - 1, height: height - 1, glyphs }),
  ]
}

function pipeline({ result, origin }: ResultPage, { width }: Drawing): readonly Line[] {
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
    ...(origin ? [titleLine('From'), ...textLines(`${origin.label}, ${origin.path}`, width)] : []),
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

/** Folds over metrics, and the curve over the pipeline. */
const overview: Pane<ResultPage> = {
  id: 'overview',
  title: 'Overview',
  fits: wide,
  lines: (page, drawing) => {
    const { width, height, glyphs } = drawing
    const failed = failure(page, drawing)
    if (failed.length > 0) return [...failed, ...pipeline(page, drawing)]
    const left = Math.min(96, Math.floor(width * 0.52))
    const right = width - left - 3
    const curveHeight = Math.max(10, Math.ceil(height * 0.6))
    const block = (draw: Draw, own: number, tall: number) => draw(page, { ...drawing, width: own, height: tall })
    const rule = (own: number): Line => [[glyphs.rule.repeat(own), 'faint']]
    return beside(
      [
        { lines: [...block(modelsOrFolds, left, height), rule(left), ...block(scores, left, height)], width: left },
        {
          lines: [
            ...block(curve, right, curveHeight),
            rule(right),
            ...block(pipeline, right, height - curveHeight - 1),
          ],
          width: right,
        },
      ],
      height,
      [` ${glyphs.bar} `, 'faint'],
    )
  },
}

export const resultScreen = defineScreen<ResultPage>({
  id: 'result',
  marks: 'result',
  title: 'Result',
  live: false,
  load: async (engine, { subject }) => {
    const result = await engine.results.get(subject!)
    const [predictions, others, run] = await Promise.all([
      engine.predictions.list({ result: result.id }),
      engine.results.list({ run: result.run_id, dataset: result.dataset }),
      // Where its run cannot be read, the result is shown all the same.
      engine.runs.get(result.run_id).catch(() => null),
    ])
    return { result, predictions, others, origin: run?.foreign ?? null }
  },
  crumb: ({ result }) => result.pipeline_config,
  record: ({ result }) => result,
  head: headLines,
  panes: [
    overview,
    { id: 'folds', title: 'Folds', lines: (page, drawing) => [...failure(page, drawing), ...folds(page, drawing)] },
    { id: 'metrics', title: 'Metrics', lines: scores },
    { id: 'curve', title: 'Components', lines: curve },
    { id: 'pipeline', title: 'Pipeline', lines: pipeline },
    ...resultViews,
  ],
  explanation: page => (page ? openExplanation(page.result) : 'The result is still being read.'),
  predictions: page => {
    if (!page) return 'The result is still being read.'
    return page.result.predictions_count > 0 ? openPredictions(page.result) : 'This result has no predictions.'
  },
})
