import { describe, expect, it } from 'vitest'
import { matrixFromRows } from '../../src/core/math/matrix.ts'
import { type AnyTransform, getOperator } from '../../src/core/operators/index.ts'
import { differences, hasFixtures } from './python-fixtures.ts'
import { copyOf, fitTransform, paramsOf, sampleSpectra } from './sample-spectra.ts'
import { largestDifference } from './tecator-reference.ts'

const transform = (name: string) => getOperator(name) as AnyTransform
const X = sampleSpectra(12, 20)
const failsWith = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message), hint: expect.any(String) })

describe.skipIf(!hasFixtures)('scatter corrections of the Python library 0.11 (../shared)', () => {
  it.each(['RSNV', 'LSNV'])('%s transforms the same', file => {
    for (const difference of differences(file, () => true)) expect(difference).toBeLessThan(1e-9)
  })

  it('EMSC transforms the same without the constant', () => {
    const found = differences('EMSC', ({ scale }) => scale === false)
    expect(found).toHaveLength(1)
    expect(found[0]).toBeLessThan(1e-9)
  })
})

describe('extended multiplicative scatter correction', () => {
  it('takes offset, slope and polynomial out, so that one spectrum under many scatters becomes one', () => {
    const shape = Array.from({ length: 30 }, (_, j) => Math.exp(-(((j - 12) / 4) ** 2)) + 0.4 * Math.sin(j / 3))
    const scattered = [
      [0.3, 1.2, 0.02, -0.001],
      [-0.1, 0.7, -0.01, 0.002],
      [0.5, 2, 0.03, 0],
    ].map(([a, b, c, d]) => shape.map((value, j) => a! + b! * value + c! * j + d! * j * j))
    const corrected = fitTransform(transform('EMSC'), matrixFromRows(scattered), matrixFromRows(scattered))
    for (let j = 0; j < 30; j++) {
      const [first, second, third] = [0, 1, 2].map(i => corrected.values[i * 30 + j]!)
      expect(second).toBeCloseTo(first!, 12)
      expect(third).toBeCloseTo(first!, 12)
    }
  })

  it('is multiplicative scatter correction with a polynomial of degree 0', () => {
    const found = fitTransform(transform('EMSC'), X, X, { degree: 0 })
    const expected = fitTransform(transform('MSC'), X, X)
    expect(largestDifference(found.values, expected.values)).toBeLessThan(1e-12)
  })

  it('refuses spectra that are polynomials, in training and after', () => {
    const parabolas = matrixFromRows([Array.from({ length: 20 }, (_, j) => 1 + 0.1 * j - 0.3 * j * j)])
    const emsc = transform('EMSC')
    expect(() => fitTransform(emsc, parabolas, parabolas)).toThrow(failsWith('SingularFit', /polynomial of degree 2/))
    expect(() => fitTransform(emsc, X, parabolas)).toThrow(failsWith('ZeroDivisor', /Spectrum 0 .* slope/))
    expect(() => fitTransform(emsc, X, X, { degree: 10 })).not.toThrow()
    const short = sampleSpectra(4, 5)
    expect(() => fitTransform(emsc, short, short, { degree: 4 })).toThrow(failsWith('WrongFeatureCount', /at least 6/))
  })
})

describe('robust and local standard normal variate', () => {
  it('gives the numbers computed by hand', () => {
    const spectrum = matrixFromRows([[1, 2, 4, 7, 11]])
    // Median 4; deviations 3 2 0 3 7, their median 3.
    const robust = fitTransform(transform('RSNV'), spectrum, spectrum, { k: 2 })
    expect(Array.from(robust.values)).toEqual([-3, -2, 0, 3, 7].map(value => value / 6))
    // Windows of 3, mirrored about the first value: 2 1 2, 1 2 4, 2 4 7, 4 7 11, 7 11 7.
    const local = fitTransform(transform('LSNV'), spectrum, spectrum, { window: 3 })
    const windows = [
      [2, 1, 2],
      [1, 2, 4],
      [2, 4, 7],
      [4, 7, 11],
      [7, 11, 7],
    ]
    windows.forEach((window, j) => {
      const mean = window.reduce((a, b) => a + b) / 3
      const deviation = Math.sqrt(window.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 3)
      expect(local.values[j]).toBeCloseTo((window[1]! - mean) / deviation, 13)
    })
  })

  it('names the spectrum, and the features, that do not vary', () => {
    const flat = copyOf(X)
    flat.values.fill(0.1, 5 * 20 + 3, 5 * 20 + 16)
    expect(() => fitTransform(transform('RSNV'), X, flat)).toThrow(failsWith('ZeroDivisor', /Spectrum 5/))
    expect(() => fitTransform(transform('LSNV'), X, flat)).toThrow(
      failsWith('ConstantWindow', /Spectrum 5 .* features 3 to 13/),
    )
    expect(() => fitTransform(transform('RSNV'), X, flat, { with_scale: false })).not.toThrow()
  })

  it('refuses a window without a middle and a window wider than the spectra', () => {
    const lsnv = transform('LSNV')
    expect(() => lsnv.check?.(paramsOf(lsnv, { window: 10 }))).toThrow(failsWith('ParametersConflict', /even/))
    expect(() => fitTransform(lsnv, X, X, { window: 21 })).toThrow(failsWith('WrongFeatureCount', /window of 21/))
    expect(() => fitTransform(lsnv, X, X, { window: 19 })).not.toThrow()
  })
})
