import { describe, expect, it } from 'vitest'
import { componentCurve, predictionScatter } from '../../src/core/displays/index.ts'
import { createCanvas } from '../../src/tui/charts/canvas.ts'
import { componentCurveLines } from '../../src/tui/charts/component-curve.ts'
import { scatterLines } from '../../src/tui/charts/scatter.ts'
import { worstSamples } from '../../src/tui/charts/worst-samples.ts'
import { type Line, lineWidth } from '../../src/tui/components/line.ts'
import { glyphsFor } from '../../src/tui/theme/glyphs.ts'
import { componentFamily, predictionArrays, predictionRecord } from '../displays/records.ts'

const glyphs = glyphsFor({ unicode: true })
const ascii = glyphsFor({ unicode: false })
const text = (lines: readonly Line[]) => lines.map(line => line.map(([part]) => part).join(''))

describe('the canvas', () => {
  it('puts every dot where Unicode has it', () => {
    const canvas = createCanvas(1, 1, true)
    canvas.set(0, 0)
    expect(canvas.rows()).toEqual(['⠁'])
    canvas.set(1, 3)
    expect(canvas.rows()).toEqual(['⢁'])
    for (let x = 0; x < 2; x++) for (let y = 0; y < 4; y++) canvas.set(x, y)
    expect(canvas.rows()).toEqual(['⣿'])
  })

  it('leaves out what is outside', () => {
    const canvas = createCanvas(2, 2, true)
    for (const [x, y] of [
      [-1, 0],
      [0, -1],
      [4, 0],
      [0, 8],
    ] as const)
      canvas.set(x, y)
    expect(canvas.rows()).toEqual(['  ', '  '])
  })

  it('shows how full a cell is where there is no braille', () => {
    const canvas = createCanvas(2, 1, false)
    canvas.set(0, 0)
    for (let x = 2; x < 4; x++) for (let y = 0; y < 4; y++) canvas.set(x, y)
    expect(canvas.rows()).toEqual(['.#'])
  })
})

describe('predicted against measured', () => {
  const arrays = predictionArrays({ y_true: [0, 50, 100], y_pred: [0, 50, 100] })
  const draw = (width: number, height: number, own = glyphs) =>
    scatterLines(predictionScatter(predictionRecord(), arrays), [], { width, height, glyphs: own })

  it('fills its room and no more', () => {
    for (const [width, height] of [
      [40, 12],
      [60, 20],
      [90, 30],
    ] as const) {
      const lines = draw(width, height)
      expect(lines).toHaveLength(height)
      expect(lines.map(lineWidth)).toEqual(lines.map(() => width))
    }
  })

  it('has one scale for both axes, so that equal values lie on the diagonal', () => {
    const rows = text(draw(60, 24)).slice(1, -3)
    const at = (row: string) => [...row.slice(5)].findIndex(character => /[\u2801-\u28ff]/.test(character))
    const found = rows.map(at).filter(column => column >= 0)
    // From the top down the diagonal runs from right to left.
    expect(found).toEqual([...found].sort((a, b) => b - a))
    expect(rows.every(row => !/[^\s\d─│┤.\u2800-\u28ff]/.test(row))).toBe(true)
  })

  it('names its axes and has round ticks on them', () => {
    const lines = text(draw(60, 24))
    expect(lines[0]).toContain('Predicted fat')
    expect(lines.at(-1)).toContain('Measured fat')
    expect(lines.at(-2)).toMatch(/ 0 +20 +40 +60 +80 +100/)
    expect(lines.some(line => /^ *50┤/.test(line) || /^ *60┤/.test(line))).toBe(true)
  })

  it('puts the rank of a bad sample on its point', () => {
    const mark = { x: 50, y: 50, sign: '1' }
    const lines = scatterLines(predictionScatter(predictionRecord(), arrays), [mark], { width: 60, height: 24, glyphs })
    const signs = lines.slice(1, -3).flatMap(line => line.filter(([part, tone]) => part === '1' && tone === 'warn'))
    expect(signs).toHaveLength(1)
  })

  it('is ASCII where there is no Unicode', () => {
    expect(text(draw(60, 24, ascii)).join('')).toMatch(/^[\x20-\x7e]*$/)
  })

  it('draws one point, equal values, and no value at all', () => {
    for (const values of [[3], [2, 2, 2], [Number.NaN]]) {
      const own = predictionArrays({ y_true: values, y_pred: values })
      const lines = scatterLines(predictionScatter(predictionRecord(), own), [], { width: 40, height: 12, glyphs })
      expect(lines.length).toBeGreaterThan(0)
      expect(text(lines).join('')).not.toContain('NaN')
    }
  })

  it('finds the samples that are furthest off, the worst first', () => {
    const samples = worstSamples(predictionArrays({ y_true: [1, 2, 3, 4], y_pred: [1, 5, 2, Number.NaN] }))
    expect(samples.map(({ name, residual }) => [name, residual])).toEqual([
      ['tec174', 3],
      ['tec175', -1],
      ['tec173', 0],
    ])
  })
})

describe('error against the number of components', () => {
  const family = componentFamily({ 1: 8, 2: 5, 3: 3, 4: 2.2, 5: 2, 6: 2.1, 7: 2.4 }, 0.5)
  const draw = (width: number, height: number, own = glyphs) =>
    componentCurveLines(componentCurve(family, family[4]!, 5), { width, height, glyphs: own })

  it('fills its room and no more', () => {
    for (const [width, height] of [
      [40, 12],
      [60, 18],
    ] as const) {
      const lines = draw(width, height)
      expect(lines).toHaveLength(height)
      expect(Math.max(...lines.map(lineWidth))).toBeLessThanOrEqual(width)
    }
  })

  it('draws both errors, and the signs of the minimum and of the simplest that would do', () => {
    const lines = text(draw(60, 18))
    expect(lines[0]).toContain('RMSECV')
    expect(lines[0]).toContain('RMSEC ')
    expect(lines.join('\n')).toMatch(/[╭╮╰╯]/)
    const foot = lines.find(line => line.includes('└'))!
    expect(foot.indexOf('◇')).toBeGreaterThan(0)
    expect(foot.indexOf('▲')).toBeGreaterThan(foot.indexOf('◇'))
    expect(
      lines
        .slice(-3)
        .map(line => line.trim())
        .join(' '),
    ).toContain('4 components would do')
  })

  it('starts high and ends low', () => {
    const rows = text(draw(60, 18)).filter(line => /[┤│]/.test(line.slice(0, 6)))
    expect(rows[0]!.slice(3, 8)).toMatch(/[╮─]/)
    expect(rows.at(-1)!.slice(3, 8).trim()).toBe('')
  })

  it('says what to do where there is nothing to compare', () => {
    const lines = componentCurveLines(componentCurve([family[0]!], family[0]!, 5), { width: 60, height: 10, glyphs })
    expect(text(lines).join('')).toContain('_range_')
  })

  it('is ASCII where there is no Unicode', () => {
    const drawn = text(draw(60, 18, ascii))
      .slice(1, -2)
      .join('')
    expect(drawn).toMatch(/^[\x20-\x7e]*$/)
  })
})
