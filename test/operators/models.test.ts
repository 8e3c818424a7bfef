import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Matrix, matrixFromRows, takeElements, takeRows } from '../../src/core/math/matrix.ts'
import { singularValueDecomposition } from '../../src/core/math/singular-value-decomposition.ts'
import { type AnyRegressor, getOperator } from '../../src/core/operators/index.ts'
import { rootPath, sharedPath } from '../support/shared.ts'
import { paramsOf, sampleSpectra, sampleTarget } from './sample-spectra.ts'
import { largestDifference } from './tecator-reference.ts'

const read = (file: string) => JSON.parse(readFileSync(rootPath('test', 'operators', 'reference', file), 'utf8'))
const spectra = read('scikit-learn.json')
const reference = read('models.json')
const model = (name: string) => getOperator(name) as AnyRegressor

interface Case {
  readonly operator: string
  readonly params: Readonly<Record<string, unknown>>
  readonly by: string
  readonly features?: number
  readonly tolerance?: number
  readonly predictions: readonly number[]
}

function predicted(name: string, params: object, X: Matrix, y: Float64Array, fresh: Matrix): Float64Array {
  const operator = model(name)
  const resolved = paramsOf(operator, { ...params })
  return operator.predict(fresh, structuredClone(operator.fit(X, y, resolved)), resolved)
}

describe('models give the numbers of scikit-learn', () => {
  const y = Float64Array.from(spectra.y.slice(0, 12) as number[])
  const rows = (from: number, to: number, features?: number) =>
    matrixFromRows((spectra.X as number[][]).slice(from, to).map(row => row.slice(0, features)))

  it.each(reference.models as Case[])('$by: $operator $params', ({ operator, params, features, ...expected }) => {
    const found = predicted(operator, params, rows(0, 12, features), y, rows(12, 15, features))
    // 1e-9 of the standard deviation of y, which is 12; libsvm computes kernels in 32 bits.
    expect(largestDifference(found, expected.predictions)).toBeLessThan(expected.tolerance ?? 1.2e-8)
  })

  it.each(reference.trees.cases as Case[])('$operator $params', ({ operator, params, predictions }) => {
    const { X, y, fresh } = reference.trees
    const found = predicted(operator, params, matrixFromRows(X), Float64Array.from(y), matrixFromRows(fresh))
    expect(largestDifference(found, predictions)).toBeLessThan(1e-11)
  })
})

const folder = sharedPath('fixtures', 'nirs4all', 'operators')

describe.skipIf(!folder)('models of the Python library 0.11 (../shared)', () => {
  if (!folder) return
  const lines = readFileSync(`${folder}/_input_A.csv`, 'utf8').trimEnd().split('\n').slice(1)
  const table = lines.map(line => line.split(';').map(Number))
  const X = matrixFromRows(table.map(cells => cells.slice(0, -1)))
  const y = Float64Array.from(table, cells => cells.at(-1)!)
  const range = ([from, to]: readonly [number, number]) => Array.from({ length: to - from }, (_, i) => from + i)

  it.each([
    ['ElasticNet', 1e-8],
    ['IKPLS', 1e-8],
    ['IntervalPLS', 1e-8],
    ['KNeighborsRegressor', 1e-9],
    ['KernelPLS', 1e-8],
    ['KernelRidge', 1e-8],
    ['LWPLS', 1e-8],
    ['Lasso', 1e-8],
    ['OPLS', 1e-8],
    ['RobustPLS', 1e-8],
    ['SIMPLS', 1e-8],
    ['SVR', 1e-3],
    ['SparsePLS', 1e-8],
  ])('%s predicts the same', (file, tolerance) => {
    const {
      class: path,
      fit_rows,
      predict_rows,
      cases,
    } = JSON.parse(readFileSync(`${folder}/model_${file}.json`, 'utf8'))
    const training = range(fit_rows)
    for (const { params, predict } of cases) {
      const found = predicted(
        path,
        params,
        takeRows(X, training),
        takeElements(y, training),
        takeRows(X, range(predict_rows)),
      )
      expect(largestDifference(found, predict)).toBeLessThan(tolerance)
    }
  })
})

