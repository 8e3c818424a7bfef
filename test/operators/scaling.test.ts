import { describe, expect, it } from 'vitest'
import { matrixFromRows } from '../../src/core/math/matrix.ts'
import { type AnyTransform, getOperator } from '../../src/core/operators/index.ts'
import { differences, hasFixtures } from './python-fixtures.ts'
import { contextOf, fitTransform, paramsOf, sampleSpectra } from './sample-spectra.ts'
import { largestDifference } from './tecator-reference.ts'

const transform = (name: string) => getOperator(name) as AnyTransform
const failsWith = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message), hint: expect.any(String) })

// The last feature is constant in training.
const training = matrixFromRows([
  [1, 10, -3, 5],
  [2.5, 14, 0.5, 5],
  [4, 11, 2, 5],
  [7, 30, -8, 5],
  [5, 12, 1, 5],
])
const fresh = matrixFromRows([
  [3, 9, 4, 6],
  [8, -2, -1, 4],
])

describe.skipIf(!hasFixtures)('scalers of the Python library 0.11 (../shared)', () => {
  it.each([
    'AreaNormalization',
    'Normalize',
    'SimpleScale',
    'RobustScaler',
    'MaxAbsScaler',
    'MinMaxScaler',
    'Normalizer',
    'Baseline',
  ])('%s transforms the same', file => {
    for (const difference of differences(file, () => true)) expect(difference).toBeLessThan(1e-9)
  })
})

describe('scalers give the numbers of scikit-learn 1.2.1', () => {
  it.each([
    ['RobustScaler', {}, [-0.4, -1, 0.875, 1, 1.6, -4.666666666666667, -0.375, -1]],
    [
      'RobustScaler',
      { quantile_range: [10, 80], unit_variance: true },
      [
        -0.5587296839782934, -0.936693881963609, 1.0320978884599028, 2.1231727991175147, 2.2349187359131735,
        -4.371238115830176, -0.4423276664828155, -2.1231727991175147,
      ],
    ],
    ['RobustScaler', { with_centering: false }, [1.2, 3, 1, 6, 3.2, -0.6666666666666666, -0.25, 4]],
    ['MaxAbsScaler', {}, [0.42857142857142855, 0.3, 0.5, 1.2, 1.1428571428571428, -0.06666666666666667, -0.125, 0.8]],
    [
      'Normalizer',
      { norm: 'l1' },
      [
        0.13636363636363635, 0.4090909090909091, 0.18181818181818182, 0.2727272727272727, 0.5333333333333333,
        -0.13333333333333333, -0.06666666666666667, 0.26666666666666666,
      ],
    ],
    [
      'Normalizer',
      {},
      [
        0.25175440748900674, 0.7552632224670202, 0.33567254331867563, 0.5035088149780135, 0.8677218312746247,
        -0.21693045781865616, -0.10846522890932808, 0.4338609156373123,
      ],
    ],
    ['Normalizer', { norm: 'max' }, [1 / 3, 1, 4 / 9, 2 / 3, 1, -0.25, -0.125, 0.5]],
  ])('%s %o', (name, params, expected) => {
    const found = fitTransform(transform(name), training, fresh, params)
    expect(largestDifference(found.values, expected)).toBeLessThan(1e-12)
  })
})

describe('scalers without a counterpart', () => {
  it('Pareto scaling divides by the square root of the standard deviation, a constant feature by nothing', () => {
    const found = fitTransform(transform('ParetoScaling'), training, fresh)
    const column = [1, 2.5, 4, 7, 5]
    const mean = column.reduce((a, b) => a + b) / 5
    const deviation = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4)
    expect(found.values[0]).toBeCloseTo((3 - mean) / Math.sqrt(deviation), 13)
    expect(found.values[3]).toBe(1)
    expect(found.values[7]).toBe(-1)
  })

  it('mean centering is what the Python library calls Baseline', () => {
    expect(getOperator('Baseline')).toBe(getOperator('MeanCentering'))
    const found = fitTransform(transform('MeanCentering'), training, fresh)
    expect(largestDifference(found.values, [-0.9, -6.4, 5.5, 1, 4.1, -17.4, 0.5, -1])).toBeLessThan(1e-14)
  })

  it('area normalization makes the area 1', () => {
    const spectra = matrixFromRows([[1, 2, 3, 6]])
    const area = (method: string) =>
      Array.from(fitTransform(transform('AreaNormalization'), spectra, spectra, { method }).values)
    expect(area('sum')).toEqual([1, 2, 3, 6].map(value => value / 12))
    expect(area('trapz')).toEqual([1, 2, 3, 6].map(value => value / 8.5))
  })
})

describe('what cannot be scaled', () => {
  it('a constant feature is shifted but not divided by 0', () => {
    for (const name of ['SimpleScale', 'Normalize']) {
      const found = fitTransform(
        transform(name),
        training,
        fresh,
        name === 'Normalize' ? { feature_range: [0, 2] } : {},
      )
      expect(found.values[3]).toBe(name === 'Normalize' ? 2 : 1)
    }
    const zeros = matrixFromRows([[0], [0]])
    expect(Array.from(fitTransform(transform('Normalize'), zeros, matrixFromRows([[3]])).values)).toEqual([3])
    expect(Array.from(fitTransform(transform('MaxAbsScaler'), zeros, matrixFromRows([[3]])).values)).toEqual([3])
  })

  it('a spectrum without area or norm is named', () => {
    const spectra = matrixFromRows([
      [1, 2, 3],
      [0.1, 0.2, -0.3],
      [0, 0, 0],
    ])
    expect(() => fitTransform(transform('AreaNormalization'), spectra, spectra)).toThrow(
      failsWith('ZeroDivisor', /Spectrum 1 .* area/),
    )
    expect(() => fitTransform(transform('AreaNormalization'), spectra, spectra, { method: 'abs_sum' })).toThrow(
      failsWith('ZeroDivisor', /Spectrum 2 /),
    )
    expect(() => fitTransform(transform('Normalizer'), spectra, spectra)).toThrow(
      failsWith('ZeroDivisor', /Spectrum 2 .* norm/),
    )
  })

  it('a unit variance from the extremes is refused', () => {
    const robust = transform('RobustScaler')
    const params = paramsOf(robust, { quantile_range: [0, 75], unit_variance: true })
    expect(() => robust.check?.(params)).toThrow(failsWith('ParametersConflict', /quantile_range/))
  })
})

describe('scalers that can be undone', () => {
  it.each([
    ['RobustScaler', { unit_variance: true }],
    ['MaxAbsScaler', {}],
    ['SimpleScale', {}],
    ['Normalize', {}],
    ['Normalize', { feature_range: [-2, 5] }],
    ['MeanCentering', {}],
    ['ParetoScaling', {}],
  ])('%s %o brings the values back', (name, given) => {
    const X = sampleSpectra(9, 7)
    const operator = transform(name)
    const params = paramsOf(operator, given)
    const state = operator.fit(X, params, contextOf(X))
    const back = operator.inverse!(operator.transform(X, state, params), state, params)
    expect(largestDifference(back.values, X.values)).toBeLessThan(1e-13)
  })
})
