import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { centeredRows, columnMeans, type Matrix, row, takeRows, transposed } from '../../src/core/math/matrix.ts'
import { dot } from '../../src/core/math/products.ts'
import { standardDeviation } from '../../src/core/math/statistics.ts'
import { type AnyRegressor, getOperator } from '../../src/core/operators/index.ts'
import { severalTargetsComponents } from '../../src/core/operators/models/pls2-components.ts'
import { sharedPath } from '../support/shared.ts'
import { tecatorSpectra } from '../support/tecator-spectra.ts'
import { copyOf, paramsOf } from './sample-spectra.ts'
import { largestDifference } from './tecator-reference.ts'

const targets = ['moisture', 'fat', 'protein']
const train = tecatorSpectra('CM')
const test = tecatorSpectra('T')

/** (n_samples, n_targets) */
const side = (columns: readonly Float64Array[]): Matrix =>
  transposed({
    rows: columns.length,
    columns: columns[0]!.length,
    values: Float64Array.from(columns.flatMap(c => [...c])),
  })
const Y = side(targets.map(train.target))
const leastSpread = Math.min(...targets.map(name => standardDeviation(train.target(name), 1)))

const named = (name: string) => getOperator(name) as AnyRegressor
function predicted(name: string, given: object, X = test.X, values = Y): Matrix {
  const model = named(name)
  const params = paramsOf(model, { ...given })
  return model.joint!.predict(X, model.joint!.fit(train.X, values, params), params)
}

const reference = JSON.parse(readFileSync(join(import.meta.dirname, 'reference', 'joint-pls.json'), 'utf8'))

it.each(reference.cases as { n_components: number; scale: boolean; predicted: number[][] }[])(
  'PLS2 predicts what scikit-learn 1.2.1 does once its inner loop has settled: $n_components, scale $scale',
  ({ n_components, scale, predicted: expected }) => {
    for (const name of ['PLSRegression', 'IKPLS']) {
      const found = predicted(name, { n_components, scale }, takeRows(test.X, [0, 1, 2, 3, 4, 5, 6, 7]))
      expect(largestDifference(found.values, expected.flat())).toBeLessThan(1e-9 * leastSpread)
    }
  },
)

const shared = sharedPath('reference', 'r_pls', 'tecator_pls2_all3.json.gz')

describe.skipIf(shared === undefined)('against R pls 2.8-1 (../shared), for every number of components', () => {
  if (shared === undefined) return
  const r = JSON.parse(gunzipSync(readFileSync(shared)).toString())
  it.each([
    { name: 'PLSRegression', method: 'kernelpls' },
    { name: 'IKPLS', method: 'oscorespls' },
    { name: 'SIMPLS', method: 'simpls' },
  ])('$name is $method', ({ name, method }) => {
    const counts = (r[method].test_pred as number[][][]).map((_, a) => a + 1)
    const model = named(name)
    const params = paramsOf(model, { scale: false })
    const members = counts.map(n_components => ({ ...params, n_components }))
    const found = model.joint!.family!.fitPredict(train.X, Y, members, [test.X])
    counts.forEach((count, v) => {
      const known = r[method].test_pred[count - 1] as number[][]
      const differences = largestDifference(found[v]!.predictions[0]!.values, known.flat())
      expect(differences, `${count} components`).toBeLessThan(1e-7 * leastSpread)
    })
  })
})

