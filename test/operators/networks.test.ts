import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Matrix, matrixFromRows } from '../../src/core/math/matrix.ts'
import { mersenneTwister } from '../../src/core/math/random/mersenne-twister.ts'
import { nextUniform } from '../../src/core/math/random/uniform.ts'
import { type AnyModel, getOperator } from '../../src/core/operators/index.ts'
import { type Activation, initialParameters } from '../../src/core/operators/models/network.ts'
import { halfSquaredError, penalisedLoss } from '../../src/core/operators/models/network-loss.ts'
import { rootPath } from '../support/shared.ts'
import { paramsOf } from './sample-spectra.ts'
import { largestDifference } from './tecator-reference.ts'

const reference = JSON.parse(readFileSync(rootPath('test', 'operators', 'reference', 'networks.json'), 'utf8'))
const X = matrixFromRows(reference.X)
const fresh = matrixFromRows(reference.fresh)

interface Case {
  readonly operator: string
  readonly classes: '2' | '3' | null
  readonly params: Readonly<Record<string, unknown>>
  readonly n_iter: number
  readonly loss: number
  readonly predictions: readonly (readonly number[])[]
}

function trained(name: string, given: object, y: Float64Array) {
  const operator = getOperator(name) as AnyModel
  const params = paramsOf(operator, { ...given })
  const state = structuredClone(operator.fit(X, y, params))
  const of = (spectra: Matrix): Float64Array =>
    operator.task === 'regression'
      ? operator.predict(spectra, state, params)
      : operator.scores(spectra, state, params).values
  return { state, of, warnings: operator.warnings!(state, params) }
}

describe('multilayer perceptrons give the numbers of scikit-learn from the same seed', () => {
  it.each(reference.cases as Case[])('$operator $classes $params', ({ operator, classes, params, ...expected }) => {
    const y = Float64Array.from((classes ? reference.codes[classes] : reference.y) as number[])
    const { state, of } = trained(operator, params, y)
    // Where lbfgs goes on until it has converged, rounding decides which of the last steps is the last.
    const long = params.solver === 'lbfgs' && expected.n_iter > 100
    if (!long) expect(state.n_iter).toBe(expected.n_iter)
    expect(Math.abs(state.loss - expected.loss)).toBeLessThan(1e-6)
    expect(largestDifference(of(fresh), expected.predictions.flat())).toBeLessThan(long ? 1e-3 : 1e-6)
  })
})

describe('multilayer perceptrons', () => {
  const y = Float64Array.from(reference.y as number[])

  it.each(['relu', 'tanh', 'logistic', 'identity'] as Activation[])(
    'have the gradient of their loss: %s',
    activation => {
      const units = [6, 4, 3, 2]
      const twister = mersenneTwister(1)
      const Y = { rows: 40, columns: 2, values: Float64Array.from({ length: 80 }, () => nextUniform(twister)) }
      const network = { units, activation, alpha: 0.3, loss: halfSquaredError }
      const parameters = initialParameters(units, activation, twister)
      const gradient = new Float64Array(parameters.length)
      penalisedLoss(network, X, Y, parameters, gradient)
      const ignored = new Float64Array(parameters.length)
      const numerical = parameters.map((value, at) => {
        const above = penalisedLoss(network, X, Y, parameters.with(at, value + 1e-6), ignored)
        const below = penalisedLoss(network, X, Y, parameters.with(at, value - 1e-6), ignored)
        return (above - below) / 2e-6
      })
      expect(largestDifference(gradient, Array.from(numerical))).toBeLessThan(1e-8)
    },
  )

  it('model several quantities at once, one of them as it is modelled alone', () => {
    const operator = getOperator('MLPRegressor') as Extract<AnyModel, { task: 'regression' }>
    const params = paramsOf(operator, { hidden_layer_sizes: 8, solver: 'lbfgs', alpha: 0.1 })
    const joined = (columns: number) => {
      const values = Float64Array.from(
        { length: 40 * columns },
        (_, at) => y[Math.floor(at / columns)]! * (1 + (at % columns)),
      )
      const Y = { rows: 40, columns, values }
      return operator.joint!.predict(X, operator.joint!.fit(X, Y, params), params)
    }
    expect(joined(1).values).toEqual(operator.predict(X, operator.fit(X, y, params), params))
    const both = joined(2)
    expect(both).toMatchObject({ rows: 40, columns: 2 })
    for (let i = 0; i < 40; i++) {
      expect(Math.abs(both.values[2 * i]! - y[i]!)).toBeLessThan(0.5)
      expect(Math.abs(both.values[2 * i + 1]! - 2 * y[i]!)).toBeLessThan(0.5)
    }
  })

  it('say when they stopped before they had converged, and otherwise not', () => {
    for (const name of ['MLPRegressor', 'MLPClassifier']) {
      const target = name === 'MLPRegressor' ? y : Float64Array.from(reference.codes['2'] as number[])
      for (const given of [
        { solver: 'lbfgs', alpha: 1 },
        { solver: 'adam', learning_rate_init: 0.02 },
      ].map(solver => ({ hidden_layer_sizes: [4], ...solver }))) {
        const starved = trained(name, { ...given, max_iter: 2 }, target)
        expect(starved.warnings).toEqual([expect.stringContaining('raise max_iter.')])
        expect(trained(name, { ...given, max_iter: 5000 }, target).warnings).toEqual([])
      }
    }
  })

  it('name max_fun where it is what stopped them', () => {
    const { warnings } = trained('MLPRegressor', { solver: 'lbfgs', max_fun: 5 }, y)
    expect(warnings).toEqual([expect.stringContaining('raise max_fun, or tol.')])
  })

  it('refuse weights that grow without bounds', () => {
    const given = { solver: 'sgd', learning_rate_init: 1e6, activation: 'identity' }
    expect(() => trained('MLPRegressor', given, y)).toThrow(expect.objectContaining({ code: 'NotFinite' }))
  })

  it('refuse to keep rows apart where there are too few', () => {
    const given = { early_stopping: true, validation_fraction: 0.02 }
    expect(() => trained('MLPRegressor', given, y)).toThrow(expect.objectContaining({ code: 'TooFewSamples' }))
  })
})
