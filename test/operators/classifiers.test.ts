import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { solvePositiveDefinite } from '../../src/core/math/cholesky.ts'
import {
  centeredRows,
  columnMeans,
  type Matrix,
  matrixFromRows,
  row,
  takeRows,
  transposed,
} from '../../src/core/math/matrix.ts'
import { addScaled, dot, multiply, rowProducts } from '../../src/core/math/products.ts'
import { type AnyClassifier, type AnyRegressor, getOperator } from '../../src/core/operators/index.ts'
import { kernelRow } from '../../src/core/operators/models/kernel-functions.ts'
import { sharedPath } from '../support/shared.ts'
import { predictedClasses } from './predicted-classes.ts'
import { paramsOf, sampleSpectra } from './sample-spectra.ts'
import { largestDifference } from './tecator-reference.ts'

const X = sampleSpectra(30, 8)
const threeClasses = Float64Array.from({ length: 30 }, (_, i) => i % 3)
const twoClasses = Float64Array.from({ length: 30 }, (_, i) => Number(i % 5 < 2))
const fresh = sampleSpectra(9, 8, 1)

function fitted(name: string, given: object, spectra: Matrix, codes: Float64Array) {
  const operator = getOperator(name) as AnyClassifier
  const params = paramsOf(operator, { ...given })
  operator.check?.(params)
  const state = operator.fit(spectra, codes, params)
  return {
    state,
    scores: (of: Matrix) => operator.scores(of, state, params),
    warnings: operator.warnings?.(state, params) ?? [],
  }
}

const code = (expected: string, message: RegExp) =>
  expect.objectContaining({ code: expected, message: expect.stringMatching(message) })