describe.each(['PLSRegression', 'IKPLS', 'SIMPLS'])('%s of several targets', name => {
  const model = named(name)
  const params = paramsOf(model, { n_components: 4 })
  const joint = model.joint!

  it('of one target is the model of one target', () => {
    const y = train.target('fat')
    const alone = model.predict(test.X, model.fit(train.X, y, params), params)
    const found = predicted(name, { n_components: 4 }, test.X, side([y]))
    expect(largestDifference(found.values, alone)).toBeLessThan(1e-9 * leastSpread)
  })

  it('gives each number of components the bits of a fit of its own', () => {
    const values = [6, 1, 3, 2, 3]
    const parts = [test.X, takeRows(test.X, [])]
    const members = values.map(value => ({ ...params, n_components: value }))
    const together = joint.family!.fitPredict(train.X, Y, members, parts)
    values.forEach((n_components, v) => {
      expect(together[v]!.predictions).toEqual(parts.map(part => predicted(name, { n_components }, part)))
    })
  })

  it('gives a row the same bits alone and after its state went through a store, and leaves its input untouched', () => {
    const [givenX, givenY] = [copyOf(train.X), copyOf(Y)]
    const state = joint.fit(givenX, givenY, params)
    expect([givenX, givenY]).toEqual([train.X, Y])
    const batch = joint.predict(test.X, state, params)
    expect(joint.predict(takeRows(test.X, [5]), structuredClone(state), params)).toEqual(takeRows(batch, [5]))
  })

  it('does not depend on the order of the targets', () => {
    const turned = predicted(name, { n_components: 5 }, test.X, side([...targets].reverse().map(train.target)))
    const straight = transposed(predicted(name, { n_components: 5 }))
    for (let k = 0; k < 3; k++) {
      expect(largestDifference(row(transposed(turned), 2 - k), row(straight, k))).toBeLessThan(1e-8 * leastSpread)
    }
  })

  it('refuses what cannot be fitted', () => {
    const refuses = (X: Matrix, values: Matrix, given: object, code: string) =>
      expect(() => joint.fit(X, values, paramsOf(model, { ...given }))).toThrow(expect.objectContaining({ code }))
    refuses(train.X, { ...Y, values: Y.values.with(4, Number.NaN) }, {}, 'NotFinite')
    refuses(train.X, side([train.target('fat'), new Float64Array(Y.rows).fill(3)]), {}, 'ConstantTarget')
    refuses(train.X, Y, { n_components: 101 }, 'TooManyComponents')
    refuses(takeRows(train.X, [0]), takeRows(Y, [0]), { n_components: 1 }, 'TooFewSamples')
    refuses(train.X, takeRows(Y, [0, 1]), {}, 'Unforeseen')
    const flat = { ...train.X, values: train.X.values.map((_, at) => at % train.X.columns) }
    refuses(flat, Y, { n_components: 1 }, 'SingularFit')
    expect(() => joint.predict({ ...test.X, columns: 99 }, joint.fit(train.X, Y, params), params)).toThrow(
      expect.objectContaining({ code: 'WrongFeatureCount' }),
    )
  })
})

describe('components of several targets', () => {
  const components = severalTargetsComponents(
    centeredRows(train.X, columnMeans(train.X)),
    centeredRows(Y, columnMeans(Y)),
    8,
    { tol: 1e-6, max_iter: 500 },
  )

  it('are those of scikit-learn 1.2.1 when the inner loop stops as early as it does there', () => {
    const expected = reference.initial_loop.coefficients_of_every_ninth_feature as number[][]
    const { x_rotations, y_loadings } = components
    expected.forEach((values, k) => {
      const found = values.map((_, at) => {
        return [0, 1, 2, 3, 4, 5, 6, 7].reduce(
          (sum, a) => sum + row(y_loadings, a)[k]! * row(x_rotations, a)[9 * at]!,
          0,
        )
      })
      const size = Math.max(...values.map(Math.abs))
      expect(largestDifference(Float64Array.from(found), values)).toBeLessThan(1e-8 * size)
    })
  })

  it('have weights of unit length and orthogonal scores', () => {
    for (let a = 0; a < 8; a++) {
      const [weights, scores] = [row(components.x_weights, a), row(components.x_scores, a)]
      expect(dot(weights, weights)).toBeCloseTo(1, 12)
      for (let b = 0; b < a; b++) {
        const other = row(components.x_scores, b)
        expect(Math.abs(dot(scores, other))).toBeLessThan(1e-8 * Math.sqrt(dot(scores, scores) * dot(other, other)))
      }
    }
  })
})
