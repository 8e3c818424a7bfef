import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Matrix, matrixFromRows, row, takeRows } from '../../src/core/math/matrix.ts'
import { mean } from '../../src/core/math/statistics.ts'
import { type AnyClassifier, type AnyRegressor, getOperator } from '../../src/core/operators/index.ts'
import { rootPath } from '../support/shared.ts'
import { paramsOf } from './sample-spectra.ts'
import { largestDifference } from './tecator-reference.ts'

const reference = JSON.parse(readFileSync(rootPath('test', 'operators', 'reference', 'tree-classifiers.json'), 'utf8'))

type Classes = '2' | '3'

interface Case {
  readonly operator: string
  readonly classes: Classes
  readonly features: number
  readonly params: Readonly<Record<string, unknown>>
  readonly scores: readonly (readonly number[])[]
}

/** Mean and standard deviation over many seeds. */
type Spread = readonly [number, number]

interface Band {
  readonly operator: string
  readonly classes: Classes
  readonly params: Readonly<Record<string, unknown>>
  readonly accuracy: Spread
  readonly log_loss: Spread
}

const spectra = (rows: readonly (readonly number[])[], features = 4): Matrix =>
  matrixFromRows(rows.map(values => values.slice(0, features)))
const codesOf = (of: 'y' | 'truth', classes: Classes) => Float64Array.from(reference[of][classes] as number[])

function scored(name: string, given: object, X: Matrix, y: Float64Array, fresh: Matrix): Matrix {
  const operator = getOperator(name) as AnyClassifier
  const params = paramsOf(operator, { ...given })
  return operator.scores(fresh, structuredClone(operator.fit(X, y, params)), params)
}

const seeds = Array.from({ length: 24 }, (_, seed) => seed)

/** Holds the mean over our seeds to that over scikit-learn's, within 4 standard errors of their difference. */
function expectMean(found: readonly number[], [middle, deviation]: Spread, reference_seeds = 200): void {
  const error = deviation * Math.sqrt(1 / found.length + 1 / reference_seeds)
  expect(Math.abs(mean(Float64Array.from(found)) - middle)).toBeLessThan(4 * error)
}

describe('trees of classes give the probabilities of scikit-learn', () => {
  it.each(reference.exact as Case[])(
    '$operator $classes classes, $params',
    ({ operator, classes, features, ...of }) => {
      const fresh = spectra(reference.fresh.slice(0, 20), features)
      const found = scored(operator, of.params, spectra(reference.X, features), codesOf('y', classes), fresh)
      expect(largestDifference(found.values, of.scores.flat())).toBeLessThan(1e-9)
    },
  )

  it.each(reference.bands as Band[])('$operator $classes classes, $params, on average', ({ operator, ...band }) => {
    const X = spectra(reference.X)
    const fresh = spectra(reference.fresh)
    const y = codesOf('y', band.classes)
    const truth = codesOf('truth', band.classes)
    const runs = seeds.map(random_state => scored(operator, { ...band.params, random_state }, X, y, fresh))
    expectMean(
      runs.map(run => truth.filter((code, i) => row(run, i).indexOf(Math.max(...row(run, i))) === code).length / 60),
      band.accuracy,
    )
    const loss = (run: Matrix) =>
      mean(truth.map((code, i) => -Math.log(0.98 * row(run, i)[code]! + 0.02 / run.columns)))
    expectMean(runs.map(loss), band.log_loss)
  })
})

interface JointCase {
  readonly operator: string
  readonly params: Readonly<Record<string, unknown>>
}

describe('trees of several quantities give the predictions of scikit-learn', () => {
  const joint = (name: string, given: object, fresh: Matrix): Matrix => {
    const operator = getOperator(name) as AnyRegressor
    const params = paramsOf(operator, { ...given })
    const state = operator.joint!.fit(spectra(reference.X), matrixFromRows(reference.Y), params)
    return operator.joint!.predict(fresh, structuredClone(state), params)
  }

  it.each(reference.joint as (JointCase & { predictions: number[][] })[])('$operator $params', of => {
    const found = joint(of.operator, of.params, spectra(reference.fresh.slice(0, 20)))
    expect(found).toMatchObject({ rows: 20, columns: 3 })
    expect(largestDifference(found.values, of.predictions.flat())).toBeLessThan(1e-9)
  })

  it.each(reference.joint_bands as (JointCase & { mean: number[]; sd: number[] })[])(
    '$operator $params, on average',
    ({ operator, params, ...band }) => {
      const fresh = spectra(reference.fresh)
      const truth = (x: Float64Array) => [x[0]! + 0.8 * x[1]! * x[2]!, 3 * x[1]! - x[3]!, 5 + x[2]! ** 2]
      const errors = seeds.map(random_state => {
        const found = joint(operator, { ...params, random_state }, fresh)
        const squares = [0, 0, 0]
        for (let i = 0; i < fresh.rows; i++) {
          truth(row(fresh, i)).forEach((value, k) => {
            squares[k]! += (row(found, i)[k]! - value) ** 2
          })
        }
        return squares.map(sum => Math.sqrt(sum / fresh.rows))
      })
      for (const k of [0, 1, 2]) {
        expectMean(
          errors.map(of => of[k]!),
          [band.mean[k]!, band.sd[k]!],
        )
      }
    },
  )

  it.each(['DecisionTreeRegressor', 'RandomForestRegressor', 'ExtraTreesRegressor'])(
    '%s models one of several as it models one alone',
    name => {
      const operator = getOperator(name) as AnyRegressor
      const X = spectra(reference.X)
      const params = paramsOf(operator, name === 'DecisionTreeRegressor' ? {} : { n_estimators: 5 })
      const y = Float64Array.from(reference.Y as number[][], values => values[0]!)
      const Y = { rows: y.length, columns: 1, values: y }
      const together = operator.joint!.predict(X, operator.joint!.fit(X, Y, params), params)
      const alone = operator.predict(X, operator.fit(X, y, params), params)
      expect(together.values).toEqual(alone)
    },
  )
})

