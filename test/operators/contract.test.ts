import { describe, expect, it } from 'vitest'
import { N4aError } from '../../src/core/errors/index.ts'
import { type Matrix, takeElements, takeRows } from '../../src/core/math/matrix.ts'
import {
  type AnyRegressor,
  type AnySplitter,
  type AnyTransform,
  getOperator,
  namesOf,
  operators,
  type SplitRows,
} from '../../src/core/operators/index.ts'
import type { ParameterSet } from '../../src/core/params/index.ts'
import { cutShort, familyMembers } from '../support/family-members.ts'
import { storedState } from '../support/stored-state.ts'
import {
  contextOf,
  copyOf,
  fitTransform,
  paramsOf,
  rowsToSplit,
  sampleSpectra,
  sampleTarget,
} from './sample-spectra.ts'

const X = sampleSpectra(24, 16)
const y = sampleTarget(X)

const withNaN = (matrix: Matrix): Matrix => ({ ...matrix, values: matrix.values.with(7, Number.NaN) })

/** The code of the catalogue error that `work` throws; anything else fails the test. */
function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof N4aError) return error.code
    throw error
  }
  return 'none'
}

describe.each(operators)('$id', operator => {
  const declared = Object.entries(operator.params as ParameterSet)

  it('says what it is', () => {
    const { id, label, summary, formula, source, checked_against, differs = 'nowhere' } = operator
    for (const text of [id, label, summary, formula, source, checked_against, differs]) {
      expect(text.trim()).not.toBe('')
      expect(text).not.toContain('\n')
    }
    expect(checked_against).not.toBe('the operators it is made of')
    expect(operator.id).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(operator.label).toMatch(/^[A-Za-z0-9.-]+$/)
    for (const [, { help, expected }] of declared) {
      expect(help.trim()).not.toBe('')
      expect(expected.trim()).not.toBe('')
    }
  })

  it('is found by each of its names', () => {
    expect(namesOf(operator)).toContain(operator.class_path)
    expect(namesOf(operator)).toContain(operator.class_path.split('.').at(-1))
    for (const name of namesOf(operator)) expect(getOperator(name)).toBe(operator)
  })

  it('accepts its initial parameters, alone and together', () => {
    for (const [, parameter] of declared) expect(parameter.accepts(parameter.initial)).toBe(true)
    expect(() => operator.check?.(paramsOf(operator))).not.toThrow()
  })

  it('refuses the values its parameters refuse, and names the field', () => {
    for (const [name, parameter] of declared) {
      expect(parameter.refused.length).toBeGreaterThan(0)
      for (const value of parameter.refused) {
        expect(() => paramsOf(operator, { [name]: value })).toThrow(
          expect.objectContaining({ code: 'ParameterOutOfRange', place: { field: `params.${name}` } }),
        )
      }
    }
    expect(codeOf(() => paramsOf(operator, { no_such_parameter: 1 }))).toBe('UnknownParameter')
  })
})

/** Where the order of the training rows counts, and why. */
const dependsOnOrder: Readonly<Record<string, string>> = {
  competitive_adaptive_reweighted_sampling: 'draws rows by their place',
  uninformative_variable_elimination: 'draws rows by their place',
  random_forest_regression: 'draws rows by their place',
  multilayer_perceptron_regression: 'takes rows by their place into batches',
  gradient_boosting_regression: 'rounding of the residuals decides between divisions that are equally good',
  interval_pls: 'judges intervals on folds of adjacent rows',
  interval_selection: 'judges intervals on folds of adjacent rows',
}

/** Where a search stops before the last digit; else 1e-9. */
const orderTolerance: Readonly<Record<string, number>> = { power_transformer: 1e-6, support_vector_regression: 1e-5 }

/** The rows of X, and their reference values, in an order without a pattern. */
const shuffled = Array.from({ length: X.rows }, (_, i) => (7 * i + 5) % X.rows)
const [shuffledX, shuffledY] = [takeRows(X, shuffled), takeElements(y, shuffled)]

/** Largest difference, in units of the largest expected value. */
function relativeDifference(found: Float64Array, expected: Float64Array): number {
  const size = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return found.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0) / size
}

const transforms = operators.filter((operator): operator is AnyTransform => operator.kind === 'transform')

