import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { columnMeans, columnVariances, type Matrix, matrixFromRows, row, takeRows } from '../../src/core/math/matrix.ts'
import { dot } from '../../src/core/math/products.ts'
import { type AnyRegressor, getOperator } from '../../src/core/operators/index.ts'
import type { ModelExplanation } from '../../src/core/records/index.ts'
import { sharedPath } from '../support/shared.ts'
import { tecatorSpectra } from '../support/tecator-spectra.ts'
import { paramsOf } from './sample-spectra.ts'
import { largestDifference } from './tecator-reference.ts'

const train = tecatorSpectra('CM')
const test = tecatorSpectra('T')
const y = train.target('fat')
const rowsOf = (X: Matrix) => Array.from({ length: X.rows }, (_, i) => Array.from(row(X, i)))
const first = (X: Matrix) =>
  takeRows(
    X,
    Array.from({ length: 12 }, (_, i) => i),
  )

function fitted(name: string, given: object) {
  const model = getOperator(name) as AnyRegressor
  const params = paramsOf(model, { ...given })
  const state = model.fit(train.X, y, params)
  const explain = (X: Matrix): ModelExplanation => model.explain!(state, X, params, train.X)
  return { predict: (X: Matrix) => model.predict(X, state, params), explain }
}

/** Relative to the largest of what is expected. */
function expectClose(found: readonly number[], expected: readonly number[], tolerance: number) {
  expect(found).toHaveLength(expected.length)
  const size = Math.max(...expected.map(Math.abs))
  expect(largestDifference(Float64Array.from(found), expected)).toBeLessThan(tolerance * size)
}

const reference = JSON.parse(
  readFileSync(join(import.meta.dirname, 'reference', 'pls-diagnostics.json'), 'utf8'),
).models

describe('diagnostics against numpy on the arrays of scikit-learn 1.2.1, limits against SciPy 1.10.1', () => {
  it.each([
    { name: 'PLSRegression', given: { n_components: 5 }, key: 'pls, scaled' },
    { name: 'IKPLS', given: { n_components: 8, scale: false }, key: 'pls, not scaled' },
    { name: 'PCR', given: { n_components: 6 }, key: 'pcr' },
    { name: 'KernelPLS', given: { n_components: 4 }, key: 'kernel pls' },
  ])('$name', ({ name, given, key }) => {
    const expected = reference[key]
    const { explain } = fitted(name, given)
    const parts = { train: explain(first(train.X)).components!, test: explain(first(test.X)).components! }
    const found = parts.train
    expect(found.n_components).toBe(expected.n_components)
    for (const field of ['vip', 'selectivity_ratio', 'x_explained', 'y_explained'] as const) {
      if (!expected[field]) expect(found[field]).toBeUndefined()
      else expectClose(found[field]!, expected[field], 1e-9)
    }
    for (const part of ['train', 'test'] as const) {
      expectClose(parts[part].hotelling_t2, expected.hotelling_t2[part], 1e-9)
      if (expected.q_residuals) expectClose(parts[part].q_residuals!, expected.q_residuals[part], 1e-9)
      else expect(parts[part].q_residuals).toBeUndefined()
    }
    expectClose(Object.values(found.hotelling_t2_limits) as number[], expected.hotelling_t2_limits, 1e-11)
    if (expected.q_residuals) {
      expectClose(Object.values(found.q_residuals_limits!) as number[], expected.q_residuals_limits, 1e-9)
    }
  })
})

const latent = [
  { name: 'PLSRegression', given: { n_components: 6 } },
  { name: 'PLSRegression', given: { n_components: 6, scale: false } },
  { name: 'IKPLS', given: { n_components: 6 } },
  { name: 'SIMPLS', given: { n_components: 6 } },
  { name: 'PCR', given: { n_components: 6 } },
  { name: 'SparsePLS', given: { n_components: 4, alpha: 1 } },
  { name: 'RobustPLS', given: { n_components: 4 } },
  { name: 'OPLS', given: { n_components: 2, pls_components: 2 } },
]
const selected = [{ name: 'IntervalPLS', given: { n_components: 3, n_intervals: 8, mode: 'single' } }]
const linear = [
  { name: 'Ridge', given: { alpha: 0.1 } },
  { name: 'Ridge', given: { alpha: 0.1, fit_intercept: false } },
  { name: 'Lasso', given: { alpha: 0.01 } },
  { name: 'ElasticNet', given: { alpha: 0.01 } },
  { name: 'LinearRegression', given: {} },
]

