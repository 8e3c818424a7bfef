import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Matrix } from '../../src/core/math/matrix.ts'
import { takeElements, takeRows } from '../../src/core/math/matrix.ts'
import { type AnyRegressor, type AnySplitter, type AnyTransform, getOperator } from '../../src/core/operators/index.ts'
import { sharedPath } from '../support/shared.ts'
import { fitTransform, paramsOf, rowsToSplit } from './sample-spectra.ts'
import { largestDifference } from './tecator-reference.ts'

const folder = sharedPath('fixtures', 'nirs4all', 'operators')
const read = (file: string) => JSON.parse(readFileSync(`${folder}/${file}.json`, 'utf8'))

function input(): { X: Matrix; y: Float64Array } {
  const lines = readFileSync(`${folder}/_input_A.csv`, 'utf8').trimEnd().split('\n').slice(1)
  const table = lines.map(line => line.split(';').map(Number))
  const X = {
    rows: table.length,
    columns: table[0]!.length - 1,
    values: Float64Array.from(table.flatMap(r => r.slice(0, -1))),
  }
  return { X, y: Float64Array.from(table, cells => cells.at(-1)!) }
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

/** Cases that n4a refuses on purpose: SNV down the columns leaks, and an even window has no middle. */
const refused = ['SNV {"axis":0}', 'SavitzkyGolay {"window_length":6,"polyorder":2}']

describe.skipIf(!folder)('operators of the Python library 0.11 (../shared)', () => {
  if (!folder) return
  const { X, y } = input()

  it.each(['SNV', 'MSC', 'SavitzkyGolay', 'Detrend', 'MinMaxScaler', 'StandardScaler'])(
    '%s transforms the same',
    file => {
      const { class: path, fit_rows, transform_rows, cases } = read(file)
      const operator = getOperator(path) as AnyTransform
      const [training, batch] = [
        takeRows(X, range(...(fit_rows as [number, number]))),
        takeRows(X, range(...(transform_rows as [number, number]))),
      ]
      for (const { params, output } of cases) {
        const run = () => {
          operator.check?.(paramsOf(operator, params))
          return fitTransform(operator, training, batch, params)
        }
        if (refused.includes(`${file} ${JSON.stringify(params)}`)) expect(run).toThrow()
        else expect(largestDifference(run().values, output.flat())).toBeLessThan(1e-9)
      }
    },
  )

  it.each(['PLSRegression', 'Ridge'])('%s predicts the same', file => {
    const { class: path, fit_rows, predict_rows, cases } = read(`model_${file}`)
    const model = getOperator(path) as AnyRegressor
    const training = range(...(fit_rows as [number, number]))
    for (const { params, predict, coef_ } of cases) {
      const resolved = paramsOf(model, params)
      const state = model.fit(takeRows(X, training), takeElements(y, training), resolved)
      const found = model.predict(takeRows(X, range(...(predict_rows as [number, number]))), state, resolved)
      expect(largestDifference(found, predict)).toBeLessThan(1e-8)
      const coefficients = (coef_ as unknown[]).flat() as number[]
      const size = Math.max(...coefficients.map(Math.abs))
      expect(largestDifference(state.coefficients, coefficients)).toBeLessThan(1e-8 * size)
    }
  })

  it('KFold divides the same', () => {
    const { class: path, n_samples, cases } = read('split_KFold')
    const kFold = getOperator(path) as AnySplitter
    for (const { params, folds } of cases) {
      const found = kFold.split(rowsToSplit(n_samples), paramsOf(kFold, params))
      expect(found.map(fold => ({ train: Array.from(fold.train), test: Array.from(fold.val) }))).toEqual(folds)
    }
  })
})