describe.each(transforms)('transform $id', operator => {
  const params = paramsOf(operator)

  it('gives finite numbers of the shape it declares and leaves its input untouched', () => {
    const given = copyOf(X)
    const changed = fitTransform(operator, given, given)
    expect(given).toEqual(X)
    expect(changed.rows).toBe(X.rows)
    expect(changed.values).toHaveLength(changed.rows * changed.columns)
    if (operator.changes_features) expect(changed.columns).toBeGreaterThan(0)
    else expect(changed.columns).toBe(X.columns)
    expect(changed.values.every(Number.isFinite)).toBe(true)
    expect(changed.values).not.toBe(given.values)
  })

  it('gives a row the same bits alone and in a batch', () => {
    const batch = fitTransform(operator, X, X)
    for (const i of [0, 3, 23]) {
      expect(fitTransform(operator, X, takeRows(X, [i]))).toEqual(takeRows(batch, [i]))
    }
  })

  it.skipIf(dependsOnOrder[operator.id])('learns the same from the training rows in another order', () => {
    const context = { ...contextOf(X), y: shuffledY }
    const found = operator.transform(X, operator.fit(shuffledX, params, context), params)
    const expected = fitTransform(operator, X, X)
    expect(found.columns).toBe(expected.columns)
    expect(relativeDifference(found.values, expected.values)).toBeLessThan(orderTolerance[operator.id] ?? 1e-9)
  })

  it('gives the same bits after its state went through a store', () => {
    const state = operator.fit(X, params, contextOf(X))
    expect(operator.transform(X, storedState(state), params)).toEqual(operator.transform(X, state, params))
  })

  it('is stateless exactly if it learns nothing from the spectra', () => {
    const learned = [
      operator.fit(X, params, contextOf(X)),
      operator.fit(sampleSpectra(12, 16, 2), params, contextOf(sampleSpectra(12, 16, 2))),
    ]
    if (operator.stateless) expect(learned[0]).toEqual(learned[1])
    else expect(learned[0]).not.toEqual(learned[1])
  })

  it('passes no spectra through, and refuses to learn from none', () => {
    const none = takeRows(X, [])
    expect(fitTransform(operator, X, none)).toEqual(takeRows(fitTransform(operator, X, X), []))
    expect(codeOf(() => operator.fit(none, params, contextOf(none)))).toBe(
      operator.stateless ? 'none' : 'TooFewSamples',
    )
  })

  it('refuses values that are no numbers, spectra of another length, and spectra without features', () => {
    const state = operator.fit(X, params, contextOf(X))
    expect(codeOf(() => operator.transform(withNaN(X), state, params))).toBe('NotFinite')
    expect(codeOf(() => fitTransform(operator, withNaN(X), X))).toBe(operator.stateless ? 'none' : 'NotFinite')
    expect(codeOf(() => operator.transform({ ...X, rows: 0, columns: 0 }, state, params))).toBe('WrongFeatureCount')
    const shorter = sampleSpectra(4, 12)
    expect(codeOf(() => operator.transform(shorter, state, params))).toBeOneOf(
      operator.stateless ? ['none', 'WrongFeatureCount'] : ['WrongFeatureCount'],
    )
  })

  it('learns from one spectrum, or says why not', () => {
    const one = takeRows(X, [0])
    const refusals = operator.stateless ? [] : ['TooFewSamples', 'TooManyComponents']
    expect(codeOf(() => fitTransform(operator, one, one))).toBeOneOf(['none', ...refusals])
  })
})

/** Where the initial penalty is meant for reference values that spread further than the sample's. */
const milder: Readonly<Record<string, object>> = {
  elastic_net: { alpha: 0.01 },
  lasso: { alpha: 0.01 },
  kernel_ridge_regression: { alpha: 1e-3 },
  multilayer_perceptron_regression: { solver: 'lbfgs' },
}

const models = operators.filter(
  (operator): operator is AnyRegressor => operator.kind === 'model' && operator.task === 'regression',
)