describe('PLS discriminant analysis', () => {
  it('predicts indicators that sum to 1', () => {
    const { scores } = fitted('PLSDA', { n_components: 3 }, X, threeClasses)
    const found = scores(fresh)
    for (let i = 0; i < found.rows; i++) expect(row(found, i).reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  })

  it('refuses more components than the smallest fold or the spectra can give', () => {
    const operator = getOperator('PLSDA') as AnyClassifier
    const shape = { n_samples: 30, n_features: 8 }
    expect(() => operator.checkShape?.(shape, paramsOf(operator, { n_components: 9 }))).toThrow(
      code('TooManyComponents', /n_components is 9/),
    )
    expect(() => fitted('PLSDA', { n_components: 9 }, X, threeClasses)).toThrow(code('TooManyComponents', /is 9/))
  })
})

describe('OPLS discriminant analysis', () => {
  it('gives two classes the numbers of OPLS on 0 and 1', () => {
    const given = { n_components: 2, pls_components: 3 }
    const opls = getOperator('OPLS') as AnyRegressor
    const params = paramsOf(opls, given)
    const expected = opls.predict(fresh, opls.fit(X, twoClasses, params), params)
    const found = fitted('OPLSDA', given, X, twoClasses).scores(fresh)
    expect(
      largestDifference(
        expected,
        Float64Array.from(expected.keys(), i => row(found, i)[1]!),
      ),
    ).toBeLessThan(1e-10)
  })

  it('removes scores that are orthogonal to each of several classes', () => {
    const { state } = fitted('OPLSDA', { n_components: 2, pls_components: 3 }, X, threeClasses)
    const scaled = centeredRows(X, state.x_mean)
    scaled.values.forEach((value, at) => {
      scaled.values[at] = value / state.x_std[at % 8]
    })
    const scores = multiply(scaled, row(state.orthogonal_weights, 0))
    const length = Math.sqrt(dot(scores, scores))
    for (const k of [0, 1, 2]) {
      const sum = scores.reduce((total, score, i) => total + (threeClasses[i] === k ? score : 0), 0)
      expect(Math.abs(sum)).toBeLessThan(1e-12 * length)
    }
  })

  it('refuses spectra in which nothing is orthogonal to all classes', () => {
    const narrow: Matrix = { rows: 30, columns: 2, values: sampleSpectra(30, 2).values }
    const given = { n_components: 1, pls_components: 1 }
    expect(() => fitted('OPLSDA', given, narrow, threeClasses)).toThrow(code('SingularFit', /nothing is orthogonal/))
    expect(() => fitted('OPLSDA', { n_components: 4, pls_components: 5 }, X, threeClasses)).toThrow(
      code('ParametersConflict', /exceed the 8/),
    )
  })
})

describe('linear discriminant analysis', () => {
  it('refuses a shrinkage that its solver cannot give, and priors of another number of classes', () => {
    expect(() => fitted('LDA', { shrinkage: 0.5 }, X, threeClasses)).toThrow(code('ParametersConflict', /svd/))
    expect(() => fitted('LDA', { priors: [0.5, 0.5] }, X, threeClasses)).toThrow(
      code('ParametersConflict', /2 numbers for 3 classes/),
    )
  })

  it('refuses as many classes as samples, and classes that do not vary', () => {
    const three = takeRows(X, [0, 1, 2])
    expect(() => fitted('LDA', {}, three, threeClasses.slice(0, 3))).toThrow(code('TooFewSamples', /at least 4/))
    const flat = takeRows(X, [0, 1, 0, 1])
    for (const solver of ['svd', 'lsqr', 'eigen']) {
      expect(() => fitted('LDA', { solver }, flat, Float64Array.of(0, 1, 0, 1))).toThrow(
        code('SingularFit', /nothing varies/),
      )
    }
  })

  it('with more features than samples, takes what varies; only eigen asks for shrinkage', () => {
    const few = takeRows(X, [0, 1, 2, 3, 4, 5])
    const codes = Float64Array.of(0, 1, 0, 1, 0, 1)
    for (const solver of ['svd', 'lsqr']) {
      expect(fitted('LDA', { solver }, few, codes).scores(fresh).values.every(Number.isFinite)).toBe(true)
    }
    expect(() => fitted('LDA', { solver: 'eigen' }, few, codes)).toThrow(code('SingularFit', /no inverse/))
    expect(() => fitted('LDA', { solver: 'eigen', shrinkage: 'auto' }, few, codes)).not.toThrow()
  })
})

describe('quadratic discriminant analysis', () => {
  const few = takeRows(X, [0, 1, 2, 3, 4, 5, 6, 7, 8])
  const codes = Float64Array.of(0, 1, 0, 1, 0, 1, 0, 1, 0)

  it('refuses classes of fewer samples than features, unless reg_param says what varies elsewhere', () => {
    expect(() => fitted('QDA', {}, few, codes)).toThrow(code('SingularFit', /5 samples varies in 4 directions of 8/))
    expect(() => fitted('QDA', { reg_param: 0.1 }, few, codes)).not.toThrow()
    expect(() =>
      fitted(
        'QDA',
        { reg_param: 0.1 },
        few,
        codes.map((_, i) => Number(i === 0)),
      ),
    ).toThrow(code('TooFewSamples', /covariance of each class/))
  })

  it('measures directions in which a class does not vary by reg_param', () => {
    const reg_param = 0.2
    const { scores } = fitted('QDA', { reg_param }, few, codes)
    const odds = (i: number) => {
      const [p, q] = row(scores(fresh), i)
      return Math.log(p! / q!)
    }
    const squaredDistance = (i: number, k: number) => {
      const own = takeRows(
        few,
        Array.from(codes.keys()).filter(sample => codes[sample] === k),
      )
      const products = rowProducts(transposed(centeredRows(own, columnMeans(own))))
      const covariance = products.values.map(
        (value, at) => ((1 - reg_param) * value) / (own.rows - 1) + (at % 9 === 0 ? reg_param : 0),
      )
      const offset = row(fresh, i).slice()
      addScaled(offset, -1, columnMeans(own))
      return dot(offset, solvePositiveDefinite({ ...products, values: covariance }, offset)!)
    }
    const expected = (i: number) => (squaredDistance(i, 1) - squaredDistance(i, 0)) / 2
    expect(odds(0) - odds(1)).toBeCloseTo(expected(0) - expected(1), 10)
    expect(Math.abs(expected(0) - expected(1))).toBeGreaterThan(0.1)
  })
})

describe('logistic regression', () => {
  it('ends where coefficients are C times what probabilities leave unexplained', () => {
    for (const C of [0.01, 1, 1000]) {
      const { state, scores } = fitted('LogisticRegression', { C }, X, threeClasses)
      const probabilities = scores(X)
      for (const k of [0, 1, 2]) {
        const expected = new Float64Array(8)
        let sum = 0
        for (let i = 0; i < X.rows; i++) {
          const unexplained = Number(threeClasses[i] === k) - row(probabilities, i)[k]!
          sum += unexplained
          addScaled(expected, C * unexplained, row(X, i))
        }
        const found = row(state.coefficients, k)
        expect(largestDifference(found, expected)).toBeLessThan(1e-8 * Math.max(1, ...found.map(Math.abs)))
        expect(Math.abs(sum)).toBeLessThan(1e-10)
      }
    }
  })

  it('warns where it stopped too early, and where classes that a plane divides have no solution without a penalty', () => {
    expect(fitted('LogisticRegression', { max_iter: 1 }, X, threeClasses).warnings).toEqual([
      expect.stringContaining('raise max_iter'),
    ])
    expect(fitted('LogisticRegression', {}, X, threeClasses).warnings).toEqual([])
    const apart = { ...X, values: X.values.map((value, at) => value + (at % 8 === 0 ? 9 * twoClasses[at >> 3]! : 0)) }
    const { warnings, scores } = fitted('LogisticRegression', { penalty: 'none', max_iter: 20 }, apart, twoClasses)
    expect(warnings).toHaveLength(1)
    expect(predictedClasses(scores(apart))).toEqual(Array.from(twoClasses))
  })

  it('refuses all classes together from a solver that tells each from the rest', () => {
    const given = { solver: 'liblinear', multi_class: 'multinomial' }
    expect(() => fitted('LogisticRegression', given, X, threeClasses)).toThrow(code('ParametersConflict', /liblinear/))
  })
})

describe('support vector classification', () => {
  it('ends where free support vectors are on the margin, bound ones within it, and the others beyond', () => {
    const C = 2
    const { state } = fitted('SVC', { C, tol: 1e-8 }, X, twoClasses)
    const kernel = { kernel: 'rbf', gamma: state.gamma, degree: 3, coef0: 0 } as const
    const coefficients = state.dual_coefficients[0] as Float64Array
    expect(coefficients.reduce((a, b) => a + b)).toBeCloseTo(0, 10)
    for (let i = 0; i < X.rows; i++) {
      const side = twoClasses[i] === 0 ? 1 : -1
      const likeness = kernelRow(kernel, row(X, i), state.support_vectors)
      const margin = side * (state.intercepts[0] + dot(coefficients, likeness))
      const at = likeness.indexOf(1)
      const size = at < 0 ? 0 : side * coefficients[at]!
      if (size === 0) expect(margin).toBeGreaterThan(1 - 1e-8)
      else if (size === C) expect(margin).toBeLessThan(1 + 1e-8)
      else expect(margin).toBeCloseTo(1, 8)
    }
  })

  it('gives equal votes to the first class', () => {
    // Each of three classes on a corner: at the center, every class wins against one other.
    const { state } = fitted('SVC', { kernel: 'linear' }, X, threeClasses)
    const operator = getOperator('SVC') as AnyClassifier
    const circle = {
      ...state,
      dual_coefficients: state.dual_coefficients.map((values: Float64Array) => values.map(() => 0)),
      intercepts: Float64Array.of(1, -1, 1),
    }
    const scores = operator.scores(fresh, circle, paramsOf(operator, { kernel: 'linear' }))
    expect(Array.from(row(scores, 0))).toEqual([1 / 3, 1 / 3, 1 / 3])
    expect(predictedClasses(scores)).toEqual(Array(9).fill(0))
  })

  it('warns of too few steps, and that it fits no probabilities', () => {
    expect(fitted('SVC', {}, X, threeClasses).warnings).toEqual([])
    expect(fitted('SVC', { max_iter: 1 }, X, threeClasses).warnings).toEqual([expect.stringContaining('max_iter')])
    expect(fitted('SVC', { probability: true }, X, threeClasses).warnings).toEqual([
      expect.stringContaining('shares of votes'),
    ])
  })
})

describe('k-nearest-neighbours classification', () => {
  const line = matrixFromRows([[0], [1], [1], [3], [4]])
  const codes = Float64Array.of(0, 1, 2, 2, 0)

  it('counts only neighbours at distance 0 where there are any, and weighs the others by 1 / distance', () => {
    const { scores } = fitted('KNeighborsClassifier', { n_neighbors: 3, weights: 'distance' }, line, codes)
    expect(Array.from(scores(matrixFromRows([[1]])).values)).toEqual([0, 0.5, 0.5])
    const found = Array.from(scores(matrixFromRows([[3.5]])).values)
    expect(largestDifference(Float64Array.from(found), [2 / 4.4, 0.4 / 4.4, 2 / 4.4])).toBeLessThan(1e-15)
  })

  it('refuses more neighbours than samples', () => {
    expect(() => fitted('KNeighborsClassifier', { n_neighbors: 6 }, line, codes)).toThrow(
      code('TooManyNeighbors', /n_neighbors is 6/),
    )
  })
})

const folder = sharedPath('fixtures', 'nirs4all', 'operators')

describe.skipIf(!folder)('classifiers of the Python library 0.11 (../shared)', () => {
  it.each(['LDA', 'LogisticRegression'])('%s gives the same probabilities', name => {
    const fixture = JSON.parse(readFileSync(`${folder}/model_${name}.json`, 'utf8'))
    const table = readFileSync(`${folder}/_input_A.csv`, 'utf8').trimEnd().split('\n').slice(1)
    const spectra = matrixFromRows(table.map(line => line.split(';').map(Number).slice(0, -1)))
    const rows = ([from, to]: readonly [number, number]) => Array.from({ length: to - from }, (_, i) => from + i)
    const training = rows(fixture.fit_rows)
    const codes = Float64Array.from(training, i => fixture.y[i])
    for (const { params, predict, predict_proba } of fixture.cases) {
      const { scores } = fitted(fixture.class, params, takeRows(spectra, training), codes)
      const found = scores(takeRows(spectra, rows(fixture.predict_rows)))
      // lbfgs of the reference stops short of the solution.
      expect(largestDifference(found.values, predict_proba.flat())).toBeLessThan(name === 'LDA' ? 1e-9 : 1e-5)
      expect(predictedClasses(found)).toEqual(predict)
    }
  })
})