describe.each([...latent, ...selected, ...linear])('$name $given', ({ name, given }) => {
  it('gives coefficients and an intercept that predict what the model predicts, and plain data', () => {
    const { predict, explain } = fitted(name, given)
    const explanation = explain(test.X)
    const coefficients = Float64Array.from(explanation.coefficients!)
    const predicted = Array.from({ length: test.X.rows }, (_, i) => {
      return explanation.intercept! + dot(takeRows(test.X, [i]).values, coefficients)
    })
    expectClose(predicted, Array.from(predict(test.X)), 1e-8)
    expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation)
    expect(explanation.components === undefined).toBe(linear.some(model => model.name === name))
  })
})

describe.each(latent)('$name $given', ({ name, given }) => {
  const { predict, explain } = fitted(name, given)
  const components = explain(train.X).components!
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

  it('has VIP whose mean square is 1, and finite numbers everywhere', () => {
    expect(sum(components.vip!.map(value => value * value)) / train.X.columns).toBeCloseTo(1, 10)
    expect(components.selectivity_ratio!.every(value => value >= 0 && Number.isFinite(value))).toBe(true)
    const { at_95, at_99 } = components.q_residuals_limits!
    expect(at_99).toBeGreaterThan(at_95!)
    expect(components.hotelling_t2_limits.at_99).toBeGreaterThan(components.hotelling_t2_limits.at_95!)
  })

  // Weighted samples are another population than the plain one that these sums are of.
  it.skipIf(name === 'RobustPLS')('divides the sums of squares of the training samples', () => {
    const A = components.n_components
    expect(sum(components.hotelling_t2)).toBeCloseTo(A * (train.X.rows - 1), 6)
    const mean = sum(Array.from(y)) / y.length
    const rss = sum(Array.from(predict(train.X), (value, i) => (value - y[i]!) ** 2))
    const r2 = 1 - rss / sum(Array.from(y, value => (value - mean) ** 2))
    // The sparse model shrinks its coefficients by 1e-5 after the extraction.
    expect(sum(components.y_explained)).toBeCloseTo(r2, name === 'SparsePLS' ? 3 : 10)
  })

  it('judges a sample the same alone, in company, and among the training samples', () => {
    const alone = explain(takeRows(train.X, [3])).components!
    expect(alone.hotelling_t2[0]).toBe(components.hotelling_t2[3])
    expect(alone.q_residuals![0]).toBe(components.q_residuals![3])
    expect(alone.x_scores[0]).toEqual(components.x_scores[3])
    expect(alone.vip).toEqual(components.vip)
    expect(alone.q_residuals_limits).toEqual(components.q_residuals_limits)
  })
})

it('RobustPLS without any weight to take away is PLS', () => {
  const robust = fitted('RobustPLS', { n_components: 4, c: 1e6 }).explain(test.X).components!
  const plain = fitted('PLSRegression', { n_components: 4 }).explain(test.X).components!
  expectClose(robust.hotelling_t2, plain.hotelling_t2, 1e-8)
  expectClose(robust.vip!, plain.vip!, 1e-8)
  expectClose(robust.x_explained!, plain.x_explained!, 1e-8)
})

it('IntervalPLS gives features that were not selected nothing, and the others what PLS of them gives', () => {
  const { coefficients, components } = fitted('IntervalPLS', selected[0]!.given).explain(test.X)
  const used = coefficients!.flatMap((value, j) => (value === 0 ? [] : [j]))
  expect([12, 13]).toContain(used.length)
  const model = getOperator('PLSRegression') as AnyRegressor
  const params = paramsOf(model, { n_components: 3 })
  const [X, fresh] = [train.X, test.X].map(matrix =>
    matrixFromRows(rowsOf(matrix).map(values => used.map(j => values[j]!))),
  )
  const own = model.explain!(model.fit(X!, y, params), fresh!, params, X)
  expect(used.map(j => components!.vip![j]!)).toEqual(own.components!.vip)
  expect(components!.vip!.filter(value => value > 0)).toHaveLength(used.length)
  expect(components!.q_residuals).toEqual(own.components!.q_residuals)
})

