import { describe, expect, it } from 'vitest'
import { type Matrix, takeElements, takeRows } from '../../src/core/math/matrix.ts'
import { type AnyRegressor, getOperator } from '../../src/core/operators/index.ts'
import { paramsOf } from './sample-spectra.ts'
import {
  hasReference,
  largestDifference,
  preprocessed,
  preprocessings,
  referenceColumns,
  referenceJson,
  referenceRuns,
  tecator,
} from './tecator-reference.ts'

/** What the reference's short parameter names are called here. */
const names: Readonly<Record<string, string>> = {
  k: 'n_neighbors',
  w: 'weights',
  C: 'C',
  eps: 'epsilon',
  alpha: 'alpha',
  l1: 'l1_ratio',
}

const paramsFrom = (text: string) =>
  Object.fromEntries(
    text.split(',').map(pair => {
      const [key, value] = pair.split('=') as [string, string]
      return [names[key]!, Number.isNaN(Number(value)) ? value : Number(value)]
    }),
  )

const deviation = (found: Float64Array, truth: Float64Array) =>
  Math.sqrt(found.reduce((sum, value, i) => sum + (value - truth[i]!) ** 2, 0) / found.length)

describe.skipIf(!hasReference)('on Tecator fat, against scikit-learn 1.2.1 (../shared)', () => {
  if (!hasReference) return
  const { train, test, folds } = tecator()
  const outOfFold = referenceColumns('oof_predictions.csv')
  const refitTest = referenceColumns('test_predictions.csv')

  /** Predictions on `target` after the preprocessing and, where the reference has one, the inner scaler. */
  function predicted(name: string, given: object, steps: readonly string[], rows: readonly number[], target: Matrix) {
    const training = takeRows(train.X, rows)
    const [X, fresh] = steps.reduce((parts, step) => preprocessed(step, parts[0]!, parts), [
      training,
      target,
    ] as readonly Matrix[])
    const model = getOperator(name) as AnyRegressor
    const params = paramsOf(model, { ...given })
    return model.predict(fresh!, model.fit(X!, takeElements(train.y, rows), params), params)
  }

  const all = Array.from({ length: train.X.rows }, (_, i) => i)

  it.each([
    { reference: 'knn', name: 'KNN', given: {}, inner: [], pres: Object.keys(preprocessings) },
    { reference: 'svr', name: 'SVR', given: {}, inner: ['standard'], pres: Object.keys(preprocessings) },
    // Converging that far takes seconds, so two preprocessings stand for all.
    {
      reference: 'enet',
      name: 'ElasticNet',
      given: { tol: 1e-10, max_iter: 1_000_000 },
      inner: ['standard'],
      pres: ['msc', 'sg11_2_1'],
    },
  ])('$reference predicts the same out of fold and after the refit', ({ reference, name, given, inner, pres }) => {
    const runs = referenceRuns().filter(run => run.model === reference && pres.includes(run.pre))
    expect(runs.length).toBeGreaterThanOrEqual(2)
    for (const { run_id, pre, params, tol_abs } of runs) {
      const own = { ...paramsFrom(params), ...given }
      const refit = predicted(name, own, [pre, ...inner], all, test.X)
      expect(largestDifference(refit, refitTest(run_id))).toBeLessThan(tol_abs)
      const { train: rows, val } = folds[0]!
      const held = predicted(name, own, [pre, ...inner], rows, takeRows(train.X, val))
      expect(largestDifference(held, takeElements(outOfFold(run_id), val))).toBeLessThan(tol_abs)
    }
  })

  it('a random forest errs as much as those of the reference', () => {
    const bands = referenceJson('rf_bands.json')
    for (const pre of ['snv0', 'sg11_2_1']) {
      const found = predicted('RandomForestRegressor', { n_estimators: 200, random_state: 1 }, [pre], all, test.X)
      const { accept_low, accept_high } = bands[`${pre}|rf|trees=200`].bands.test
      expect(deviation(found, test.y)).toBeGreaterThan(accept_low)
      expect(deviation(found, test.y)).toBeLessThan(accept_high)
    }
  })
})
