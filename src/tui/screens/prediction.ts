import {
  formatScore,
  type MetricCard,
  metricLabel,
  type PredictionArrays,
  type PredictionRecord,
  predictionScatter,
  printable,
  residualScatter,
  scoreLabel,
} from '../../core/index.ts'
import { type Mark, scatterLines } from '../charts/scatter.ts'
import { worstSamples } from '../charts/worst-samples.ts'
import { titleLine } from '../components/facts.ts'
import { beside, fitText, type Line, padLine } from '../components/line.ts'
import { clamp } from '../state/moves.ts'
import { predictionTitle } from './predictions.ts'
import { type Drawing, defineScreen } from './screen.ts'

interface PredictionPage {
  readonly prediction: PredictionRecord
  readonly arrays: PredictionArrays
}

/** So many bad samples carry their rank in the drawing. */
const ranked = 5

function headLines({ prediction }: PredictionPage, { width, glyphs }: Drawing): readonly Line[] {
  const { preprocessings, dataset, target, n_samples, id } = prediction
  return [
    padLine(
      [
        [` ${predictionTitle(prediction)}  `, 'strong'],
        [
          `${preprocessings || 'no preprocessing'} ${glyphs.separator} ${dataset}, ${target} ${glyphs.separator} n ${n_samples}`,
        ],
        [`  ${id}`, 'faint'],
      ],
      width,
      glyphs.ellipsis,
    ),
  ]
}

const shownFirst = ['rmse', 'r2', 'bias', 'sep', 'slope', 'rpd', 'rpiq', 'intercept', 'mae', 'max_error']

function numberLines({ prediction }: PredictionPage, metrics: readonly MetricCard[]): readonly Line[] {
  const { scores, partition, n_samples } = prediction
  const names = [
    ...shownFirst.filter(name => name in scores),
    ...Object.keys(scores).filter(name => !shownFirst.includes(name)),
  ]
  const label = (name: string) => (name === 'rmse' ? scoreLabel(name, partition) : metricLabel(name, metrics))
  const line = (name: string, value: string): Line => [
    [` ${fitText(printable(name), 12)}`, 'faint'],
    [fitText(value, 9, 'right')],
  ]
  return [
    titleLine('Numbers'),
    line('n', `${n_samples}`),
    ...names.map(name => line(label(name), formatScore(scores[name]))),
  ]
}

function worstLines({ arrays }: PredictionPage, width: number, most: number, ellipsis: string): readonly Line[] {
  const wide = width >= 40
  const name = clamp(width - (wide ? 36 : 15), 6, 24)
  const row = (rank: string, sample: string, numbers: readonly string[], tone?: 'heading'): Line => [
    [` ${fitText(rank, 3, 'right')} `, tone ?? 'warn'],
    [fitText(sample, name, 'left', ellipsis), tone],
    ...(wide ? numbers : numbers.slice(-1)).map(number => [fitText(number, 10, 'right'), tone] as const),
  ]
  return [
    titleLine('Worst samples', wide ? 'predicted − measured' : ''),
    row('#', 'Sample', ['measured', 'predicted', 'residual'], 'heading'),
    ...worstSamples(arrays)
      .slice(0, most)
      .map(({ name, measured, predicted, residual }, i) =>
        row(
          `${i + 1}`,
          printable(name),
          [measured, predicted, residual].map(value => formatScore(value)),
        ),
      ),
  ]
}

function marksOf(arrays: PredictionArrays, y: 'predicted' | 'residual'): readonly Mark[] {
  return worstSamples(arrays)
    .slice(0, ranked)
    .map((sample, i) => ({ x: sample.measured, y: sample[y], sign: `${i + 1}` }))
}

type Draw = (page: PredictionPage, drawing: Drawing) => readonly Line[]

const scatter: Draw = ({ prediction, arrays }, drawing) =>
  scatterLines(predictionScatter(prediction, arrays), marksOf(arrays, 'predicted'), drawing)

const residuals: Draw = ({ prediction, arrays }, drawing) =>
  scatterLines(residualScatter(prediction, arrays), marksOf(arrays, 'residual'), drawing)

/** A drawing with numbers and the worst samples beside it. */
const withNumbers =
  (draw: Draw): Draw =>
  (page, drawing) => {
    const { width, height, glyphs, metrics } = drawing
    const side = width >= 100 ? 46 : 25
    const own = width - side - 3
    const numbers = numberLines(page, metrics)
    const least = Math.min(numbers.length, Math.max(9, height - 14))
    const beneath = worstLines(page, side, Math.max(0, height - least - 3), glyphs.ellipsis)
    return beside(
      [
        { lines: draw(page, { ...drawing, width: own }), width: own },
        { lines: [...numbers.slice(0, least), [], ...beneath], width: side },
      ],
      height,
      [` ${glyphs.bar} `, 'faint'],
    )
  }

export const predictionScreen = defineScreen<PredictionPage>({
  id: 'prediction',
  title: 'Prediction',
  live: false,
  load: async (engine, { subject }) => {
    const prediction = await engine.predictions.get(subject!)
    return { prediction, arrays: await engine.predictions.arrays(prediction.id) }
  },
  crumb: ({ prediction }) => predictionTitle(prediction),
  head: headLines,
  panes: [
    { id: 'scatter', title: 'Predicted and measured', lines: withNumbers(scatter) },
    { id: 'residuals', title: 'Residuals', lines: withNumbers(residuals) },
    {
      id: 'worst',
      title: 'All samples',
      lines: (page, { width, glyphs }) =>
        worstLines(page, Math.min(width, 90), Number.POSITIVE_INFINITY, glyphs.ellipsis),
    },
  ],
  predictions: () => 'This is a prediction already.',
})