describe.each(['DecisionTreeRegressor', 'RandomForestRegressor', 'ExtraTreesRegressor', 'MLPRegressor'])(
  '%s of several quantities',
  name => {
    const operator = getOperator(name) as AnyRegressor
    const joint = operator.joint!
    const params = paramsOf(operator, name === 'MLPRegressor' ? { max_iter: 10 } : {})
    const X = spectra(reference.X)
    const Y = matrixFromRows(reference.Y)
    const fresh = spectra(reference.fresh)
    const code = (expected: string) => expect.objectContaining({ code: expected })

    it('leaves its input untouched and gives a row the same bits alone and in a batch', () => {
      const [givenX, givenY] = [X, Y].map(given => ({ ...given, values: given.values.slice() }))
      const state = structuredClone(joint.fit(givenX!, givenY!, params))
      expect([givenX, givenY]).toEqual([X, Y])
      const batch = joint.predict(fresh, state, params)
      for (const i of [0, 30, 59]) {
        expect(joint.predict(takeRows(fresh, [i]), state, params)).toEqual(takeRows(batch, [i]))
      }
    })

    it('refuses what it cannot learn from or judge', () => {
      const state = joint.fit(X, Y, params)
      const broken = { ...Y, values: Y.values.with(3, Number.NaN) }
      expect(() => joint.fit(X, broken, params)).toThrow(code('NotFinite'))
      expect(() => joint.fit(X, takeRows(Y, [0, 1]), params)).toThrow(code('Unforeseen'))
      expect(() => joint.fit(takeRows(X, []), takeRows(Y, []), params)).toThrow(code('TooFewSamples'))
      expect(() => joint.predict(spectra(reference.X, 3), state, params)).toThrow(code('WrongFeatureCount'))
    })
  },
)

describe.each([
  'DecisionTreeClassifier',
  'RandomForestClassifier',
  'ExtraTreesClassifier',
  'GradientBoostingClassifier',
  'MLPClassifier',
])('%s', name => {
  const operator = getOperator(name) as AnyClassifier
  const params = paramsOf(operator, name === 'MLPClassifier' ? { max_iter: 20 } : {})
  const X = spectra(reference.X)
  const fresh = spectra(reference.fresh)
  const code = (expected: string) => expect.objectContaining({ code: expected })

  it.each(['2', '3'] as Classes[])('gives probabilities of %s classes, a row alone as in a batch', classes => {
    const y = codesOf('y', classes)
    const given = { ...X, values: X.values.slice() }
    const state = structuredClone(operator.fit(given, y, params))
    expect(given).toEqual(X)
    expect(y).toEqual(codesOf('y', classes))
    const scores = operator.scores(fresh, state, params)
    expect(scores).toMatchObject({ rows: 60, columns: Number(classes) })
    for (let i = 0; i < scores.rows; i++) {
      const own = row(scores, i)
      expect(own.every(value => value >= 0 && value <= 1)).toBe(true)
      expect(own.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12)
      expect(operator.scores(takeRows(fresh, [i]), state, params).values).toEqual(own.slice())
    }
    const right = Array.from(y.keys()).filter(i => {
      const own = row(operator.scores(takeRows(X, [i]), state, params), 0)
      return own.indexOf(Math.max(...own)) === y[i]
    })
    expect(right.length / y.length).toBeGreaterThan(name === 'MLPClassifier' ? 0.6 : 0.95)
  })

  it('gives the bits of single fits where one fit serves several values', () => {
    const { family } = operator
    if (!family) return expect(['DecisionTreeClassifier', 'MLPClassifier']).toContain(name)
    for (const classes of ['2', '3'] as Classes[]) {
      const y = codesOf('y', classes)
      const members = [3, 1, 7].map(n_estimators => ({ ...params, n_estimators }))
      const found = family.fitPredict(X, y, members, [fresh, X])
      for (const [place, own] of members.entries()) {
        const state = operator.fit(X, y, own)
        expect(found[place]!.predictions).toEqual([fresh, X].map(target => operator.scores(target, state, own)))
      }
    }
  })

  it('repeats itself for a seed, and draws anew for another', () => {
    const seeded = (random_state: number | null) => {
      const given = { ...params, random_state, max_features: 2, subsample: 0.7 }
      return operator.scores(fresh, operator.fit(X, codesOf('y', '3'), given), given)
    }
    expect(seeded(null)).toEqual(seeded(0))
    expect(seeded(1)).not.toEqual(seeded(0))
  })

  it('refuses what it cannot learn from or judge', () => {
    const y = codesOf('y', '3')
    const state = operator.fit(X, y, params)
    const broken = { ...X, values: X.values.with(3, Number.NaN) }
    expect(() => operator.fit(broken, y, params)).toThrow(code('NotFinite'))
    expect(() => operator.fit(takeRows(X, []), new Float64Array(), params)).toThrow(code('TooFewSamples'))
    expect(() => operator.scores(broken, state, params)).toThrow(code('NotFinite'))
    expect(() => operator.scores(spectra(reference.X, 3), state, params)).toThrow(code('WrongFeatureCount'))
    expect(operator.scores(takeRows(X, []), state, params)).toEqual({ rows: 0, columns: 3, values: new Float64Array() })
  })
})
