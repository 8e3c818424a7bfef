import { describe, expect, it } from 'vitest'
import { type Matrix, matrixFromRows } from '../../src/core/math/matrix.ts'
import { type AnyTransform, getOperator } from '../../src/core/operators/index.ts'
import { differences, hasFixtures } from './python-fixtures.ts'
import { contextOf, fitTransform, paramsOf, sampleSpectra } from './sample-spectra.ts'
import { largestDifference } from './tecator-reference.ts'

const transform = (name: string) => getOperator(name) as AnyTransform
const failsWith = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message), hint: expect.any(String) })
const converted = (name: string, rows: number[][], given = {}) => {
  const X = matrixFromRows(rows)
  return Array.from(fitTransform(transform(name), X, X, given).values)
}

describe.skipIf(!hasFixtures)('conversions of the Python library 0.11 (../shared)', () => {
  it.each([
    'LogTransform',
    'ReflectanceToAbsorbance',
    'ToAbsorbance',
    'FromAbsorbance',
    'KubelkaMunk',
    'PercentToFraction',
    'FractionToPercent',
    'SignalTypeConverter',
    'CropTransformer',
    'ResampleTransformer',
    'Resampler',
  ])('%s transforms the same', file => {
    for (const difference of differences(file, () => true)) expect(difference).toBeLessThan(1e-9)
  })
})

describe('signal types', () => {
  it('give the numbers computed by hand', () => {
    expect(converted('ToAbsorbance', [[1, 0.1, 0.001]])).toEqual([-0, 1, 3])
    expect(converted('ToAbsorbance', [[100, 10, 0.1]], { source_type: '%T' })).toEqual([-0, 1, 3])
    expect(converted('ReflectanceToAbsorbance', [[100, 10]], { percent: true })).toEqual([-0, 1])
    expect(converted('ReflectanceToAbsorbance', [[0.1, 1e-12]])).toEqual([1, 8])
    expect(converted('FromAbsorbance', [[0, 1, 2]], { target_type: 'reflectance%' })).toEqual([100, 10, 1])
    expect(converted('KubelkaMunk', [[0.5, 0.25]])).toEqual([0.25, 1.125])
    expect(converted('KubelkaMunk', [[50, 25]], { source_type: 'R%' })).toEqual([0.25, 1.125])
    expect(converted('KubelkaMunk', [[1.02]])[0]).toBeLessThan(1e-19)
    expect(converted('PercentToFraction', [[50]])).toEqual([0.5])
    expect(converted('FractionToPercent', [[0.5]])).toEqual([50])
  })

  it('come back from each type they can be turned into', () => {
    const R = [[0.9, 0.5, 0.02]]
    for (const type of ['absorbance', 'reflectance', 'reflectance%', 'kubelka_munk']) {
      const there = converted('SignalTypeConverter', R, { source_type: 'reflectance', target_type: type })
      const back = converted('SignalTypeConverter', [there], { source_type: type, target_type: 'R' })
      expect(largestDifference(Float64Array.from(back), R[0]!)).toBeLessThan(1e-14)
    }
    const A = [[0.1, 1.5]]
    const there = converted('SignalTypeConverter', A, { source_type: 'absorbance', target_type: 'transmittance%' })
    const back = converted('SignalTypeConverter', [there], { source_type: 't%', target_type: 'A' })
    expect(largestDifference(Float64Array.from(back), A[0]!)).toBeLessThan(1e-14)
  })

  it('refuse light that was reflected for light that went through', () => {
    const converter = transform('SignalTypeConverter')
    for (const [source_type, target_type] of [
      ['reflectance', 'transmittance'],
      ['%T', 'kubelka_munk'],
    ]) {
      const params = paramsOf(converter, { source_type, target_type })
      expect(() => converter.check?.(params)).toThrow(failsWith('ParametersConflict', /light/))
    }
    expect(() => paramsOf(transform('KubelkaMunk'), { source_type: 'transmittance' })).toThrow(
      failsWith('ParameterOutOfRange', /reflectance%/),
    )
  })

  it('name the spectrum and the feature without light', () => {
    const dark = [
      [0.5, 0.4],
      [0.3, -0.01],
    ]
    for (const name of ['ToAbsorbance', 'ReflectanceToAbsorbance', 'KubelkaMunk', 'SignalTypeConverter']) {
      expect(() => converted(name, dark)).toThrow(
        failsWith('NotPositive', /reflectance of spectrum 1 is -0.01 at feature 1/),
      )
    }
    expect(converted('ToAbsorbance', dark, { clip_negative: true })[3]).toBe(10)
    expect(() => converted('FromAbsorbance', [[-400]])).toThrow(failsWith('NotFinite', /reflectance/))
  })
})

