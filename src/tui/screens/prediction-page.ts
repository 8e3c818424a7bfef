import {
  formatScore,
  type MetricCard,
  metricLabel,
  type PredictionArrays,
  type PredictionRecord,
  printable,
  scoreLabel,
} from '../../core/index.ts'
import { titleLine } from '../components/facts.ts'
import { fitText, type Line, textWidth } from '../components/line.ts'
import { clamp } from '../state/moves.ts'

export interface PredictionPage {
  readonly prediction: PredictionRecord
  readonly arrays: PredictionArrays
}

const shownFirst = ['rmse', 'r2', 'bias', 'sep', 'slope', 'rpd', 'rpiq', 'intercept', 'mae', 'max_error']
const valueWidth = 9

/** All scores, the ranking one of classes first, in a column of `width` cells. */
export function numberLines(
  { prediction }: PredictionPage,
  metrics: readonly MetricCard[],
  width: number,
): readonly Line[] {
  const { scores, partition, n_samples, metric } = prediction
  const first = [...(shownFirst.includes(metric) ? [] : [metric]), ...shownFirst].filter(name => name in scores)
  const names = [...first, ...Object.keys(scores).filter(name => !first.includes(name))]
  const label = (name: string) => printable(name === 'rmse' ? scoreLabel(name, partition) : metricLabel(name, metrics))
  const widest = names.reduce((most, name) => Math.max(most, textWidth(label(name))), 0)
  const room = clamp(widest, 12, Math.max(12, width - valueWidth - 2))
  const line = (name: string, value: string): Line => [
    [` ${fitText(name, room)}`, 'faint'],
    [fitText(value, valueWidth, 'right')],
  ]
  return [
    titleLine('Numbers'),
    line('n', `${n_samples}`),
    ...names.map(name => line(label(name), formatScore(scores[name]))),
  ]
}
