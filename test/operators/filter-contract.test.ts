import { describe, expect, it } from 'vitest'
import { N4aError } from '../../src/core/errors/index.ts'
import { type Matrix, takeElements, takeRows } from '../../src/core/math/matrix.ts'
import { filters } from '../../src/core/operators/filters/registry.ts'
import type { AnyFilter, RowFacts } from '../../src/core/operators/index.ts'
import { storedState } from '../support/stored-state.ts'
import { contextOf, copyOf, paramsOf, sampleSpectra, sampleTarget } from './sample-spectra.ts'

const n = 60
const X = sampleSpectra(n, 16)
const y = sampleTarget(X)
const rowsOf = (order: readonly number[]): RowFacts => ({
  groups: null,
  metadata: { variety: order.map(i => (i === 11 ? 'b' : 'a')) },
})
const all = Array.from({ length: n }, (_, i) => i)

/** No filter may keep row 11: its spectrum, its reference value and its variety are like no other's. */
const spoiled = copyOf(X)
for (let j = 0; j < 16; j++) spoiled.values[11 * 16 + j] = j % 2 === 0 ? 40 : Number.NaN
const strange: Matrix = { ...X, values: spoiled.values.map(value => (Number.isNaN(value) ? -40 : value)) }
const strangeY = y.with(11, 300)

function masks(
  filter: AnyFilter,
  training: Matrix,
  values: Float64Array,
  order = all,
  given = {},
  of = training,
): Uint8Array {
  const params = paramsOf(filter, given)
  const rows = rowsOf(order)
  const state = filter.fit(training, params, { ...contextOf(training), y: values, rows })
  return filter.keeps(of, storedState(state), params, { y: values, rows })
}

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof N4aError) return error.code
    throw error
  }
  return 'none'
}

/** Each filter, and each method that it offers. */
const cases = filters.flatMap(filter => {
  const method = filter.params.method as { refused: unknown; expected: string } | undefined
  const methods = method?.expected.replace('one of ', '').split(', ')
  return (methods ?? [undefined]).map(name => ({
    filter,
    given: name === undefined ? {} : { method: name },
    title: `${filter.id}${name === undefined ? '' : `, ${name}`}`,
  }))
})

/** Judges what the values of a spectrum may be, so it must see those that are no numbers; or looks at no spectrum at all. */
const needsNoNumbers = ['spectral_quality_filter', 'metadata_filter']
const learnsNothing = needsNoNumbers

describe.each(cases)('filter $title', ({ filter, given }) => {
  const outlier = filter.id === 'spectral_quality_filter' ? spoiled : strange

  it('gives a mask of 0 and 1 and leaves its input untouched', () => {
    const [spectra, values] = [copyOf(strange), strangeY.slice()]
    const mask = masks(filter, spectra, values, all, given)
    expect([spectra, values]).toEqual([strange, strangeY])
    expect(mask).toBeInstanceOf(Uint8Array)
    expect(mask).toHaveLength(n)
    expect(mask.every(keep => keep === 0 || keep === 1)).toBe(true)
  })

  it('takes a gross outlier out and keeps most of the others', () => {
    // Among the training rows it bends the components towards itself, so it has no residual there.
    const training = String(given.method).includes('residual') ? X : outlier
    const mask = masks(filter, training, strangeY, all, given, outlier)
    expect(mask[11]).toBe(0)
    expect(mask.reduce((sum, keep) => sum + keep, 0)).toBeGreaterThanOrEqual(0.8 * n)
    const clean = masks(filter, X, y, all, given)
    expect(clean.reduce((sum, keep) => sum + keep, 0)).toBeGreaterThanOrEqual(0.8 * n)
  })

  it('judges a row alone as in a batch, from a state that went through a store', () => {
    const params = paramsOf(filter, given)
    const state = filter.fit(outlier, params, { ...contextOf(outlier), y: strangeY, rows: rowsOf(all) })
    const whole = filter.keeps(outlier, state, params, { y: strangeY, rows: rowsOf(all) })
    for (const i of [0, 11, 59]) {
      const of = { y: takeElements(strangeY, [i]), rows: rowsOf([i]) }
      const alone = filter.keeps(takeRows(outlier, [i]), storedState(state), params, of)
      expect(Array.from(alone)).toEqual([whole[i]])
    }
    expect(filter.keeps(takeRows(X, []), state, params, { y: new Float64Array(0), rows: rowsOf([]) })).toHaveLength(0)
  })

  it('gives the same rows the same judgement in another order', () => {
    const order = all.toSorted((a, b) => Math.sin(9 * a) - Math.sin(9 * b))
    const mask = masks(filter, outlier, strangeY, all, given)
    const turned = masks(filter, takeRows(outlier, order), takeElements(strangeY, order), order, given)
    expect(Array.from(turned)).toEqual(order.map(i => mask[i]))
  })

  it('refuses values that are no numbers, spectra of another length, and too few samples', () => {
    const params = paramsOf(filter, given)
    const learn = (spectra: Matrix, values: Float64Array) =>
      filter.fit(spectra, params, { y: values, axis: null, rows: rowsOf(all.slice(0, spectra.rows)) })
    const state = learn(X, y)
    const keeps = (spectra: Matrix) => () => filter.keeps(spectra, state, params, { y, rows: rowsOf(all) })
    const withNaN = { ...X, values: X.values.with(7, Number.NaN) }
    const expected = needsNoNumbers.includes(filter.id) ? 'none' : 'NotFinite'
    expect(codeOf(() => learn(withNaN, y))).toBe(expected)
    expect(codeOf(keeps(withNaN))).toBe(expected)
    if (filter.supervised) expect(codeOf(() => learn(X, y.with(3, Number.NaN)))).toBe('NotFinite')
    if (learnsNothing.includes(filter.id)) return
    for (const few of [[], [0]]) {
      expect(codeOf(() => learn(takeRows(X, few), takeElements(y, few)))).toBe('TooFewSamples')
    }
    const empty = { ...X, columns: 0, values: new Float64Array(0) }
    expect(codeOf(() => learn(empty, y))).toBe('WrongFeatureCount')
    if (!filter.supervised) expect(codeOf(keeps(sampleSpectra(n, 15)))).toBe('WrongFeatureCount')
  })
})
