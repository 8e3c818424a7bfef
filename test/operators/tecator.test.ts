import { describe, expect, it } from 'vitest'
import {
  columnMeans,
  columnVariances,
  matrixFromRows,
  row,
  takeElements,
  takeRows,
} from '../../src/core/math/matrix.ts'
import { type AnyRegressor, type AnySplitter, getOperator } from '../../src/core/operators/index.ts'
import { plsComponents } from '../../src/core/operators/models/pls-components.ts'
import { paramsOf, rowsToSplit } from './sample-spectra.ts'
import {
  hasReference,
  largestDifference,
  preprocessed,
  preprocessings,
  referenceColumns,
  referenceJson,
  referenceRuns,
  referenceText,
  tecator,
} from './tecator-reference.ts'

/** Of fat in the training rows: the unit of the tolerance of DESIGN. */
const deviationOfFat = 12.6447828
/** What twelve significant digits leave of values near 100. */
const rounding = 5e-11

const families = [
  { reference: 'pls', operator: 'PLSRegression', parameter: 'n_components', given: {} },
  { reference: 'plsns', operator: 'PLSRegression', parameter: 'n_components', given: { scale: false } },
  { reference: 'pcr', operator: 'PCR', parameter: 'n_components', given: {} },
  { reference: 'ridge', operator: 'Ridge', parameter: 'alpha', given: {} },
]

describe.skipIf(!hasReference)('on Tecator fat, against scikit-learn 1.2.1 (../shared)', () => {
  if (!hasReference) return
  const { train, test, folds } = tecator()
  const outOfFold = referenceColumns('oof_predictions.csv')
  const foldTest = referenceColumns('fold_test_predictions.csv.gz')
  const refitTest = referenceColumns('test_predictions.csv')

  it('KFold gives the folds of the reference', () => {
    const kFold = getOperator('KFold') as AnySplitter
    const params = paramsOf(kFold, { n_splits: 5, shuffle: true, random_state: 42 })
    const found = kFold.split(rowsToSplit(train.X.rows), params)
    expect(found.map(fold => ({ train: Array.from(fold.train), val: Array.from(fold.val) }))).toEqual(
      folds.map(fold => ({ train: fold.train, val: fold.val })),
    )
  })

  describe.each(Object.keys(preprocessings))('after %s', pre => {
    const spectra = folds.map(fold => {
      const training = takeRows(train.X, fold.train)
      return preprocessed(pre, training, [training, takeRows(train.X, fold.val), test.X])
    })
    const whole = preprocessed(pre, train.X, [train.X, test.X])

    it.each(families)('$reference predicts the same out of fold, on the test rows and after the refit', family => {
      const model = getOperator(family.operator) as AnyRegressor
      const runs = referenceRuns().filter(run => run.pre === pre && run.model === family.reference)
      expect(runs.length).toBeGreaterThanOrEqual(4)
      const [parameter] = model.family!.parameters as [string]
      const params = paramsOf(model, family.given)
      const members = runs.map(run => ({ ...params, [parameter]: Number(run.params.split('=')[1]) }))
      const tolerances = runs.map(run =>
        family.reference === 'ridge' ? run.tol_abs : 1e-9 * deviationOfFat + rounding,
      )
      const predict = (X: (typeof whole)[number], y: Float64Array, targets: typeof whole) =>
        model.family!.fitPredict(X, y, members, targets).map(({ predictions }) => predictions)
      folds.forEach((fold, f) => {
        const [training, val, tested] = spectra[f]!
        const predictions = predict(training!, takeElements(train.y, fold.train), [val!, tested!])
        runs.forEach(({ run_id }, r) => {
          const expectedTest = foldTest(run_id).subarray(f * test.X.rows, (f + 1) * test.X.rows)
          const expectedVal = takeElements(outOfFold(run_id), fold.val)
          expect(largestDifference(predictions[r]![0]!, expectedVal)).toBeLessThan(tolerances[r]!)
          expect(largestDifference(predictions[r]![1]!, expectedTest)).toBeLessThan(tolerances[r]!)
        })
      })
      const refit = predict(whole[0]!, train.y, [whole[1]!])
      runs.forEach(({ run_id }, r) => {
        expect(largestDifference(refit[r]![0]!, refitTest(run_id))).toBeLessThan(tolerances[r]!)
      })
    })
  })

  it('transforms give the same spectra', () => {
    const table = referenceText('transforms.csv')
      .trimEnd()
      .split('\n')
      .map(line => line.split(','))
    for (const pre of Object.keys(preprocessings)) {
      const expected = table.filter(cells => cells[0] === pre).flatMap(cells => cells.slice(3).map(Number))
      const found = preprocessed(pre, train.X, [takeRows(train.X, [0, 1, 2]), takeRows(test.X, [0, 1, 2])])
      const values = Float64Array.from(found.flatMap(matrix => Array.from(matrix.values)))
      expect(largestDifference(values, expected)).toBeLessThan(1e-11)
    }
  })

  it.each([true, false])('PLS components are the same but for their sign, scale %s', scale => {
    const internals = referenceJson('pls_internals.json')[`scale=${scale ? 'True' : 'False'}`]
    const x_mean = columnMeans(train.X)
    const x_std = columnVariances(train.X, x_mean, 1).map(variance => (scale ? Math.sqrt(variance) : 1))
    const X = { ...train.X, values: train.X.values.map((value, at) => (value - x_mean[at % 100]!) / x_std[at % 100]!) }
    const y = train.y.map(value => value - internals.y_mean[0])
    const components = plsComponents(X, y, 5)
    expect(largestDifference(x_mean, internals.x_mean)).toBeLessThan(1e-11)
    expect(largestDifference(x_std, internals.x_std)).toBeLessThan(1e-11)
    for (const part of ['x_weights', 'x_loadings', 'x_rotations', 'x_scores'] as const) {
      const expected = matrixFromRows(internals[`${part}_T`])
      for (let a = 0; a < 5; a++) {
        const [found, known] = [row(components[part], a), row(expected, a)]
        const sign = Math.sign(found[0]! * known[0]!)
        const size = Math.max(...known.map(Math.abs))
        expect(
          largestDifference(
            found,
            known.map(value => sign * value),
          ),
        ).toBeLessThan(1e-9 * size)
      }
    }
    const model = getOperator('PLSRegression') as AnyRegressor
    const state = model.fit(train.X, train.y, paramsOf(model, { n_components: 5, scale }))
    const size = Math.max(...(internals.coef_raw as number[]).map(Math.abs))
    expect(largestDifference(state.coefficients, internals.coef_raw)).toBeLessThan(1e-9 * size)
  })
})
