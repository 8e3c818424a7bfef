import { describe, expect, it } from 'vitest'
import type { Matrix } from '../../src/core/math/matrix.ts'
import { type AnyTransform, getOperator } from '../../src/core/operators/index.ts'
import { fixtureCases, hasFixtures, relativeDifference } from './fixture-cases.ts'
import { fitTransform, paramsOf, sampleSpectra } from './sample-spectra.ts'

const transform = (name: string) => getOperator(name) as AnyTransform
const spectrum = (values: readonly number[]): Matrix => ({
  rows: 1,
  columns: values.length,
  values: Float64Array.from(values),
})
const corrected = (name: string, values: readonly number[], given = {}) =>
  Array.from(fitTransform(transform(name), spectrum(values), spectrum(values), given).values)
const check = (name: string, given: Readonly<Record<string, unknown>>) => () => {
  const operator = getOperator(name)
  return operator.check?.(paramsOf(operator, given))
}
const failsWith = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) })

describe.skipIf(!hasFixtures)('baselines of the Python library 0.11 (../shared)', () => {
  it.each([
    ['Detrend', 1e-9],
    ['ModPoly', 1e-9],
    ['IModPoly', 1e-9],
    ['SNIP', 1e-9],
    ['RollingBall', 1e-9],
    ['ArPLS', 1e-9],
    // The Python library's own solver loses digits at lam 1e6: n4a agrees with exact rational arithmetic to 1e-15.
    ['ASLSBaseline', 1e-7],
    ['IASLS', 1e-7],
    ['PyBaselineCorrection', 1e-9],
  ])('%s subtracts the same', (file, tolerance) => {
    for (const { params, expected, run } of fixtureCases(file)) {
      // In aspls a rounding of 1e-15 grows to 1e-2 over its repetitions (measured with numpy).
      const allowed = params.method === 'aspls' ? 0.05 : tolerance
      expect(relativeDifference(run(), expected)).toBeLessThan(allowed)
    }
  })

  it('AirPLS subtracts the same where rounding does not decide', () => {
    // In these rows two points carry all the weight, the curve runs through them, and the sign of what rounding leaves of their
    // residuals decides what comes next. Elsewhere n4a agrees with exact rational arithmetic to 1e-15.
    const undecided = [3, 8, 10, 13, 14]
    const [{ expected, run }] = fixtureCases('AirPLS') as [ReturnType<typeof fixtureCases>[number]]
    const { rows, columns, values } = run()
    for (let i = 0; i < rows; i++) {
      const part = (all: ArrayLike<number>) => Array.from({ length: columns }, (_, j) => all[i * columns + j]!)
      const difference = relativeDifference(spectrum(part(values)), part(expected))
      if (undecided.includes(i)) expect(difference).toBeLessThan(0.2)
      else expect(difference).toBeLessThan(1e-6)
    }
  })
})

describe('detrending of any order', () => {
  const x = [2, 1, 4, 3, 7, 5, 6, 9]

  it.each([
    // numpy 1.24.2: x − polyval(polyfit(j, x, order), j)
    [0, [-2.625, -3.625, -0.625, -1.625, 2.375, 0.375, 1.375, 4.375]],
    [
      2,
      [
        0.4583333333333, -1.255952380952, 0.9464285714286, -0.9345238095238, 2.10119047619, -0.9464285714286,
        -1.077380952381, 0.7083333333333,
      ],
    ],
    [
      3,
      [
        0.5909090909091, -1.350649350649, 0.8138528138528, -0.991341991342, 2.158008658009, -0.8138528138528,
        -0.982683982684, 0.5757575757576,
      ],
    ],
  ])('subtracts the polynomial of order %i', (order, expected) => {
    const found = corrected('Detrend', x, { order })
    expected.forEach((value, j) => {
      expect(found[j]).toBeCloseTo(value, 11)
    })
  })

  it('fits each part by itself', () => {
    const parts = [...x.slice(0, 4).map((_, j) => j * j), ...x.slice(4).map((_, j) => 5 - 3 * j * j)]
    for (const value of corrected('Detrend', parts, { order: 2, bp: 4 })) expect(value).toBeCloseTo(0, 12)
  })

  it('refuses an order that fits everything', () => {
    expect(() => corrected('Detrend', x, { order: 8 })).toThrow(failsWith('ParametersConflict', /8 features/))
    expect(() => corrected('Detrend', x, { order: 2, bp: 2 })).toThrow(failsWith('ParametersConflict', /2 features/))
  })
})

describe('convex hulls', () => {
  it('stretches a band below the spectrum', () => {
    expect(corrected('RubberBand', [1, 4, 2, 6, 3, 8, 5])).toEqual([0, 2.5, 0, 3.5, 0, 4, 0])
    expect(corrected('RubberBand', [3, 2, 1, 0])).toEqual([0, 0, 0, 0])
    expect(corrected('RubberBand', [7])).toEqual([0])
  })

  it('never goes below zero, and touches each end', () => {
    const X = sampleSpectra(6, 50)
    const { values } = fitTransform(transform('RubberBand'), X, X)
    for (let i = 0; i < 6; i++) {
      expect([values[i * 50], values[i * 50 + 49]]).toEqual([0, 0])
      for (const value of values.subarray(i * 50, (i + 1) * 50)) expect(value).toBeGreaterThanOrEqual(-1e-15)
    }
  })

  it('divides by the hull above the spectrum, or subtracts it', () => {
    expect(corrected('ContinuumRemoval', [0.5, 0.2, 0.6, 0.3, 0.4])).toEqual([1, 0.2 / 0.55, 1, 0.6, 1])
    expect(corrected('ContinuumRemoval', [4, 1, 6, 3, 4], { method: 'subtraction' })).toEqual([0, -4, 0, -2, 0])
  })

  it('refuses to divide by a hull that is not above zero, and names the spectrum', () => {
    expect(() => corrected('ContinuumRemoval', [0.1, 0.2, -0.4])).toThrow(failsWith('NotPositive', /spectrum 0/))
    expect(() => corrected('ContinuumRemoval', [0.1, 0.2, -0.4], { method: 'subtraction' })).not.toThrow()
  })
})

