import {
  calibrationNote,
  classTable,
  confusionMatrix,
  ofClasses,
  type TableDisplay,
  wrongSamplesTable,
} from '../../core/index.ts'
import { matrixFits, matrixLines } from '../charts/matrix.ts'
import { textLines, titleLine } from '../components/facts.ts'
import { fittedTableLines } from '../components/fitted-table.ts'
import { beside, type Line, wrapText } from '../components/line.ts'
import { numberLines, type PredictionPage } from './prediction-page.ts'
import type { Drawing, Pane } from './screen.ts'

type Draw = (page: PredictionPage, drawing: Drawing) => readonly Line[]

function tableLines(table: TableDisplay, { width, glyphs }: Drawing): readonly Line[] {
  if (table.rows.length === 0) return [titleLine(table.title), ...textLines(table.whenEmpty, width, 'faint')]
  const lines = fittedTableLines(table, { width: width - 2, ellipsis: glyphs.ellipsis })
  return [titleLine(table.title), ...lines.map((line): Line => [[' '], ...line])]
}

const classes: Draw = ({ arrays }, drawing) => tableLines(classTable([arrays]), drawing)

const calibration: Draw = ({ arrays }, { width }) => {
  const note = calibrationNote([arrays])
  if (note === null) return [titleLine('Probabilities'), ...textLines('The model gives none.', width, 'faint')]
  return [titleLine('Probabilities'), ...wrapText(note, width - 2).map((line): Line => [[` ${line}`]])]
}

const wrong: Draw = ({ arrays }, drawing) => tableLines(wrongSamplesTable([arrays]), drawing)

const matrix: Draw = ({ prediction, arrays }, { width, glyphs, metrics }) =>
  matrixLines(confusionMatrix(prediction, arrays, { metrics }), { width, glyphs })

/** The matrix with class by class below it and numbers beside; all below each other where there is no room for both. */
const overview: Draw = (page, drawing) => {
  const { width, height, glyphs, metrics } = drawing
  const side = 48
  const own = width - side - 3
  if (width < 100 || !matrixFits(confusionMatrix(page.prediction, page.arrays), own)) {
    return [
      ...matrix(page, drawing),
      [],
      ...calibration(page, drawing),
      [],
      ...classes(page, drawing),
      [],
      ...numberLines(page, metrics, width),
    ]
  }
  const of = (draw: Draw, width: number) => draw(page, { ...drawing, width })
  const left = [...of(matrix, own), [], ...of(classes, own)]
  const right = [...numberLines(page, metrics, side), [], ...of(calibration, side), [], ...of(wrong, side)]
  // What is wrong has its own view: here it may not make the page longer than the matrix.
  const tall = Math.max(height, left.length)
  return beside(
    [
      { lines: left, width: own },
      { lines: right, width: side },
    ],
    tall,
    [` ${glyphs.bar} `, 'faint'],
  )
}

const fits: Pane<PredictionPage>['fits'] = (_, { prediction }) => ofClasses(prediction)

/** How classes are looked at. */
export const classPanes: readonly Pane<PredictionPage>[] = [
  { id: 'confusion', title: 'Confusion matrix', fits, lines: overview },
  {
    id: 'classes',
    title: 'Classes',
    fits,
    lines: (page, drawing) => [...classes(page, drawing), [], ...calibration(page, drawing)],
  },
  { id: 'wrong', title: 'Wrong samples', fits, lines: wrong },
]
