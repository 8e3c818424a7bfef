import { describe, expect, it } from 'vitest'
import {
  coefficientsLine,
  influenceScatter,
  loadingsLines,
  selectivityRatioLine,
  vipLine,
} from '../../src/core/displays/index.ts'
import { columnMeans } from '../../src/core/math/matrix.ts'
import { type AnyRegressor, getOperator } from '../../src/core/operators/index.ts'
import type { ModelExplanation } from '../../src/core/records/index.ts'
import { svgScatter } from '../../src/render/html/svg-scatter.ts'
import { scatterLines } from '../../src/tui/charts/scatter.ts'
import { glyphsFor } from '../../src/tui/theme/glyphs.ts'
import { paramsOf, sampleSpectra, sampleTarget } from '../operators/sample-spectra.ts'

const explanation: ModelExplanation = {
  coefficients: [0.5, -2, 1],
  intercept: 12.345,
  components: {
    n_components: 2,
    x_loadings: [
      [0.1, 0.2, 0.3],
      [0.3, -0.2, 0],
    ],
    x_scores: [
      [1, 2],
      [-3, 0],
      [2, -2],
      [9, 9],
    ],
    x_explained: [0.9, 0.0512],
    y_explained: [0.5, 0.25],
    vip: [0.5, 1.6, 0.4],
    selectivity_ratio: [0.1, 3, 1],
    hotelling_t2: [2, 3, 1, 12],
    hotelling_t2_limits: { at_95: 6, at_99: 10 },
    q_residuals: [0.1, 0.6, 0.2, 0.9],
    q_residuals_limits: { at_95: 0.5, at_99: null },
  },
}
const wavelengths = [850, 852, 854]
const nothing: ModelExplanation = {}

describe('what a model says along the spectrum', () => {
  it('has wavelengths on x, and the coefficients in units of y per unit of X', () => {
    const line = coefficientsLine(explanation, wavelengths, 'nm', { label: 'fat', unit: '%' })
    expect(line.title).toBe('Regression coefficients of fat')
    expect(line.x).toEqual({ label: 'Wavelength', unit: 'nm' })
    expect(line.y).toEqual({ label: 'Coefficient', unit: '% per unit of X' })
    expect(line.series[0]!.points).toEqual([
      { x: 850, y: 0.5 },
      { x: 852, y: -2 },
      { x: 854, y: 1 },
    ])
    expect(line.marks).toEqual([{ x: 852, y: -2, label: 'largest' }])
    expect(line.notes).toEqual(['intercept 12.3 %'])
  })

  it('says wavenumbers where the unit is one, and counts features where no wavelength is known', () => {
    expect(vipLine(explanation, [4000, 4002, 4004], 'cm-1').x).toEqual({ label: 'Wavenumber', unit: 'cm⁻¹' })
    const counted = vipLine(explanation, null, null)
    expect(counted.x).toEqual({ label: 'Feature', unit: null })
    expect(counted.series[0]!.points.map(({ x }) => x)).toEqual([1, 2, 3])
  })

  it('draws VIP with the line at 1 and counts what is above', () => {
    const line = vipLine(explanation, wavelengths, 'nm')
    expect(line.series.map(({ name }) => name)).toEqual(['VIP', 'root mean square'])
    expect(line.series[1]!.points).toEqual([
      { x: 850, y: 1 },
      { x: 854, y: 1 },
    ])
    expect(line.notes).toEqual(['VIP is above 1 at 1 of 3 features.'])
  })

  it('draws one loading a component, with what it describes', () => {
    const { series, notes } = loadingsLines(explanation, wavelengths, 'nm')
    expect(series.map(({ name }) => name)).toEqual(['component 1', 'component 2'])
    expect(notes).toEqual(['component 1: 90.0 % of X, 50.0 % of y', 'component 2: 5.12 % of X, 25.0 % of y'])
    expect(series[1]!.points[1]).toEqual({ x: 852, y: -0.2 })
  })

  it('leaves out what is not finite', () => {
    const infinite = { ...explanation, components: { ...explanation.components!, selectivity_ratio: [1, Infinity, 2] } }
    expect(selectivityRatioLine(infinite, wavelengths, 'nm').series[0]!.points.map(({ x }) => x)).toEqual([850, 854])
  })

  it('says why there is nothing to draw', () => {
    for (const draw of [coefficientsLine, vipLine, selectivityRatioLine, loadingsLines]) {
      const line = draw(nothing, wavelengths, 'nm')
      expect(line.series).toEqual([])
      expect(line.whenEmpty).toContain('so it has no')
    }
  })

  it('makes hostile names printable', () => {
    const { title, y } = coefficientsLine(explanation, null, null, { label: '\u001b[2J', unit: '\u001b[2J' })
    expect(title + y.unit).not.toContain('\u001b')
  })
})