describe('baselines below peaks', () => {
  const peak = Array.from({ length: 60 }, (_, j) => 1 + 0.05 * j + 3 * Math.exp(-(((j - 30) / 3) ** 2)))

  it.each(['ASLSBaseline', 'IASLS', 'AirPLS', 'ArPLS', 'ModPoly', 'IModPoly', 'SNIP'])(
    '%s takes a slope away and leaves the peak',
    name => {
      const found = corrected(name, peak, name === 'SNIP' ? { max_half_window: 10 } : {})
      expect(found[30]).toBeGreaterThan(2)
      expect(found[30]).toBeLessThan(3.5)
      for (const j of [2, 10, 50, 57]) expect(Math.abs(found[j]!)).toBeLessThan(0.4)
    },
  )

  it.each(['ASLSBaseline', 'IASLS', 'AirPLS', 'ArPLS'])('%s makes a straight line, or nothing, zero', name => {
    for (const value of corrected(name, new Array(20).fill(0))) expect(value).toBe(0)
    const line = Array.from({ length: 20 }, (_, j) => 3 - 0.1 * j)
    for (const value of corrected(name, line)) expect(value).toBeCloseTo(0, 6)
  })

  it('refuses a penalty of 0, weights on one side only, and spectra too short to be smoothed', () => {
    expect(check('ArPLS', { lam: 0 })).toThrow(failsWith('ParametersConflict', /lam 0/))
    expect(check('ASLSBaseline', { p: 1 })).toThrow(failsWith('ParametersConflict', /p is 1/))
    expect(() => corrected('AirPLS', [1, 2])).toThrow(failsWith('WrongFeatureCount', /at least 3/))
    expect(() => corrected('ModPoly', [1, 2, 3, 4, 5])).toThrow(failsWith('WrongFeatureCount', /at least 6/))
  })
})

describe('baselines by name', () => {
  it('subtracts what the operator of that name subtracts', () => {
    const X = sampleSpectra(3, 40)
    const own: readonly (readonly [string, string, object])[] = [
      ['asls', 'ASLSBaseline', { lam: 100, p: 0.05 }],
      ['iasls', 'IASLS', { lam: 100 }],
      ['airpls', 'AirPLS', { lam: 1000 }],
      ['arpls', 'ArPLS', { lam: 1000 }],
      ['modpoly', 'ModPoly', { poly_order: 3 }],
      ['imodpoly', 'IModPoly', { poly_order: 3 }],
      ['snip', 'SNIP', { max_half_window: 8, decreasing: true }],
      ['rolling_ball', 'RollingBall', { half_window: 5 }],
      ['poly', 'Detrend', {}],
    ]
    for (const [method, name, given] of own) {
      const found = fitTransform(transform('PyBaselineCorrection'), X, X, { method, ...given })
      const expected = fitTransform(transform(name), X, X, method === 'poly' ? { order: 2 } : given)
      expect(found).toEqual(expected)
    }
  })

  it.each([
    // numpy 1.24.2: the formulas of the articles with dense solvers, lam 50
    [
      { method: 'iarpls', lam: 50 },
      [
        -0.0372754503567, 0.105661881403, -0.0506553548957, 0.392407451775, 1.63449792729, 0.875263031573,
        0.0143496590886, 0.0514045538018, -0.214212480293, 0.11583060255, -0.0558500296697, 0.0710490289616,
      ],
    ],
    [
      { method: 'psalsa', lam: 50, p: 0.3 },
      [
        -0.00702774265512, 0.155168314194, 0.0174627594411, 0.479911872607, 1.7424977772, 1.00520239781, 0.168007659002,
        0.230895485353, -0.00618754265883, 0.356691316434, 0.219551429694, 0.382410429451,
      ],
    ],
  ])('subtracts what the formulas of a method without an operator say: %j', (given, expected) => {
    const x = [1, 1.2, 1.1, 1.6, 2.9, 2.2, 1.4, 1.5, 1.3, 1.7, 1.6, 1.8]
    const found = corrected('PyBaselineCorrection', x, given)
    expected.forEach((value, j) => {
      expect(found[j]).toBeCloseTo(value, 9)
    })
  })

  it('refuses methods it does not have, settings of another method, and windows left to a guess', () => {
    expect(check('PyBaselineCorrection', { method: 'loess' })).toThrow(failsWith('ParameterOutOfRange', /loess/))
    expect(check('PyBaselineCorrection', { method: 'snip', lam: 10, max_half_window: 3 })).toThrow(
      failsWith('ParametersConflict', /snip takes .*not lam/),
    )
    expect(check('PyBaselineCorrection', { method: 'mor' })).toThrow(failsWith('ParametersConflict', /half_window/))
  })
})
