import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type AnyRegressor, getOperator } from '../../src/core/operators/index.ts'
import { sharedPath } from '../support/shared.ts'
import { paramsOf } from './sample-spectra.ts'
import { hasReference, largestDifference, tecator } from './tecator-reference.ts'

const folder = sharedPath('reference', 'r_pls')

describe.skipIf(!(folder && hasReference))('on Tecator fat, against R pls 2.8-1 (../shared)', () => {
  if (!folder || !hasReference) return
  const { train, test } = tecator()
  const read = (file: string) => JSON.parse(gunzipSync(readFileSync(`${folder}/${file}.json.gz`)).toString('utf8'))
  const cases = { unscaled: read('tecator_fat'), scaled: read('tecator_fat_scaled') }

  it.each([
    // Beyond six components the SIMPLS of R drifts away from its own kernel PLS, by 3e-3 at 20.
    { operator: 'PLSRegression', method: 'kernelpls', scale: false, most: 20, tolerance: 1e-9 },
    { operator: 'PLSRegression', method: 'kernelpls', scale: true, most: 20, tolerance: 1e-9 },
    { operator: 'IKPLS', method: 'kernelpls', scale: false, most: 20, tolerance: 1e-9 },
    { operator: 'SIMPLS', method: 'simpls', scale: false, most: 6, tolerance: 1e-8 },
    { operator: 'PCR', method: 'svdpc', scale: false, most: 20, tolerance: 1e-9 },
  ])('$operator predicts what $method does, scale $scale', ({ operator, method, scale, most, tolerance }) => {
    const { test_pred } = (scale ? cases.scaled : cases.unscaled)[method]
    const model = getOperator(operator) as AnyRegressor
    for (let n_components = 1; n_components <= most; n_components++) {
      const params = paramsOf(model, { n_components, ...(operator === 'PCR' ? {} : { scale }) })
      const found = model.predict(test.X, model.fit(train.X, train.y, params), params)
      expect(largestDifference(found, (test_pred[n_components - 1] as number[]).flat())).toBeLessThan(tolerance)
    }
  })
})