describe('influence plot', () => {
  const scatter = influenceScatter(explanation, ['a', 'b', 'c', '\u001b[2J'])

  it('puts T² on x and Q on y, and tells samples beyond a limit from the others', () => {
    expect(scatter.series.map(({ name, points }) => [name, points.length])).toEqual([
      ['within 95 %', 2],
      ['beyond 95 %', 2],
    ])
    expect(scatter.series[1]!.points[0]).toEqual({ x: 3, y: 0.6, label: 'b' })
    expect(scatter.series[1]!.points[1]!.label).not.toContain('\u001b')
  })

  it('has a line for each limit there is', () => {
    expect(scatter.limits).toEqual([
      { axis: 'x', value: 6, label: 'T² 95 %' },
      { axis: 'x', value: 10, label: 'T² 99 %' },
      { axis: 'y', value: 0.5, label: 'Q 95 %' },
    ])
    expect(scatter.notes).toEqual(['1 of 4 samples beyond T² 95 % (6.00).', '2 of 4 samples beyond Q 95 % (0.500).'])
  })

  it('is drawn with its limits as SVG and in the terminal, even where all samples lie within', () => {
    const svg = svgScatter(scatter)
    expect(svg.match(/class="limit"/g)).toHaveLength(3)
    expect(svg).toContain('<title>T² 99 %: 10</title>')
    const near = { ...scatter, series: [{ name: 'within 95 %', points: [{ x: 1, y: 0.1 }] }] }
    const faint = (limits: NonNullable<typeof near.limits>) =>
      scatterLines({ ...near, limits }, [], { width: 60, height: 20, glyphs: glyphsFor({ unicode: true }) })
        .flatMap(line => line.filter(([, tone]) => tone === 'faint').map(([text]) => text))
        .join('')
        .replaceAll(/[^⠁-⣿]/g, '').length
    expect(faint(near.limits!)).toBeGreaterThan(20)
    expect(faint([])).toBe(0)
  })

  it('says so where the model leaves no residual to have a limit, and where there are no components', () => {
    const components = { ...explanation.components!, q_residuals_limits: { at_95: null, at_99: null } }
    expect(influenceScatter({ ...explanation, components }).notes[1]).toBe('Q has no limit here.')
    expect(influenceScatter(nothing)).toMatchObject({ series: [], limits: [], notes: [] })
  })
})

it('draws what a fitted model explains: the record of records is that of operators', () => {
  const X = sampleSpectra(24, 16)
  const model = getOperator('PLSRegression') as AnyRegressor
  const params = paramsOf(model, { n_components: 2 })
  const found: ModelExplanation = model.explain!(model.fit(X, sampleTarget(X), params), X, params)
  expect(loadingsLines(found, null, null).series).toHaveLength(2)
  expect(coefficientsLine(found, null, null).series[0]!.points).toHaveLength(columnMeans(X).length)
  expect(influenceScatter(found).series.flatMap(({ points }) => points)).toHaveLength(24)
})
