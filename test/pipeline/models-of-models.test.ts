import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Dataset, readDatasets } from '../../src/core/datasets/index.ts'
import { takeElements, takeRows } from '../../src/core/math/matrix.ts'
import type { AnyRegressor } from '../../src/core/operators/index.ts'
import { applyChain, concreteSteps, fitChain, parsePipeline } from '../../src/core/pipeline/index.ts'
import { rootPath } from '../support/shared.ts'
import { tecator } from '../support/tecator.ts'

const reference = JSON.parse(readFileSync(rootPath('test', 'pipeline', 'reference', 'models-of-models.json'), 'utf8'))
const pls = { class: 'PLSRegression', params: { n_components: 8 } }
const ridge = ['StandardScaler', { class: 'Ridge', params: { alpha: 0.1 } }]
const estimators = [
  ['pls', pls],
  ['ridge', ridge],
]
const final_estimator = { class: 'Ridge', params: { alpha: 1 } }

let dataset: Dataset
beforeAll(async () => {
  dataset = (await readDatasets([tecator('fat')], '.'))[0]!.dataset
})

/** Predictions of the last chain of a pipeline for the test rows, fitted on all training rows; the state goes through a store. */
function predicted(steps: readonly unknown[]): Float64Array {
  const chain = parsePipeline(steps, []).chains.at(-1)!
  const { X, y, train, test } = dataset
  const fitted = fitChain(chain.steps, { X: takeRows(X, train), y: takeElements(y, train), axis: null })
  const operator = chain.model.operator as AnyRegressor
  const state = structuredClone(operator.fit(fitted.training.X, fitted.training.y, chain.model.params))
  return operator.predict(applyChain(chain.steps, fitted.states, takeRows(X, test)), state, chain.model.params)
}

const farthest = (found: Float64Array, expected: readonly number[]) =>
  found.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0)

describe('models of models', () => {
  it('stack as scikit-learn does', () => {
    const stacking = (params: object) => predicted([{ model: { class: 'StackingRegressor', params } }])
    expect(farthest(stacking({ estimators, final_estimator }), reference.stacking)).toBeLessThan(1e-8)
    const beside = { estimators, final_estimator, cv: 4, passthrough: true }
    expect(farthest(stacking(beside), reference.passthrough)).toBeLessThan(1e-8)
  })

  it('vote as scikit-learn does', () => {
    const found = predicted([
      { model: { class: 'sklearn.ensemble.VotingRegressor', params: { estimators, weights: [2, 1] } } },
    ])
    expect(farthest(found, reference.voting)).toBeLessThan(1e-8)
  })

  it('give the same numbers written as a branch whose predictions are merged', () => {
    const merged = [
      { branch: { pls: [{ model: pls }], ridge: ['StandardScaler', { model: ridge[1] }] } },
      { merge: 'predictions' },
      { model: final_estimator },
    ]
    expect(farthest(predicted(merged), reference.stacking)).toBeLessThan(1e-8)
  })

  it('let a MetaModel learn from the models it names, or from all before it', () => {
    const two = [
      { model: pls, name: 'first' },
      { model: { class: 'PLSRegression', params: { n_components: 3 } }, name: 'second' },
    ]
    const meta = (params: object) => ({ model: { class: 'nirs4all.operators.models.MetaModel', params } })
    const stacked = (names: readonly string[]) => ({
      class: 'StackingRegressor',
      params: {
        estimators: names.map((name, i) => [name, i === 0 && name === 'first' ? pls : two[1]!.model]),
        final_estimator,
      },
    })
    const all = predicted([...two, meta({ model: final_estimator })])
    expect(all).toEqual(predicted([{ model: stacked(['first', 'second']) }]))
    const one = predicted([...two, meta({ model: final_estimator, source_models: ['second'] })])
    expect(one).toEqual(predicted([{ model: stacked(['second']) }]))
    expect(() => parsePipeline([...two, meta({ source_models: ['third'] })], [])).toThrow(/third/)
    expect(() => parsePipeline([meta({})], [])).toThrow(/no model before it/)
  })

  it('are written in a form that parses to the same', () => {
    for (const model of [
      { class: 'StackingRegressor', params: { estimators, final_estimator } },
      { class: 'VotingRegressor', params: { estimators } },
    ]) {
      const written = concreteSteps(parsePipeline(['SNV', { model }], []))
      expect(concreteSteps(parsePipeline(written, []))).toEqual(written)
    }
  })

  it.each([
    [
      'one weight for two models',
      { class: 'VotingRegressor', params: { estimators, weights: [1] } },
      'ParametersConflict',
    ],
    ['no models', { class: 'VotingRegressor', params: {} }, 'ParameterOutOfRange'],
    ['a transform as a model', { class: 'StackingRegressor', params: { estimators: [['a', 'SNV']] } }, 'WrongShape'],
    [
      'two models of one name',
      {
        class: 'StackingRegressor',
        params: {
          estimators: [
            ['a', pls],
            ['a', pls],
          ],
        },
      },
      'ParametersConflict',
    ],
    ['an unknown parameter', { class: 'StackingRegressor', params: { estimators, stack: 1 } }, 'UnknownParameter'],
  ])('refuse %s', (_, model, code) => {
    expect(() => parsePipeline([{ model }], [])).toThrow(expect.objectContaining({ code }))
  })
})