it('OPLS with one predictive component predicts in proportion to its score, on any spectra', () => {
  const { explain, predict } = fitted('OPLS', { n_components: 3, pls_components: 1 })
  const { components } = explain(test.X)
  expect(components!.x_scores[0]).toHaveLength(1)
  const [predicted, scores] = [predict(test.X), components!.x_scores.map(([score]) => score!)]
  const slope = (predicted[1]! - predicted[0]!) / (scores[1]! - scores[0]!)
  expectClose(
    scores.map(score => predicted[0]! + slope * (score - scores[0]!)),
    Array.from(predicted),
    1e-9,
  )
})

it('explains spectra of the trained length only', () => {
  for (const { name, given } of [...latent, ...selected, ...linear, { name: 'KernelPLS', given: {} }]) {
    const { explain } = fitted(name, given)
    const short = { rows: 1, columns: 3, values: new Float64Array(3) }
    expect(() => explain(short)).toThrow(expect.objectContaining({ code: 'WrongFeatureCount' }))
  }
})

const shared = sharedPath('reference')

describe.skipIf(shared === undefined)('against stored arrays (../shared)', () => {
  if (shared === undefined) return
  it.each([true, false])('of scikit-learn 1.2.1, up to a sign per component, scale %s', scale => {
    const known = JSON.parse(readFileSync(join(shared, 'tecator_fat', 'pls_internals.json'), 'utf8'))[
      `scale=${scale ? 'True' : 'False'}`
    ]
    const { explain } = fitted('PLSRegression', { n_components: 5, scale })
    const found = explain(train.X)
    expectClose(found.coefficients!, known.coef_raw, 1e-9)
    expect(Math.abs(found.intercept! / known.intercept_raw - 1)).toBeLessThan(1e-9)
    const scores = known.x_scores_T[0].map((_: number, i: number) => known.x_scores_T.map((t: number[]) => t[i]))
    const columns = (rows: readonly (readonly number[])[]) => rows[0]!.map((_, a) => rows.map(values => values[a]!))
    for (const [mine, theirs] of [
      [found.components!.x_weights, known.x_weights_T],
      [found.components!.x_loadings, known.x_loadings_T],
      [found.components!.x_rotations, known.x_rotations_T],
      [columns(found.components!.x_scores), columns(scores)],
    ] as [number[][], number[][]][]) {
      mine.forEach((values, a) => {
        const sign = Math.sign(values[0]! * theirs[a]![0]!)
        expectClose(
          values.map(value => sign * value),
          theirs[a]!,
          1e-9,
        )
      })
    }
  })

  it.each([
    { file: 'tecator_fat', scale: false },
    { file: 'tecator_fat_scaled', scale: true },
  ])('of R pls 2.8-1: coefficients and explained variance of X, $file', ({ file, scale }) => {
    const { kernelpls } = JSON.parse(gunzipSync(readFileSync(join(shared, 'r_pls', `${file}.json.gz`))).toString())
    const { coefficients, intercept, components } = fitted('PLSRegression', { n_components: 20, scale }).explain(
      train.X,
    )
    expectClose(
      components!.x_explained!.map(share => 100 * share),
      kernelpls.explvar_X,
      1e-9,
    )
    // R's coefficients are those of scaled spectra where it scaled them.
    const x_std = columnVariances(train.X, columnMeans(train.X), 1).map(variance => (scale ? Math.sqrt(variance) : 1))
    expectClose(
      coefficients!.map((coefficient, j) => coefficient * x_std[j]!),
      kernelpls.coef.beta,
      1e-7,
    )
    expect(Math.abs(intercept! - kernelpls.coef.intercept)).toBeLessThan(1e-6)
  })
})
