import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { N4aError } from '../../src/core/errors/index.ts'
import type { Matrix } from '../../src/core/math/matrix.ts'
import {
  type AnyRegressor,
  type AnySplitter,
  type AnyTransform,
  type Operator,
  operators,
} from '../../src/core/operators/index.ts'
import { splitKeepingGroups } from '../../src/core/operators/splitters/split-keeping-groups.ts'
import { paramsOf } from './sample-spectra.ts'

/** What `work` gives; undefined where it refuses with an error of the catalogue that is not a bug of ours. */
function attempted<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof N4aError && error.kind !== 'bug' && error.hint) return undefined
    throw error
  }
}

/** Measured values, with the faults that instruments and files have: zeros, plateaus, equal numbers, extremes. */
const value = fc.oneof(
  { weight: 12, arbitrary: fc.double({ min: -3, max: 5, noNaN: true }) },
  { weight: 2, arbitrary: fc.constantFrom(0, 1, 0.1, -1) },
  { weight: 1, arbitrary: fc.constantFrom(1e-300, 1e12, -1e12, 1e155, 1.7e308) },
)

interface Table {
  readonly X: Matrix
  readonly fresh: Matrix
  readonly y: Float64Array
}

const table: fc.Arbitrary<Table> = fc
  .record({ rows: fc.integer({ min: 1, max: 14 }), columns: fc.integer({ min: 1, max: 20 }), tame: fc.boolean() })
  .chain(({ rows, columns, tame }) => {
    const cell = tame ? fc.double({ min: 0.01, max: 2, noNaN: true }) : value
    const matrix = (count: number) =>
      fc
        .array(cell, { minLength: count * columns, maxLength: count * columns })
        .map((cells): Matrix => ({ rows: count, columns, values: Float64Array.from(cells) }))
    const target = fc.array(cell, { minLength: rows, maxLength: rows }).map(cells => Float64Array.from(cells))
    return fc.record({ X: matrix(rows), fresh: matrix(2), y: target })
  })

/** Operators whose parameter must have the length of the spectra. */
function paramsFor(operator: Operator, columns: number) {
  const interferents = [Array.from({ length: columns }, (_, j) => Math.sin(j + 1))]
  return paramsOf(operator, operator.id === 'external_parameter_orthogonalization' ? { interferents } : {})
}

const axisOf = ({ columns }: Matrix) => Float64Array.from({ length: columns }, (_, j) => 1000 + 2 * j)
const finite = (values: Float64Array) => values.every(Number.isFinite)
const settings = { numRuns: 60, seed: 20_240_607 }

const transforms = operators.filter((operator): operator is AnyTransform => operator.kind === 'transform')

describe('a transform gives finite numbers of finite numbers, or says why not', () => {
  it.each(transforms)('$id', operator => {
    fc.assert(
      fc.property(table, ({ X, fresh, y }) => {
        const params = paramsFor(operator, X.columns)
        const state = attempted(() => operator.fit(X, params, { y, axis: axisOf(X) }))
        if (state === undefined) return
        for (const spectra of [X, fresh]) {
          const found = attempted(() => operator.transform(spectra, state, params))
          if (!found) continue
          expect(found.rows).toBe(spectra.rows)
          expect(found.values).toHaveLength(found.rows * found.columns)
          expect(finite(found.values)).toBe(true)
        }
      }),
      settings,
    )
  })
})

const models = operators.filter(
  (operator): operator is AnyRegressor => operator.kind === 'model' && operator.task === 'regression',
)

describe('a model predicts finite numbers from finite numbers, or says why not', () => {
  it.each(models)('$id', operator => {
    // Trees by the hundred take long and show nothing more.
    const params = paramsOf(operator, operator.params.n_estimators ? { n_estimators: 4 } : {})
    fc.assert(
      fc.property(table, ({ X, fresh, y }) => {
        const state = attempted(() => operator.fit(X, y, params))
        if (state === undefined) return
        for (const spectra of [X, fresh]) {
          const found = attempted(() => operator.predict(spectra, state, params))
          if (!found) continue
          expect(found).toHaveLength(spectra.rows)
          expect(finite(found)).toBe(true)
        }
      }),
      settings,
    )
  })
})

const splitters = operators.filter((operator): operator is AnySplitter => operator.kind === 'splitter')

const division = fc
  .record({ n_samples: fc.integer({ min: 1, max: 40 }), columns: fc.integer({ min: 1, max: 6 }) })
  .chain(({ n_samples, columns }) => {
    const list = <T>(cell: fc.Arbitrary<T>, length = n_samples) =>
      fc.array(cell, { minLength: length, maxLength: length })
    return fc.record({
      n_samples: fc.constant(n_samples),
      X: list(fc.double({ min: -3, max: 5, noNaN: true }), n_samples * columns).map(
        (cells): Matrix => ({ rows: n_samples, columns, values: Float64Array.from(cells) }),
      ),
      y: fc
        .oneof(list(fc.integer({ min: 0, max: 2 })), list(fc.double({ min: 0, max: 9, noNaN: true })))
        .map(cells => Float64Array.from(cells as number[])),
      groups: fc.oneof(fc.constant(null), list(fc.constantFrom('a', 'b', 'c', 'd', '1', '10'))),
    })
  })

describe('a splitter divides rows into parts that share nothing, or says why not', () => {
  it.each(splitters)('$id', operator => {
    fc.assert(
      fc.property(division, rows => {
        const folds = attempted(() => splitKeepingGroups(operator, rows, paramsOf(operator)))
        for (const { train, val } of folds ?? []) {
          expect(Math.min(train.length, val.length)).toBeGreaterThan(0)
          const all = [...train, ...val]
          expect(new Set(all).size).toBe(all.length)
          expect(all.every(row => Number.isInteger(row) && row >= 0 && row < rows.n_samples)).toBe(true)
          if (rows.groups === null) continue
          const trained = new Set(Array.from(train, row => rows.groups![row]))
          expect(Array.from(val).filter(row => trained.has(rows.groups![row]!))).toEqual([])
        }
      }),
      { ...settings, numRuns: 100 },
    )
  })
})