describe('logarithm', () => {
  const log = transform('LogTransform')

  it('raises the smallest training value to min_value, and later values no further', () => {
    const training = matrixFromRows([
      [1, -2],
      [3, 4],
    ])
    const found = fitTransform(
      log,
      training,
      matrixFromRows([
        [-2, 1],
        [-5, 4],
      ]),
      { min_value: 0.01, base: 10 },
    )
    expect(largestDifference(found.values, [-2, Math.log10(3.01), -2, Math.log10(6.01)])).toBeLessThan(1e-14)
  })

  it('refuses values that stay below 0 when nothing is to be added', () => {
    const X = matrixFromRows([
      [1, 2],
      [3, -0.5],
    ])
    expect(() => fitTransform(log, X, X, { auto_offset: false })).toThrow(
      failsWith('NotPositive', /spectrum 1 is -0.5/),
    )
    expect(() => fitTransform(log, X, X, { auto_offset: false, offset: 1 })).not.toThrow()
    expect(() => log.check?.(paramsOf(log, { base: 1 }))).toThrow(failsWith('ParametersConflict', /base 1/))
  })

  it('can be undone', () => {
    const X = matrixFromRows([
      [1, -2],
      [3, 4],
    ])
    const params = paramsOf(log, { min_value: 0.1, base: 2, offset: 0.5 })
    const state = log.fit(X, params, contextOf(X))
    const back = log.inverse!(log.transform(X, state, params), state, params)
    expect(largestDifference(back.values, X.values)).toBeLessThan(1e-14)
  })
})

