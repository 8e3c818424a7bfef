import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { columnMeans, columnVariances, type Matrix, matrixFromRows } from '../../src/core/math/matrix.ts'
import { type AnyRegressor, type AnySplitter, type AnyTransform, getOperator } from '../../src/core/operators/index.ts'
import { rootPath } from '../support/shared.ts'
import { fitTransform, paramsOf, rowsToSplit } from './sample-spectra.ts'
import { largestDifference } from './tecator-reference.ts'

const reference = JSON.parse(readFileSync(rootPath('test', 'operators', 'reference', 'scikit-learn.json'), 'utf8'))
const rows: readonly (readonly number[])[] = reference.X
const spectra = (from: number, to: number, features?: number): Matrix =>
  matrixFromRows(rows.slice(from, to).map(row => row.slice(0, features)))
const target = Float64Array.from(reference.y.slice(0, 12) as number[])

interface TransformCase {
  readonly operator: string
  readonly params: Readonly<Record<string, unknown>>
  readonly by: string
  readonly output: readonly (readonly number[])[]
}

interface ModelCase {
  readonly operator: string
  readonly params: Readonly<Record<string, unknown>>
  readonly by: string
  readonly features?: number
  readonly predictions: readonly number[]
}

describe('transforms give the numbers of', () => {
  it.each(reference.transforms as TransformCase[])('$by: $operator $params', ({ operator, params, output }) => {
    const found = fitTransform(getOperator(operator) as AnyTransform, spectra(0, 12), spectra(12, 15), params)
    expect(largestDifference(found.values, output.flat())).toBeLessThan(
      1e-12 * Math.max(1, ...output.flat().map(Math.abs)),
    )
  })
})

describe('models give the numbers of', () => {
  it.each(reference.models as ModelCase[])('$by: $params', ({ operator, params, features, predictions }) => {
    const model = getOperator(operator) as AnyRegressor
    const resolved = paramsOf(model, params)
    const state = structuredClone(model.fit(spectra(0, 12, features), target, resolved))
    const found = model.predict(spectra(12, 15, features), state, resolved)
    // 1e-9 of the standard deviation of y, which is 12.
    expect(largestDifference(found, predictions)).toBeLessThan(1.2e-8)
  })
})

describe('PLS on real, nearly collinear spectra', () => {
  const pls = getOperator('PLSRegression') as AnyRegressor
  const y = Float64Array.from(reference.y as number[])
  const fitted = (n_samples: number, n_components: number) => () =>
    pls.fit(spectra(0, n_samples), y.slice(0, n_samples), paramsOf(pls, { n_components }))

  it('takes n − 1 components from n samples, and refuses the one that would model rounding', () => {
    for (const n_samples of [8, 10, 12, 13, 14]) {
      expect(fitted(n_samples, n_samples - 1)).not.toThrow()
      expect(fitted(n_samples, n_samples)).toThrow(expect.objectContaining({ code: 'SingularFit' }))
    }
  })

  it('stores standard deviations with ddof 1, and 1 for a constant feature', () => {
    const { x_std } = fitted(12, 2)() as { x_std: Float64Array }
    const X = spectra(0, 12)
    const expected = columnVariances(X, columnMeans(X), 1).map(Math.sqrt)
    expect(largestDifference(x_std.subarray(0, -1), expected)).toBe(0)
    expect(x_std.at(-1)).toBe(1)
  })
})

describe('KFold gives the folds of scikit-learn', () => {
  it.each(reference.folds as { n_samples: number; params: Record<string, unknown>; val: number[][] }[])(
    '$n_samples rows, $params',
    ({ n_samples, params, val }) => {
      const kFold = getOperator('KFold') as AnySplitter
      const folds = kFold.split(rowsToSplit(n_samples), paramsOf(kFold, params))
      expect(folds.map(fold => Array.from(fold.val))).toEqual(val)
    },
  )
})
