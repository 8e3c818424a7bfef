import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Matrix, row, takeElements, takeRows } from '../../src/core/math/matrix.ts'
import { type AnyClassifier, getOperator } from '../../src/core/operators/index.ts'
import { sharedPath } from '../support/shared.ts'
import { paramsOf } from './sample-spectra.ts'
import { hasReference, preprocessed, tecator } from './tecator-reference.ts'

interface Band {
  readonly n_estimators: number
  readonly max_features: 'sqrt'
  readonly bands: Readonly<Record<'oof' | 'test', { readonly accept_low: number; readonly accept_high: number }>>
}

/** Of high, low and (for three) middle fat: the alphabetical order of the reference. */
const codeOf: Readonly<Record<string, (fat: number) => number>> = {
  tecator_fat2class: fat => (fat > 20 ? 0 : 1),
  tecator_fat3class: fat => (fat > 20 ? 0 : fat > 10 ? 2 : 1),
}

describe.skipIf(!hasReference)('random forests of classes on Tecator, against scikit-learn 1.2.1 (../shared)', () => {
  if (!hasReference) return
  const { train, test } = tecator()

  it.each(Object.keys(codeOf))('%s: accuracies lie in the bands over seeds', task => {
    const read = (file: string) => JSON.parse(readFileSync(sharedPath('reference', task, file)!, 'utf8'))
    const { folds } = read('folds.json') as { folds: { train: number[]; val: number[] }[] }
    const y = train.y.map(codeOf[task]!)
    const all = Array.from(y.keys())
    for (const [name, band] of Object.entries(read('rf_bands.json') as Record<string, Band>)) {
      const { n_estimators, max_features } = band
      const right = (rows: readonly number[], target: Matrix, truth: Float64Array) => {
        const [X, fresh] = preprocessed(name.split('|')[0]!, takeRows(train.X, rows), [takeRows(train.X, rows), target])
        const forest = getOperator('RandomForestClassifier') as AnyClassifier
        const params = paramsOf(forest, { n_estimators, max_features, random_state: 1 })
        const scores = forest.scores(fresh!, forest.fit(X!, takeElements(y, rows), params), params)
        return truth.filter((code, i) => row(scores, i).indexOf(Math.max(...row(scores, i))) === code).length
      }
      const outOfFold = folds.map(({ train: rows, val }) => right(rows, takeRows(train.X, val), takeElements(y, val)))
      const accuracies = {
        oof: outOfFold.reduce((sum, count) => sum + count, 0) / y.length,
        test: right(all, test.X, test.y.map(codeOf[task]!)) / test.y.length,
      }
      for (const part of ['oof', 'test'] as const) {
        expect(accuracies[part], `${name} ${part}`).toBeGreaterThanOrEqual(band.bands[part].accept_low)
        expect(accuracies[part], `${name} ${part}`).toBeLessThanOrEqual(band.bands[part].accept_high)
      }
    }
  })
})