describe('ranges and grids of features', () => {
  const spectra = matrixFromRows([
    [1, 2.5, 2, 4, 7, 6.5, 9],
    [0, 1, 0, 1, 0, 1, 0],
  ])
  const axis = Float64Array.from([1000, 1010, 1025, 1030, 1050, 1080, 1100])
  const reversed = (X: Matrix): Matrix => ({
    ...X,
    values: Float64Array.from(X.values, (_, k) => X.values[k - (k % 7) + 6 - (k % 7)]!),
  })

  function resample(given: object, X = spectra, wavelengths: Float64Array | null = axis) {
    const operator = transform('Resampler')
    const params = paramsOf(operator, { ...given })
    const state = structuredClone(operator.fit(X, params, { y: new Float64Array(X.rows), axis: wavelengths }))
    const found = operator.transform(X, state, params)
    return { first: found.values.slice(0, found.columns), axis: operator.axisAfter!(wavelengths!, state, params) }
  }

  it('a crop counts features as Python slices do, and crops the wavelengths alike', () => {
    const crop = transform('Crop')
    const kept = (start: number, end: number | null) => {
      const params = paramsOf(crop, { start, end })
      const found = crop.transform(spectra, null, params)
      expect(Array.from(crop.axisAfter!(axis, null, params)!)).toHaveLength(found.columns)
      return Array.from(found.values.slice(0, found.columns))
    }
    expect(kept(2, 5)).toEqual([2, 4, 7])
    expect(kept(-3, null)).toEqual([7, 6.5, 9])
    expect(kept(0, -4)).toEqual([1, 2.5, 2])
    expect(kept(5, 100)).toEqual([6.5, 9])
    expect(() => kept(5, 5)).toThrow(failsWith('WrongFeatureCount', /none is left/))
    expect(() => kept(7, null)).toThrow(failsWith('WrongFeatureCount', /none is left/))
  })

  it('a resampling to fewer or more features interpolates spectra and wavelengths alike', () => {
    const operator = transform('ResampleTransformer')
    const params = paramsOf(operator, { num_samples: 4 })
    expect(Array.from(operator.transform(spectra, null, params).values.slice(0, 4))).toEqual([1, 2, 7, 9])
    expect(Array.from(operator.axisAfter!(axis, null, params)!)).toEqual([1000, 1025, 1050, 1100])
    expect(operator.transform(spectra, null, paramsOf(operator, { num_samples: 13 })).values[1]).toBe(1.75)
    expect(operator.transform(spectra, null, paramsOf(operator, { num_samples: 1 })).values).toEqual(
      Float64Array.of(1, 0),
    )
    expect(() => operator.transform(matrixFromRows([[1]]), null, params)).toThrow(
      failsWith('WrongFeatureCount', /at least 2/),
    )
  })

  // scipy 1.10.1, interp1d.
  const targets = [1000, 1005, 1020, 1040.5, 1065, 1099, 1100]
  it.each([
    ['linear', [1, 1.75, 2.1666666666666665, 5.575, 6.75, 8.875, 9]],
    ['slinear', [1, 1.75, 2.1666666666666665, 5.575, 6.75, 8.875, 9]],
    ['nearest', [1, 1, 2, 7, 7, 9, 9]],
    ['zero', [1, 1, 2.5, 4, 7, 6.5, 9]],
    [
      'quadratic',
      [1, 2.1146334169511998, 1.3850994704201802, 6.444464976308271, 6.677448435649085, 8.800720913757463, 9],
    ],
    ['cubic', [1, 2.521295641931684, 1.357408716136631, 6.581547113515901, 6.632583922261485, 8.759681189634865, 9]],
  ])('%s interpolation gives the numbers of scipy, for rising and falling wavelengths', (method, expected) => {
    const { first, axis: after } = resample({ target_wavelengths: targets, method })
    expect(largestDifference(first, expected)).toBeLessThan(1e-12)
    expect(Array.from(after!)).toEqual(targets)
    const falling = resample({ target_wavelengths: targets, method }, reversed(spectra), axis.toReversed())
    expect(falling.first).toEqual(first)
  })

  it.each([
    ['linear', [-0.5, 11.5]],
    ['quadratic', [-3.4170673356095973, 14.627540473370033]],
    ['cubic', [-10.198138987043581, 17.465041224970555]],
    ['nearest', [1, 9]],
  ])('%s extrapolation gives the numbers of scipy', (method, expected) => {
    const { first } = resample({ target_wavelengths: [990, 1120], method, fill_value: 'extrapolate' })
    expect(largestDifference(first, expected)).toBeLessThan(1e-11)
  })

  it('wavelengths beyond the spectra are refused, unless something is to be filled in', () => {
    const beyond = { target_wavelengths: [990, 1000, 1100, 1120] }
    expect(() => resample(beyond)).toThrow(failsWith('UnusableWavelengths', /990.*1000 to 1100.*no fill_value/))
    expect(Array.from(resample({ ...beyond, fill_value: 0 }).first)).toEqual([0, 1, 9, 0])
    expect(() => resample({ ...beyond, fill_value: 0, bounds_error: true })).toThrow(
      failsWith('UnusableWavelengths', /990.*bounds_error/),
    )
    expect(Array.from(resample({ target_wavelengths: [1000 - 1e-8, 1100 + 1e-8] }).first)).toEqual([1, 9])
  })

  it('a crop range alone crops, and with targets bounds them', () => {
    const { first, axis: after } = resample({ crop_range: [1010, 1050] })
    expect(Array.from(first)).toEqual([2.5, 2, 4, 7])
    expect(Array.from(after!)).toEqual([1010, 1025, 1030, 1050])
    expect(() => resample({ crop_range: [1010, 1050], target_wavelengths: [1005, 1020] })).toThrow(
      failsWith('UnusableWavelengths', /1005.*1010 to 1050/),
    )
    expect(() => resample({ crop_range: [2000, 2100] })).toThrow(failsWith('UnusableWavelengths', /leaves none/))
  })

  it('unknown, repeated or too few wavelengths are refused', () => {
    const given = { target_wavelengths: [1010, 1020] }
    expect(() => resample(given, spectra, null)).toThrow(failsWith('MissingWavelengths', /wavelengths/))
    for (const asked of [given, { crop_range: [1000, 1050] }]) {
      expect(() => resample(asked, spectra, axis.with(2, 1010))).toThrow(
        failsWith('UnusableWavelengths', /1010 .* twice/),
      )
      expect(() => resample(asked, spectra, axis.with(2, 1005))).toThrow(
        failsWith('UnusableWavelengths', /1005 comes after 1010/),
      )
      expect(() => resample(asked, spectra, axis.with(2, Number.NaN))).toThrow(
        failsWith('UnusableWavelengths', /feature 2 is NaN/),
      )
    }
    const three = matrixFromRows([[1, 2, 3]])
    expect(() => resample({ ...given, method: 'cubic' }, three, axis.slice(0, 3))).toThrow(
      failsWith('UnusableWavelengths', /needs 4/),
    )
    const resampler = transform('Resampler')
    const params = paramsOf(resampler, given)
    const state = resampler.fit(spectra, params, { y: new Float64Array(2), axis })
    expect(() => resampler.transform(sampleSpectra(2, 6), state, params)).toThrow(
      failsWith('WrongFeatureCount', /6 features/),
    )
  })
})
