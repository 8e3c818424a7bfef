import { describe, expect, it } from 'vitest'
import { type Matrix, matrixFromRows } from '../../src/core/math/matrix.ts'
import { mersenneTwister } from '../../src/core/math/random/mersenne-twister.ts'
import { normals } from '../../src/core/math/random/normal.ts'
import { type AnyTransform, getOperator } from '../../src/core/operators/index.ts'
import { paramsOf } from './sample-spectra.ts'

const transform = (name: string) => getOperator(name) as AnyTransform
const failsWith = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) })

const X = matrixFromRows([
  [2, 1, 4, 3],
  [1, 3, 2, 5],
  [4, 4, 7, 6],
  [3, 5, 1, 2],
  [6, 2, 3, 8],
  [5, 7, 2, 1],
])
const y = Float64Array.of(3, 1, 6, 2, 4.5, 8)
const axis = Float64Array.of(1100, 1200, 1300, 1400)

function select(name: string, given: object, spectra: Matrix = X, target = y) {
  const operator = transform(name)
  const params = paramsOf(operator, { ...given })
  const state = operator.fit(spectra, params, { y: target, axis })
  return {
    scores: Array.from(state.scores as Float64Array),
    selected: operator.transform(spectra, state, params),
    wavelengths: Array.from(operator.axisAfter!(axis, state, params)!),
  }
}

describe('selection by importance in the projection', () => {
  it.each([
    // scikit-learn 1.2.1: √(4 Σ s w² / Σ s) of PLSRegression(2, scale)
    [true, [1.469493888171, 1.071230422775, 0.7881706630168, 0.2680300354601]],
    [false, [1.37425619564, 1.166511857798, 0.8006338671879, 0.3311425751439]],
  ])('gives the importances of scikit-learn’s PLS: scale %s', (scale, expected) => {
    const { scores } = select('VIP', { n_components: 2, scale, threshold: 0 })
    expected.forEach((value, j) => {
      expect(scores[j]).toBeCloseTo(value, 11)
    })
  })

  it('keeps the important features and their wavelengths', () => {
    const { selected, wavelengths } = select('VIP', { n_components: 2 })
    expect(wavelengths).toEqual([1100, 1200])
    expect(selected).toEqual(
      matrixFromRows([
        [2, 1],
        [1, 3],
        [4, 4],
        [3, 5],
        [6, 2],
        [5, 7],
      ]),
    )
    expect(() => select('VIP', { n_components: 2, threshold: 3 })).toThrow(failsWith('NothingSelected', /of 3/))
    expect(() => select('VIP', { n_components: 5 })).toThrow(failsWith('TooManyComponents', /at most 4/))
  })

  it('gives a constant feature no importance', () => {
    const constant = { ...X, values: X.values.map((value, at) => (at % 4 === 2 ? 0.1 : value)) }
    expect(select('VIP', { n_components: 2 }, constant).scores[2]).toBeLessThan(1e-12)
  })
})

describe('selection by correlation', () => {
  it('gives the correlations of numpy', () => {
    // numpy 1.24.2: abs(corrcoef(X[:, j], y)[0, 1])
    const expected = [0.7458953277213, 0.5368287809657, 0.3548257253582, 0.1182909060843]
    const { scores } = select('Corr', { threshold: 0 })
    expected.forEach((value, j) => {
      expect(scores[j]).toBeCloseTo(value, 12)
    })
  })

  it('keeps those from a threshold on, or the best so many, in the order of the spectra', () => {
    expect(select('Corr', { threshold: 0.5 }).wavelengths).toEqual([1100, 1200])
    expect(select('Corr', { n_features: 3 }).wavelengths).toEqual([1100, 1200, 1300])
    expect(() => select('Corr', { threshold: 0.99 })).toThrow(failsWith('NothingSelected', /correlation/))
    expect(() => select('Corr', { n_features: 5 })).toThrow(failsWith('ParametersConflict', /have 4/))
    expect(() => select('Corr', {}, X, new Float64Array(6).fill(0.1))).toThrow(failsWith('ConstantTarget', /0.1/))
  })
})

describe('selection by random subsets', () => {
  /** 40 samples of 30 features, of which 4, 11 and 20 make y. */
  const informative = [4, 11, 20]
  const noise = normals(40 * 31, mersenneTwister(11))
  const spectra: Matrix = { rows: 40, columns: 30, values: noise.slice(0, 1200) }
  const target = Float64Array.from({ length: 40 }, (_, i) => {
    return informative.reduce((sum, j) => sum + 2 * spectra.values[i * 30 + j]!, 0.1 * noise[1200 + i]!)
  })
  const kept = (name: string, given: object) => {
    const operator = transform(name)
    const params = paramsOf(operator, { n_components: 3, ...given })
    return Array.from(operator.fit(spectra, params, { y: target, axis: null }).indices as Int32Array)
  }

  it.each([
    ['CARS', {}],
    ['MCUVE', { threshold_method: 'percentile', threshold_percentile: 95 }],
  ])('%s keeps what makes y, whatever the seed, and little else', (name, given) => {
    for (const random_state of [0, 1, 2, 3]) {
      const found = kept(name, { ...given, random_state })
      expect(found).toEqual(expect.arrayContaining(informative))
      expect(found.length).toBeLessThanOrEqual(10)
    }
  })

  it.each(['CARS', 'MCUVE'])('%s gives the same again with the same seed, and without one what seed 0 gives', name => {
    expect(kept(name, { random_state: 5 })).toEqual(kept(name, { random_state: 5 }))
    expect(kept(name, {})).toEqual(kept(name, { random_state: 0 }))
  })

  it('MCUVE keeps less the higher the noise must be topped', () => {
    const stricter = kept('MCUVE', {})
    expect(stricter.length).toBeGreaterThan(0)
    expect(informative).toEqual(expect.arrayContaining(stricter))
  })

  it('says where no feature is above the noise', () => {
    expect(() => kept('MCUVE', { threshold_method: 'fixed', threshold_value: 1e6 })).toThrow(
      failsWith('NothingSelected', /stability/),
    )
  })

  it('refuses to end with more features than it starts with', () => {
    const cars = transform('CARS')
    expect(() => cars.check?.(paramsOf(cars, { n_variables_ratio_start: 0.1, n_variables_ratio_end: 0.5 }))).toThrow(
      failsWith('ParametersConflict', /0.5 is above/),
    )
  })
})
