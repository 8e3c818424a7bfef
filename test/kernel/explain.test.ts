import { describe, expect, it } from 'vitest'
import { kernelOf } from '../../src/kernel/kernel-of.ts'
import { svgLine } from '../../src/render/html/svg-line.ts'
import { fakeEngine } from '../cli/support/fake-engine.ts'
import { resultRecord } from '../displays/records.ts'
import { count } from './markup.ts'

const result = resultRecord()
const kernel = () => {
  const engine = fakeEngine({ results: [result] })
  return { engine, ...kernelOf(() => engine) }
}
const html = (object: { bundle(): Readonly<Record<string, string>> }) => object.bundle()['text/html']!

describe('explain', () => {
  it('draws coefficients, VIP, selectivity, loadings and influence under the table of components', async () => {
    const { engine, explain } = kernel()
    const explained = await explain(result, { member: 1 })
    expect(engine.calls).toContainEqual(['results.explain', result.id, { member: 1 }])
    const drawn = html(explained)
    expect(count(drawn, 'svg')).toBe(5)
    expect(count(drawn, 'table')).toBe(1)
    for (const words of ['Regression coefficients of fat', 'Variable importance', 'Loadings', 'Influence']) {
      expect(drawn).toContain(`<title>${words}`)
    }
    expect(drawn).toContain('Wavelength (nm)')
    expect(drawn).toContain('s4: 12, 0.9')
    expect(explained.explanation.intercept).toBe(12.345)
    expect(String(explained)).toContain('VIP is above 1 at 3 of 6 features.')
  })
})

describe('charts', () => {
  it('draws what the template asks for', async () => {
    const charts = await kernel().charts(result.id)
    expect(charts).toHaveLength(6)
    const drawn = html(charts)
    // Groups, train and test spread, histogram, exclusion, augmentation and its details; folds and counts are tables.
    expect(count(drawn, 'svg')).toBe(7)
    expect(count(drawn, 'table')).toBe(2)
    expect(drawn).toContain('Signal after SNV')
  })
})

describe('a line with several series', () => {
  const line = (ys: readonly number[]) =>
    svgLine({
      kind: 'line',
      title: '',
      x: { label: 'x', unit: null },
      y: { label: 'y', unit: null },
      series: ['a', 'b'].map(name => ({ name, points: ys.map((y, x) => ({ x, y })) })),
      marks: [],
      notes: [],
      whenEmpty: '',
    })
  const legendPlace = (svg: string) => {
    const [, x, y] = /<rect x="([\d.]+)" y="([\d.]+)" width="10"/.exec(svg)!
    return { right: Number(x) > 300, bottom: Number(y) > 200 }
  }

  it('has their names where they hide no points', () => {
    expect(legendPlace(line([9, 5, 3, 1]))).toEqual({ right: true, bottom: false })
    expect(legendPlace(line([1, 3, 5, 9]))).toEqual({ right: true, bottom: true })
    const wavesOnTheRight = Array.from({ length: 60 }, (_, i) => (i >= 30 && i % 2 === 1 ? 9 : 1))
    expect(legendPlace(line(wavesOnTheRight))).toEqual({ right: false, bottom: false })
  })

  it('has a dot a point, unless it is a spectrum or an outline of steps', () => {
    expect(line([1, 2, 3]).match(/<circle/g)).toHaveLength(6)
    expect(line(Array.from({ length: 100 }, (_, i) => Math.sin(i)))).not.toContain('<circle')
  })
})