describe('models', () => {
  const X = sampleSpectra(20, 12)
  const y = sampleTarget(X)
  const code = (expected: string, message: RegExp) =>
    expect.objectContaining({ code: expected, message: expect.stringMatching(message) })

  it('refuse more neighbours or components than the smallest fold can give', () => {
    const shape = { n_samples: 8, n_features: 12 }
    const checking = (name: string, given: object) => () =>
      model(name).checkShape?.(shape, paramsOf(model(name), { ...given }))
    expect(checking('KNN', { n_neighbors: 9 })).toThrow(code('TooManyNeighbors', /n_neighbors is 9/))
    for (const name of ['PCR', 'IKPLS', 'SIMPLS', 'OPLS', 'KernelPLS', 'LWPLS', 'SparsePLS', 'RobustPLS']) {
      expect(checking(name, { n_components: 9 })).toThrow(code('TooManyComponents', /n_components is 9/))
    }
    expect(checking('IntervalPLS', { cv: 9 })).toThrow(code('TooFewSamples', /9 folds/))
    expect(checking('OPLS', { n_components: 4, pls_components: 5 })).toThrow(code('ParametersConflict', /exceed the 8/))
    expect(checking('OPLS', { n_components: 4, pls_components: 4 })).not.toThrow()
  })

  it('refuse what a fit cannot hold', () => {
    const fitting = (name: string, spectra: Matrix, given: object) => () =>
      predicted(name, given, spectra, y.slice(0, spectra.rows), X)
    const few: Matrix = { rows: 6, columns: 12, values: X.values.slice(0, 72) }
    expect(fitting('PCR', few, { n_components: 5 })).not.toThrow()
    expect(fitting('PCR', few, { n_components: 6 })).toThrow(code('SingularFit', /only 5 principal components/))
    expect(fitting('KernelRidge', few, { alpha: 0, kernel: 'poly', gamma: 0 })).toThrow(code('SingularFit', /alpha 0/))
    expect(fitting('SparsePLS', X, { alpha: 100 })).toThrow(code('SingularFit', /alpha 100 leaves no feature/))
    const flat = new Float64Array(20).fill(3)
    for (const name of ['OPLS', 'KernelPLS', 'LWPLS', 'SparsePLS']) {
      const operator = model(name)
      expect(() => operator.fit(X, flat, paramsOf(operator, { n_components: 2 }))).toThrow(code('ConstantTarget', /3/))
    }
  })

  it('predict the mean from spectra that are all the same', () => {
    const same: Matrix = { rows: 4, columns: 3, values: new Float64Array(12).fill(0.7) }
    const target = Float64Array.of(1, 2, 3, 10)
    for (const name of [
      'LinearRegression',
      'ElasticNet',
      'Lasso',
      'DecisionTreeRegressor',
      'GradientBoostingRegressor',
    ]) {
      for (const value of predicted(name, {}, same, target, same)) expect(value).toBeCloseTo(4, 12)
    }
  })

  it('answer reference values that are all the same with them', () => {
    const flat = new Float64Array(20).fill(0.1)
    for (const name of ['KNN', 'Lasso', 'SVR', 'RandomForestRegressor', 'ExtraTreesRegressor', 'GBR']) {
      for (const value of predicted(name, {}, X, flat, X)) expect(value).toBeCloseTo(0.1, 12)
    }
  })

  it('give no coefficient to a feature that is constant but for rounding', () => {
    const constant: Matrix = { ...X, values: X.values.map((value, at) => (at % 12 === 5 ? 0.1 : value)) }
    for (const name of ['ElasticNet', 'Lasso', 'LinearRegression', 'PCR']) {
      const given = name === 'PCR' ? { n_components: 4 } : name === 'LinearRegression' ? {} : { alpha: 0, max_iter: 50 }
      const state = model(name).fit(constant, y, paramsOf(model(name), given))
      expect(Math.abs(state.coefficients[5])).toBeLessThan(1e-9)
    }
  })

  it('name the kernel whose powers are no numbers', () => {
    for (const name of ['SVR', 'KernelRidge', 'KernelPLS']) {
      const operator = model(name)
      const params = paramsOf(operator, { kernel: 'poly', degree: 500, coef0: 50 })
      expect(() => operator.fit(X, y, params)).toThrow(code('NotFinite', /The poly kernels/))
    }
  })

  it('selects the interval that tells y, and no other', () => {
    const noise = (i: number, j: number) => Math.sin(12.9898 * (i + 1) + 78.233 * (j + 1) ** 2)
    const spectra = matrixFromRows(
      Array.from({ length: 30 }, (_, i) => {
        return Array.from({ length: 20 }, (_, j) => (j >= 8 && j < 12 ? Math.sin(i * (j - 6)) : noise(i, j)))
      }),
    )
    const target = Float64Array.from({ length: 30 }, (_, i) => Math.sin(2 * i) + Math.sin(5 * i))
    for (const mode of ['single', 'forward', 'backward']) {
      const ipls = model('IntervalPLS')
      const { columns } = ipls.fit(spectra, target, paramsOf(ipls, { n_intervals: 5, n_components: 4, mode }))
      expect(Array.from(columns)).toEqual(expect.arrayContaining([8, 9, 10, 11]))
      if (mode === 'single') expect(columns).toHaveLength(4)
    }
  })

  it('weigh a sample with a wrong reference value next to nothing where they are robust', () => {
    const wrong = y.with(4, y[4]! + 50)
    for (const weighting of ['huber', 'tukey']) {
      const robust = model('RobustPLS')
      const { sample_weights } = robust.fit(X, wrong, paramsOf(robust, { n_components: 3, weighting }))
      expect(Math.min(...sample_weights)).toBe(sample_weights[4])
      expect(sample_weights[4]).toBeLessThan(0.2)
    }
  })

  it('say when a solver ran out of steps', () => {
    for (const [name, given] of [
      ['Lasso', { alpha: 1e-3, max_iter: 5 }],
      ['SVR', { C: 100, max_iter: 3 }],
    ] as const) {
      const fitted = (params: object) => model(name).fit(X, y, paramsOf(model(name), { ...params }))
      expect(fitted(given)).toMatchObject({ converged: false })
      expect(fitted({ ...given, max_iter: 1_000_000 })).toMatchObject({ converged: true })
    }
  })

  it('refuse what asks for something that is not here, rather than ignore it', () => {
    for (const [name, given] of [
      ['LinearRegression', { positive: true }],
      ['Lasso', { selection: 'random' }],
      ['RandomForestRegressor', { max_leaf_nodes: 10 }],
      ['GradientBoostingRegressor', { loss: 'huber' }],
    ] as const) {
      expect(() => paramsOf(model(name), given)).toThrow(code('ParameterOutOfRange', /the one value supported/))
    }
  })

  it('draw trees anew for another seed, and the same again for the same', () => {
    const fresh = sampleSpectra(5, 12, 1)
    for (const name of ['RandomForestRegressor', 'ExtraTreesRegressor']) {
      const seeded = (random_state: number | null) => predicted(name, { n_estimators: 10, random_state }, X, y, fresh)
      expect(seeded(3)).toEqual(seeded(3))
      expect(seeded(null)).toEqual(seeded(0))
      expect(seeded(3)).not.toEqual(seeded(4))
    }
  })
})

describe('singular values', () => {
  it('keep their digits where squares would have lost them', () => {
    // Rows of two orthogonal signs, times 1 and 1e-9: the values are known exactly.
    for (const [rows, columns] of [
      [4, 8],
      [8, 4],
    ] as const) {
      const cell = (i: number, j: number) =>
        (i % 2 === 0 ? 1 : -1) * 1 + (i % 4 < 2 ? 1 : -1) * (j % 2 === 0 ? 1e-9 : -1e-9)
      const X = matrixFromRows(
        Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => cell(i, j))),
      )
      const { values } = singularValueDecomposition(X)
      expect(values[0]! / Math.sqrt(rows * columns)).toBeCloseTo(1, 12)
      expect(values[1]! / (1e-9 * Math.sqrt(rows * columns))).toBeCloseTo(1, 6)
    }
  })
})
