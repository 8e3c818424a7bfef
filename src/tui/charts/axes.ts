import { niceTicks, tickLabels } from '../../core/index.ts'
import { fitText, type Line, textWidth } from '../components/line.ts'
import type { Glyphs } from '../theme/glyphs.ts'

export interface Ticks {
  readonly values: readonly number[]
  readonly labels: readonly string[]
}

/** Round values inside the domain, no closer than their labels need. */
export function ticksOf(domain: readonly [number, number], count: number): Ticks {
  const values = niceTicks(domain[0], domain[1], Math.max(1, count))
  return { values, labels: tickLabels(values) }
}

/** Cells the labels of a vertical axis need, with a space before them. */
export const axisWidth = ({ labels }: Ticks): number => Math.max(1, ...labels.map(textWidth)) + 1

/** Label and line of a vertical axis, one for each of `height` rows; `rowOf` tells the row of a value. */
export function verticalAxis(ticks: Ticks, height: number, rowOf: (value: number) => number, glyphs: Glyphs): Line[] {
  const width = axisWidth(ticks)
  const labels = new Map(ticks.values.map((value, i) => [rowOf(value), ticks.labels[i]!]))
  return Array.from({ length: height }, (_, row) => {
    const label = labels.get(row)
    return [
      [fitText(label ?? '', width, 'right'), 'faint'],
      [label === undefined ? glyphs.axisLine : glyphs.axisTick, 'faint'],
    ]
  })
}

/**
 * The horizontal axis under a drawing of `width` cells: the line with its ticks, and the labels, which leave one another
 * room. `columnOf` tells the column of a value.
 */
export function horizontalAxis(ticks: Ticks, width: number, columnOf: (value: number) => number, glyphs: Glyphs) {
  const line = Array<string>(width).fill(glyphs.axisFoot)
  const labels = Array<string>(width).fill(' ')
  let free = 0
  ticks.values.forEach((value, i) => {
    const column = columnOf(value)
    const label = ticks.labels[i]!
    const start = Math.max(0, Math.min(width - label.length, Math.round(column - (label.length - 1) / 2)))
    if (column < 0 || column >= width || start < free) return
    line[column] = glyphs.axisFootTick
    ;[...label].forEach((character, at) => {
      labels[start + at] = character
    })
    free = start + label.length + 1
  })
  return { line: line.join(''), labels: labels.join('') }
}