describe.each(models)('model $id', operator => {
  const params = paramsOf(operator, { ...milder[operator.id] })
  const fresh = sampleSpectra(7, 16, 1)

  it('predicts better than the mean and leaves its input untouched', () => {
    const [givenX, givenY] = [copyOf(X), y.slice()]
    const predicted = operator.predict(givenX, operator.fit(givenX, givenY, params), params)
    expect([givenX, givenY]).toEqual([X, y])
    const mean = y.reduce((a, b) => a + b) / y.length
    const squares = (values: Float64Array) => values.reduce((sum, value, i) => sum + (value - y[i]!) ** 2, 0)
    expect(squares(predicted)).toBeLessThan(0.5 * squares(new Float64Array(y.length).fill(mean)))
  })

  it('gives a row the same bits alone, in a batch, and after its state went through a store', () => {
    const state = operator.fit(X, y, params)
    const batch = operator.predict(fresh, state, params)
    expect(operator.predict(fresh, storedState(state), params)).toEqual(batch)
    for (const i of [0, 3, 6]) {
      expect(operator.predict(takeRows(fresh, [i]), state, params)).toEqual(takeElements(batch, [i]))
    }
    expect(operator.predict(takeRows(fresh, []), state, params)).toEqual(new Float64Array(0))
  })

  it.skipIf(dependsOnOrder[operator.id])('predicts the same from the training rows in another order', () => {
    const expected = operator.predict(fresh, operator.fit(X, y, params), params)
    const found = operator.predict(fresh, operator.fit(shuffledX, shuffledY, params), params)
    expect(relativeDifference(found, expected)).toBeLessThan(orderTolerance[operator.id] ?? 1e-9)
  })

  it('gives each member of its family the bits and warnings of a fit of its own, in whatever order they come', () => {
    const { family } = operator
    if (!family) return
    const targets = [X, fresh, takeRows(fresh, [])]
    for (const given of [params, cutShort(params)]) {
      const members = familyMembers(operator, given)
      const together = family.fitPredict(X, y, members, targets)
      expect(together).toHaveLength(members.length)
      members.forEach((own, m) => {
        const state = operator.fit(X, y, own)
        const { predictions, warnings = [] } = together[m]!
        expect(predictions).toEqual(targets.map(target => operator.predict(target, state, own)))
        expect(warnings).toEqual(operator.warnings?.(state, own) ?? [])
      })
    }
  })

  it('refuses values that are no numbers, spectra of another length, and too few samples', () => {
    const state = operator.fit(X, y, params)
    expect(codeOf(() => operator.fit(withNaN(X), y, params))).toBe('NotFinite')
    expect(codeOf(() => operator.fit(X, y.with(3, Infinity), params))).toBe('NotFinite')
    expect(codeOf(() => operator.predict(withNaN(fresh), state, params))).toBe('NotFinite')
    expect(codeOf(() => operator.predict(sampleSpectra(4, 15), state, params))).toBe('WrongFeatureCount')
    expect(codeOf(() => operator.fit(takeRows(X, []), new Float64Array(0), params))).toBe('TooFewSamples')
    expect(
      codeOf(() => operator.fit({ rows: 3, columns: 0, values: new Float64Array(0) }, y.slice(0, 3), params)),
    ).toBe('WrongFeatureCount')
    expect(codeOf(() => operator.fit(X, y.slice(1), params))).toBe('Unforeseen')
  })
})

const splitters = operators.filter((operator): operator is AnySplitter => operator.kind === 'splitter')

describe.each(splitters)('splitter $id', operator => {
  /** Classes, which every splitter can keep the share of, and groups that hold all of them. */
  const rowsOf = (n_samples: number): SplitRows => ({
    ...rowsToSplit(n_samples),
    y: Float64Array.from({ length: n_samples }, (_, i) => i % 3),
  })
  const split = (rows: SplitRows) => operator.split(rows, paramsOf(operator))

  it.each([40, 51, 64])('gives folds with rows to train and rows to validate, each once: %d rows', n_samples => {
    const folds = split(rowsOf(n_samples))
    expect(folds.map(fold => fold.fold_id)).toEqual(folds.map((_, f) => f))
    expect(folds.length).toBeGreaterThan(0)
    for (const { train, val } of folds) {
      expect(train.length).toBeGreaterThan(0)
      expect(val.length).toBeGreaterThan(0)
      const all = [...train, ...val]
      expect(new Set(all).size).toBe(all.length)
      expect(all.every(row => Number.isInteger(row) && row >= 0 && row < n_samples)).toBe(true)
    }
  })

  it('gives the same folds again and leaves its rows untouched', () => {
    const rows = rowsOf(40)
    const given = { ...rows, X: copyOf(rows.X), y: rows.y.slice(), groups: [...rows.groups!] }
    expect(split(given)).toEqual(split(given))
    expect(given).toEqual(rows)
  })

  it('keeps groups together if it says so, and refuses to work without them if it needs them', () => {
    const rows = rowsOf(48)
    if (operator.needs_groups || operator.keeps_groups) {
      for (const { train, val } of split(rows)) {
        const trained = new Set(Array.from(train, row => rows.groups![row]))
        expect(Array.from(val).filter(row => trained.has(rows.groups![row]!))).toEqual([])
      }
    }
    expect(codeOf(() => split({ ...rows, groups: null }))).toBe(operator.needs_groups ? 'MissingGroups' : 'none')
  })

  it.each([0, 1])('refuses %d rows', n_samples => {
    expect(codeOf(() => split(rowsOf(n_samples)))).toBeOneOf(['TooFewSamples', 'TooFewGroups'])
  })
})
