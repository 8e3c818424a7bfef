import { describe, expect, it } from 'vitest'
import { matrixFromRows } from '../../src/core/math/matrix.ts'
import { normalProbability, normalQuantile } from '../../src/core/math/normal-distribution.ts'
import { type AnyTransform, getOperator } from '../../src/core/operators/index.ts'
import { differences, hasFixtures } from './python-fixtures.ts'
import { contextOf, fitTransform, paramsOf, sampleSpectra } from './sample-spectra.ts'
import { largestDifference } from './tecator-reference.ts'

const transform = (name: string) => getOperator(name) as AnyTransform
const failsWith = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message), hint: expect.any(String) })

// Above 0, below 0, of both signs, and with ties.
const training = matrixFromRows([
  [1, -4, -1.5, 2],
  [2.5, -9, 0.5, 1],
  [4, -1, 2, 2],
  [7, -2.5, -8, 7],
  [30, -3, 1, 2],
  [2, -0.5, -0.2, 9],
  [3, -30, 6, 1],
])
const fresh = matrixFromRows([
  [3, -2, 4, 2],
  [8, -60, -1, 1.5],
])
const positive = matrixFromRows([
  [1, 2],
  [2.5, 1],
  [4, 2],
  [7, 7],
  [30, 2],
  [2, 9],
  [3, 1],
])
const freshPositive = matrixFromRows([
  [3, 2],
  [8, 1.5],
])

describe.skipIf(!hasFixtures)('distribution scalers of the Python library 0.11 (../shared)', () => {
  it.each([
    ['QuantileTransformer', 1e-9],
    ['PowerTransformer', 1e-6],
  ])('%s transforms the same', (file, tolerance) => {
    for (const difference of differences(file, () => true)) expect(difference).toBeLessThan(tolerance)
  })
})

describe('the normal distribution', () => {
  it('has the quantiles of scipy 1.10.1, and their probabilities', () => {
    const known: readonly (readonly [number, number])[] = [
      [1e-300, -37.0470962993612],
      [1e-20, -9.262340089798405],
      [0.001, -3.090232306167813],
      [0.075, -1.4395314709384561],
      [0.25, -0.6744897501960817],
      [0.5, 0],
      [0.99, 2.3263478740408408],
    ]
    for (const [probability, quantile] of known) {
      expect(Math.abs(normalQuantile(probability) - quantile)).toBeLessThanOrEqual(1e-15 * Math.abs(quantile))
      expect(Math.abs(normalProbability(quantile) - probability)).toBeLessThan(1e-12 * probability)
    }
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity])
  })
})

describe('quantile transformer gives the numbers of scikit-learn 1.2.1', () => {
  // But for the tied 2 of the last feature: rounding makes its quantiles uneven there, 7/12 and 2/3 in place of the middle.
  it.each([
    [{ n_quantiles: 7 }, [0.5, 0.7222222222222222, 0.9166666666666666, 0.5, 0.8405797101449275, 0, 3 / 13, 0.25]],
    [
      { n_quantiles: 4 },
      [4 / 9, 0.75, 0.8666666666666667, 0.5, 0.7179487179487178, 0, 0.29914529914529914, 0.16666666666666674],
    ],
    [
      { output_distribution: 'normal' },
      [
        0, 0.5894557978497783, 1.382994127100638, 0, 0.9968432944381665, -5.199337582605575, -0.7363159173761291,
        -0.6744897501960817,
      ],
    ],
  ])('%o', (params, expected) => {
    const found = fitTransform(transform('QuantileTransformer'), training, fresh, params)
    expect(largestDifference(found.values, expected)).toBeLessThan(1e-14)
  })

  it('brings ranks back to values, and ranks beyond the ends to the ends', () => {
    const operator = transform('QuantileTransformer')
    const X = sampleSpectra(20, 3)
    for (const output_distribution of ['uniform', 'normal']) {
      const params = paramsOf(operator, { output_distribution })
      const state = operator.fit(X, params, contextOf(X))
      const back = operator.inverse!(operator.transform(X, state, params), state, params)
      expect(largestDifference(back.values, X.values)).toBeLessThan(1e-12)
      const beyond = operator.inverse!(matrixFromRows([[90, -90, 90]]), state, params).values
      const columns = [0, 1, 2].map(j => Array.from({ length: 20 }, (_, i) => X.values[i * 3 + j]!))
      expect(Array.from(beyond)).toEqual([0, 1, 2].map(j => Math[j === 1 ? 'min' : 'max'](...columns[j]!)))
    }
  })
})

