import {
  formatScore,
  ofClasses,
  type PredictionArrays,
  predictionScatter,
  printable,
  residualHistogram,
  residualQuantiles,
  residualScatter,
} from '../../core/index.ts'
import { barChartLines } from '../charts/bars.ts'
import { type Mark, scatterLines } from '../charts/scatter.ts'
import { worstSamples } from '../charts/worst-samples.ts'
import { textLines, titleLine } from '../components/facts.ts'
import { beside, fitText, type Line } from '../components/line.ts'
import { clamp } from '../state/moves.ts'
import { numberLines, type PredictionPage } from './prediction-page.ts'
import type { Drawing, Pane } from './screen.ts'

/** So many bad samples carry their rank in the drawing. */
const ranked = 5

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

const histogram: Draw = (page, { width, height, glyphs }) => [
  titleLine('Distribution of residuals'),
  ...barChartLines(residualHistogram([page]), { width, height: height - 1, glyphs }),
]

const quantiles: Draw = (page, drawing) => {
  const display = residualQuantiles([page])
  const notes = textLines(display.notes.join(' '), drawing.width, 'faint')
  return [
    titleLine('Residuals against the normal distribution'),
    ...scatterLines(display, [], { ...drawing, height: drawing.height - 1 - notes.length }),
    ...notes,
  ]
}

const titled =
  (title: string, draw: Draw): Draw =>
  (page, drawing) => [titleLine(title), ...draw(page, { ...drawing, height: drawing.height - 1 })]

/** Four drawings at once, in a screen that has room for them. */
const together: Draw = (page, drawing) => {
  const { width, height, glyphs } = drawing
  const left = Math.floor((width - 3) / 2)
  const upper = Math.ceil((height - 1) / 2)
  const half = (draws: readonly [Draw, Draw], own: number) => [
    ...padded(draws[0](page, { ...drawing, width: own, height: upper }), upper),
    [[glyphs.rule.repeat(own), 'faint']] as Line,
    ...draws[1](page, { ...drawing, width: own, height: height - 1 - upper }),
  ]
  const right = width - 3 - left
  return beside(
    [
      { lines: half([titled('Predicted and measured', scatter), titled('Residuals', residuals)], left), width: left },
      { lines: half([histogram, quantiles], right), width: right },
    ],
    height,
    [` ${glyphs.bar} `, 'faint'],
  )
}

const padded = (lines: readonly Line[], height: number): readonly Line[] =>
  Array.from({ length: height }, (_, i) => lines[i] ?? [])

/** A drawing with numbers and the worst samples beside it. */
const withNumbers =
  (draw: Draw): Draw =>
  (page, drawing) => {
    const { width, height, glyphs, metrics } = drawing
    const side = width >= 100 ? 46 : 25
    const own = width - side - 3
    const numbers = numberLines(page, metrics, side)
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

const fits = (_: unknown, { prediction }: PredictionPage) => !ofClasses(prediction)

/** How quantities are looked at. */
export const quantityPanes: readonly Pane<PredictionPage>[] = [
  { id: 'scatter', title: 'Predicted and measured', fits, lines: withNumbers(scatter) },
  { id: 'residuals', title: 'Residuals', fits, lines: withNumbers(residuals) },
  { id: 'histogram', title: 'Histogram', fits, lines: withNumbers(histogram) },
  { id: 'quantiles', title: 'Normal quantiles', fits, lines: withNumbers(quantiles) },
  {
    id: 'together',
    title: 'All charts',
    fits: (size, page) => fits(size, page) && size.width >= 110 && size.height >= 24,
    lines: together,
  },
  {
    id: 'worst',
    title: 'All samples',
    fits,
    lines: (page, { width, glyphs }) =>
      worstLines(page, Math.min(width, 90), Number.POSITIVE_INFINITY, glyphs.ellipsis),
  },
]
