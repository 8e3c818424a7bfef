import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { matrixFromRows, takeColumns } from '../../src/core/math/matrix.ts'
import { type AnyRegressor, type AnySplitter, type AnyTransform, getOperator } from '../../src/core/operators/index.ts'
import { rootPath } from '../support/shared.ts'
import { paramsOf, rowsToSplit } from './sample-spectra.ts'
import { largestDifference } from './tecator-reference.ts'

const read = (file: string) => JSON.parse(readFileSync(rootPath('test', 'operators', 'reference', file), 'utf8'))
const spectra = read('scikit-learn.json')
/** Made with numpy, scipy and scikit-learn of Debian 12: its own text says how. */
const reference = read('formulas.json')
type Given = Readonly<Record<string, unknown>>

const training = matrixFromRows(spectra.X.slice(0, 12))
const fresh = matrixFromRows(spectra.X.slice(12))
const target = Float64Array.from(spectra.y.slice(0, 12) as number[])
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function fitted(name: string, given: Given, X = training, y = target) {
  const operator = getOperator(name) as AnyTransform
  const params = paramsOf(operator, given)
  return { operator, params, state: operator.fit(X, params, { y, axis: null }) }
}

describe('transforms give the numbers of', () => {
  const cases: readonly { operator: string; params: Given; by: string; output: number[][] }[] = reference.transforms
  it.each(cases)('$by: $operator $params', ({ operator: name, params: given, output }) => {
    const { operator, params, state } = fitted(name, given)
    const found = operator.transform(fresh, state, params)
    expect([found.rows, found.columns]).toEqual([output.length, output[0]!.length])
    const size = Math.max(1, ...output.flat().map(Math.abs))
    expect(largestDifference(found.values, output.flat())).toBeLessThan(1e-10 * size)
  })
})

describe('models give the numbers of', () => {
  const cases: readonly { operator: string; params: Given; by: string; features?: number; predictions: number[] }[] =
    reference.models
  it.each(cases)('$by: $operator $params', ({ operator, params: given, features, predictions }) => {
    const model = getOperator(operator) as AnyRegressor
    const params = paramsOf(model, given)
    // 1e-9 of the standard deviation of y, which is 12.
    const columns = Int32Array.from({ length: features ?? training.columns }, (_, j) => j)
    const found = model.predict(
      takeColumns(fresh, columns),
      model.fit(takeColumns(training, columns), target, params),
      params,
    )
    expect(largestDifference(found, predictions)).toBeLessThan(1.2e-8)
  })
})

describe('intervals are those that cross_val_score of scikit-learn puts first', () => {
  it.each(reference.intervals as { params: Given; indices: number[] }[])('$params', ({ params, indices }) => {
    expect(Array.from(fitted('IntervalSelection', params).state.indices)).toEqual(indices)
    const model = getOperator('IntervalPLS') as AnyRegressor
    expect(Array.from(model.fit(training, target, paramsOf(model, params)).columns)).toEqual(indices)
  })
})

describe('random selections agree with numpy over seeds', () => {
  const { X, y, informative, seeds, CARS, MCUVE } = reference.random
  const state = (name: string, given: Given) => fitted(name, given, matrixFromRows(X), Float64Array.from(y)).state
  const runs = Array.from({ length: 20 }, (_, random_state) => random_state)

  it('CARS keeps as many features, and the informative ones always', () => {
    const kept = runs.map(random_state => Array.from<number>(state('CARS', { ...CARS.params, random_state }).indices))
    for (const indices of kept) expect(indices).toEqual(expect.arrayContaining(informative))
    const error = CARS.sd_count * Math.sqrt(1 / runs.length + 1 / seeds)
    expect(Math.abs(mean(kept.map(indices => indices.length)) - CARS.mean_count)).toBeLessThan(4 * error)
    // Four standard errors of a frequency over 20 seeds, at its widest.
    CARS.frequency.forEach((frequency: number, j: number) => {
      const found = mean(kept.map(indices => (indices.includes(j) ? 1 : 0)))
      expect(Math.abs(found - frequency)).toBeLessThan(0.45)
    })
  })

  it('MCUVE finds every feature as stable', () => {
    const given = { ...MCUVE.params, threshold_method: 'fixed', threshold_value: 0 }
    const scores = runs.map(random_state => state('MCUVE', { ...given, random_state }).scores as Float64Array)
    MCUVE.mean.forEach((expected: number, j: number) => {
      const error = MCUVE.sd[j] * Math.sqrt(1 / runs.length + 1 / seeds)
      expect(Math.abs(mean(scores.map(values => values[j]!)) - expected)).toBeLessThan(4 * error)
    })
  })
})

interface Division {
  readonly splitter: string
  readonly params: Given
  readonly by: string
  readonly n_samples: number
  readonly groups: readonly string[] | null
  /** `shared`: the spectra above. */
  readonly X: number[][] | 'shared' | null
  readonly y: number[] | null
  readonly folds: number[][][]
}

describe('splitters give the folds of', () => {
  it.each(reference.splits as Division[])('$by: $splitter $params', ({ splitter: name, params, ...given }) => {
    const X = given.X === 'shared' ? matrixFromRows(spectra.X) : given.X && matrixFromRows(given.X)
    const splitter = getOperator(name) as AnySplitter
    const y = given.y && Float64Array.from(given.y)
    const rows = { ...rowsToSplit(given.n_samples), groups: given.groups, ...(X && { X }), ...(y && { y }) }
    const found = splitter.split(rows, paramsOf(splitter, params))
    expect(found.map(({ train, val }) => [Array.from(train), Array.from(val)])).toEqual(given.folds)
  })

  it('no splitter when leaving so many out would never end', () => {
    const splitter = getOperator('LeavePOut') as AnySplitter
    expect(() => splitter.split(rowsToSplit(60), paramsOf(splitter, { p: 5 }))).toThrow(
      expect.objectContaining({ code: 'ParametersConflict', message: expect.stringMatching(/5,461,512 folds/) }),
    )
  })
})

describe('trees with random numbers of their own err as much as those of scikit-learn over 20 seeds', () => {
  const X = matrixFromRows(reference.trees.X)
  const y = Float64Array.from(reference.trees.y as number[])
  const part = (from: number, to: number) => ({ ...X, rows: to - from, values: X.values.slice(from * 6, to * 6) })

  it.each(reference.trees.bands as { operator: string; params: Given; seeds: number; mean: number; sd: number }[])(
    '$operator $params',
    ({ operator, params, seeds, ...band }) => {
      const model = getOperator(operator) as AnyRegressor
      const errors = Array.from({ length: 8 }, (_, random_state) => {
        const resolved = paramsOf(model, { ...params, random_state })
        const found = model.predict(part(90, 130), model.fit(part(0, 90), y.slice(0, 90), resolved), resolved)
        return Math.sqrt(mean(Array.from(found, (value, i) => (value - y[90 + i]!) ** 2)))
      })
      const standardError = band.sd * Math.sqrt(1 / errors.length + 1 / seeds)
      expect(Math.abs(mean(errors) - band.mean)).toBeLessThan(4 * standardError)
    },
  )
})