describe('power transformer', () => {
  // scikit-learn 1.2.1; its powers are found to about 1e-8.
  it.each([
    [
      {},
      [
        -0.12439217409333826, 0.41562680697755755, 1.12262484595878, -0.11814688819062773, 0.9317169210783407,
        -1.989780016103835, -0.38043689484185267, -0.5641239136747054,
      ],
    ],
    [
      { standardize: false },
      [
        0.8943913283411419, -0.8897935167099891, 4.797321426384297, 0.6830561745601321, 1.1345849448732037,
        -2.022421214402331, -0.9345749022487996, 0.6127017774472071,
      ],
    ],
  ])('gives the numbers of scikit-learn for yeo-johnson %o', (params, expected) => {
    const found = fitTransform(transform('PowerTransformer'), training, fresh, params)
    expect(largestDifference(found.values, expected)).toBeLessThan(1e-6)
  })

  it.each([
    [{}, [-0.09600512937925561, -0.07360112905651851, 0.8750548733481305, -0.5193118973219423]],
    [{ standardize: false }, [0.9028893903189024, 0.5884703324519586, 1.4509809996726946, 0.3680140978347727]],
  ])('gives the numbers of scikit-learn for box-cox %o', (params, expected) => {
    const given = { method: 'box-cox', ...params }
    const found = fitTransform(transform('PowerTransformer'), positive, freshPositive, given)
    expect(largestDifference(found.values, expected)).toBeLessThan(1e-6)
  })

  it('can be undone, for values of the other sign as well', () => {
    const operator = transform('PowerTransformer')
    const other = matrixFromRows([[-0.4, 0.8, 3, -0.1]])
    for (const standardize of [true, false]) {
      for (const [X, method, more] of [
        [training, 'yeo-johnson', other],
        [positive, 'box-cox', freshPositive],
      ] as const) {
        const params = paramsOf(operator, { method, standardize })
        const state = operator.fit(X, params, contextOf(X))
        for (const values of [X, more]) {
          const back = operator.inverse!(operator.transform(values, state, params), state, params)
          expect(largestDifference(back.values, values.values)).toBeLessThan(1e-10)
        }
      }
    }
  })

  it('stays finite where the best power is huge, and makes the values less skewed', () => {
    const skewed = [0, 1, 2, 3, 4, 6, 9, 14, 22].map(step => [5 + 1e-4 * step])
    for (const method of ['yeo-johnson', 'box-cox']) {
      const found = fitTransform(transform('PowerTransformer'), matrixFromRows(skewed), matrixFromRows(skewed), {
        method,
      })
      const third = found.values.reduce((sum, value) => sum + value ** 3, 0) / skewed.length
      // The values themselves have 1.1.
      expect(Math.abs(third)).toBeLessThan(0.4)
      expect(found.values.every((value, i) => i === 0 || value > found.values[i - 1]!)).toBe(true)
    }
  })

  it('only centers a constant feature, and refuses what box-cox cannot take', () => {
    const constant = matrixFromRows([[0.7], [0.7], [0.7]])
    const found = fitTransform(transform('PowerTransformer'), constant, matrixFromRows([[0.7], [1.7]]))
    expect(largestDifference(found.values, [0, 1])).toBeLessThan(1e-15)
    const box = { method: 'box-cox' }
    expect(() => fitTransform(transform('PowerTransformer'), training, training, box)).toThrow(
      failsWith('NotPositive', /spectrum 0 is -4 at feature 1/),
    )
    expect(() => fitTransform(transform('PowerTransformer'), positive, matrixFromRows([[1, 0]]), box)).toThrow(
      failsWith('NotPositive', /spectrum 0 is 0 at feature 1/),
    )
  })
})
