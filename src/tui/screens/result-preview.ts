import {
  componentCurve,
  metricsTable,
  printable,
  type ResultRecord,
  resultState,
  type StandingResult,
} from '../../core/index.ts'
import { componentCurveLines } from '../charts/component-curve.ts'
import { displayTableLines } from '../components/display-table.ts'
import { factLines, textLines, titleLine } from '../components/facts.ts'
import { beside, type Line } from '../components/line.ts'
import type { Drawing } from './screen.ts'

const standings = {
  simplest: 'the simplest within one standard error of the best',
  tie: 'within one standard error of the best',
} as const

/**
 * What a list tells of the result under the cursor besides its row: scores of all parts, steps, and the curve over components.
 * All of it is in the list: nothing is read.
 */
export function resultPreview(
  result: StandingResult,
  others: readonly ResultRecord[],
  folds: number | null,
  drawing: Drawing,
): readonly Line[] {
  const { width, height, glyphs, metrics } = drawing
  if (result.error) {
    return [
      titleLine('Why it failed', result.error.code),
      ...textLines(result.error.message, width, 'bad'),
      ...(result.error.hint ? textLines(result.error.hint, width) : []),
    ]
  }
  const facts = (own: number): readonly Line[] => [
    titleLine(printable(result.dataset), result.standing ? standings[result.standing] : resultState(result)),
    ...factLines([...stepsOf(result), ['Run', result.run_id]], own),
    ...result.warnings.flatMap(warning => textLines(warning, own, 'warn')).slice(0, 3),
  ]
  const scores = (own: number) =>
    displayTableLines(metricsTable(result, metrics), own - 1, glyphs.ellipsis).map((line): Line => [[' '], ...line])
  const siblings = others.filter(({ run_id, dataset }) => run_id === result.run_id && dataset === result.dataset)
  const display = componentCurve(siblings, result, folds, { metrics })
  const curve = (own: number, tall: number): readonly Line[] =>
    (display.series[0]?.points.length ?? 0) < 2 || tall < 7
      ? []
      : [
          titleLine(`${display.y.label} against the number of components`),
          ...componentCurveLines(display, { width: own, height: Math.min(tall - 1, 18), glyphs }),
        ]
  // Below a list it is wide and low, beside it narrow and high.
  if (width < 100 || height > 30) {
    const above = [...facts(width), [], ...scores(width), []]
    return [...above, ...curve(width, height - above.length)]
  }
  const left = Math.floor(width * 0.52)
  const right = width - left - 3
  return beside(
    [
      { lines: [...facts(left), ...scores(left)], width: left },
      { lines: curve(right, height), width: right },
    ],
    height,
    [` ${glyphs.bar} `, 'faint'],
  )
}

const stepsOf = ({ pipeline_config }: ResultRecord) =>
  pipeline_config.split(' > ').map((step, i) => [`Step ${i + 1}`, step] as const)
