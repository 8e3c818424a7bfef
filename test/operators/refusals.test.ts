import { describe, expect, it } from 'vitest'
import type { Matrix } from '../../src/core/math/matrix.ts'
import { type AnyRegressor, type AnySplitter, type AnyTransform, getOperator } from '../../src/core/operators/index.ts'
import {
  contextOf,
  copyOf,
  fitTransform,
  paramsOf,
  rowsToSplit,
  sampleSpectra,
  sampleTarget,
} from './sample-spectra.ts'

const transform = (name: string) => getOperator(name) as AnyTransform
const model = (name: string) => getOperator(name) as AnyRegressor
const X = sampleSpectra(20, 12)
const y = sampleTarget(X)

const failsWith = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message), hint: expect.any(String) })

function check(name: string, given: Readonly<Record<string, unknown>>) {
  const operator = getOperator(name)
  return () => operator.check?.(paramsOf(operator, given))
}

/** X with row 5 constant at a value whose mean rounds. */
function withConstantSpectrum(): Matrix {
  const changed = copyOf(X)
  changed.values.fill(0.1, 5 * 12, 6 * 12)
  return changed
}

describe('scatter correction', () => {
  it('names the spectrum that is constant', () => {
    for (const name of ['SNV', 'MSC']) {
      expect(() => fitTransform(transform(name), X, withConstantSpectrum())).toThrow(
        failsWith('ConstantSpectrum', /Spectrum 5 is constant/),
      )
    }
    expect(() => fitTransform(transform('SNV'), X, withConstantSpectrum(), { with_std: false })).not.toThrow()
  })

  it('refuses a flat reference', () => {
    const flat: Matrix = { rows: 3, columns: 7, values: new Float64Array(21).fill(0.7) }
    expect(() => transform('MSC').fit(flat, paramsOf(transform('MSC')), contextOf(flat))).toThrow(
      failsWith('ConstantReference', /constant/),
    )
  })
})

describe('Savitzky–Golay', () => {
  it('refuses windows and orders that define no filter', () => {
    expect(check('SG', { window_length: 10 })).toThrow(failsWith('ParametersConflict', /10 is even/))
    expect(check('SG', { window_length: 5, polyorder: 5 })).toThrow(failsWith('ParametersConflict', /not below/))
    expect(check('SG', { deriv: 4 })).toThrow(failsWith('ParametersConflict', /zero everywhere/))
    expect(check('SG', { delta: 0 })).toThrow(failsWith('ParametersConflict', /delta/))
    expect(check('SG', { window_length: 1, polyorder: 0 })).not.toThrow()
  })

  it('refuses spectra shorter than the window', () => {
    expect(() => fitTransform(transform('SG'), X, X, { window_length: 13 })).toThrow(
      failsWith('WrongFeatureCount', /12 features, but a window of 13/),
    )
  })
})

describe('detrending', () => {
  it('refuses a break point beyond the spectra', () => {
    expect(() => fitTransform(transform('Detrend'), X, X, { bp: [3, 13] })).toThrow(
      failsWith('ParametersConflict', /13/),
    )
    expect(() => fitTransform(transform('Detrend'), X, X, { bp: 12 })).not.toThrow()
  })
})

describe('scaling', () => {
  it('centers a constant feature and does not divide by what rounding left of its spread', () => {
    const constant = copyOf(X)
    for (let i = 0; i < X.rows; i++) constant.values[i * 12 + 4] = 0.1
    const column = (matrix: Matrix) => Array.from({ length: 20 }, (_, i) => matrix.values[i * 12 + 4]!)
    for (const value of column(fitTransform(transform('StandardScaler'), constant, constant))) {
      expect(Math.abs(value)).toBeLessThan(1e-15)
    }
    expect(column(fitTransform(transform('MinMaxScaler'), constant, constant))).toEqual(new Array(20).fill(0))
  })

  it('clips only when asked to', () => {
    const far = copyOf(X)
    far.values[0] = 1e3
    expect(fitTransform(transform('MinMaxScaler'), X, far).values[0]).toBeGreaterThan(1)
    expect(fitTransform(transform('MinMaxScaler'), X, far, { clip: true }).values[0]).toBe(1)
  })
})

describe('PLS regression', () => {
  const pls = model('PLSRegression')
  const fitting = (spectra: Matrix, target: Float64Array, given: object) => () =>
    pls.fit(spectra, target, paramsOf(pls, { ...given }))

  it('refuses more components than samples or features, before the run and in the fit', () => {
    const message = /n_components is 13, but at most 12/
    expect(() => pls.checkShape?.({ n_samples: 20, n_features: 12 }, paramsOf(pls, { n_components: 13 }))).toThrow(
      failsWith('TooManyComponents', message),
    )
    expect(() => pls.checkShape?.({ n_samples: 12, n_features: 12 }, paramsOf(pls, { n_components: 12 }))).not.toThrow()
    expect(fitting(X, y, { n_components: 13 })).toThrow(failsWith('TooManyComponents', message))
  })

  it('refuses a constant target, rounding or not', () => {
    expect(fitting(X, new Float64Array(20).fill(0.1), {})).toThrow(failsWith('ConstantTarget', /are 0.1/))
  })

  it('refuses components that the spectra do not hold', () => {
    const plane: Matrix = {
      rows: 20,
      columns: 12,
      values: X.values.map((_, at) => Math.sin(at - (at % 12)) + (at % 12) * Math.cos(3 * (at - (at % 12)))),
    }
    expect(fitting(plane, y, { n_components: 2 })).not.toThrow()
    expect(fitting(plane, y, { n_components: 3 })).toThrow(failsWith('SingularFit', /after 2 components/))
    expect(fitting({ ...X, values: new Float64Array(240).fill(0.3) }, y, {})).toThrow(
      failsWith('SingularFit', /after 0/),
    )
  })

  it('refuses a component after those that fit y exactly', () => {
    const few: Matrix = { rows: 6, columns: 12, values: X.values.slice(0, 72) }
    expect(fitting(few, y.slice(0, 6), { n_components: 5 })).not.toThrow()
    expect(fitting(few, y.slice(0, 6), { n_components: 6 })).toThrow(failsWith('SingularFit', /5 components/))
  })

  it('takes a constant feature for one that says nothing', () => {
    const constant = copyOf(X)
    const without = { rows: 20, columns: 11, values: new Float64Array(220) }
    for (let i = 0; i < 20; i++) {
      constant.values[i * 12 + 11] = 0.1
      without.values.set(constant.values.subarray(i * 12, i * 12 + 11), i * 11)
    }
    const params = paramsOf(pls, { n_components: 6 })
    const found = pls.predict(constant, pls.fit(constant, y, params), params)
    const expected = pls.predict(without, pls.fit(without, y, params), params)
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 11)
    })
  })
})

describe('ridge regression', () => {
  const ridge = model('Ridge')
  const fitting = (spectra: Matrix, given: object) => () =>
    ridge.fit(spectra, y.slice(0, spectra.rows), paramsOf(ridge, { ...given }))
  const doubled = copyOf(X)
  for (let i = 0; i < 20; i++) doubled.values[i * 12 + 3] = doubled.values[i * 12 + 8]!

  it('refuses a penalty of 0 where the solution is not unique', () => {
    const wide: Matrix = { rows: 8, columns: 12, values: X.values.slice(0, 96) }
    for (const singular of [doubled, wide]) {
      expect(fitting(singular, { alpha: 0 })).toThrow(failsWith('SingularFit', /alpha 0/))
      expect(fitting(singular, { alpha: 1e-3 })).not.toThrow()
    }
    expect(fitting(wide, { alpha: 0, fit_intercept: false })).toThrow(failsWith('SingularFit', /alpha 0/))
    expect(fitting(X, { alpha: 0 })).not.toThrow()
  })

  it('shares the weight of equal features', () => {
    const { coefficients } = fitting(doubled, { alpha: 1e-3 })() as { coefficients: Float64Array }
    expect(coefficients[3]).toBeCloseTo(coefficients[8]!, 9)
  })

  it('predicts the mean from spectra that are all the same', () => {
    const same: Matrix = { rows: 3, columns: 4, values: new Float64Array(12).fill(2) }
    const params = paramsOf(ridge)
    const state = ridge.fit(same, Float64Array.of(1, 2, 6), params)
    expect(Array.from(ridge.predict(same, state, params))).toEqual([3, 3, 3])
  })
})

describe('KFold', () => {
  it('wants a seed to shuffle, and no seed where nothing is shuffled', () => {
    expect(check('KFold', { shuffle: true })).toThrow(failsWith('ParametersConflict', /random_state/))
    expect(check('KFold', { random_state: 1 })).toThrow(failsWith('ParametersConflict', /no effect/))
    const kFold = getOperator('KFold') as AnySplitter
    expect(() => kFold.split(rowsToSplit(10), paramsOf(kFold, { shuffle: true }))).toThrow(
      failsWith('ParametersConflict', /random_state/),
    )
  })
})
