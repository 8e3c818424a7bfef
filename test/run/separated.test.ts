import { beforeAll, describe, expect, it } from 'vitest'
import { type Dataset, readDatasets } from '../../src/core/datasets/index.ts'
import { takeElements, takeRows } from '../../src/core/math/matrix.ts'
import type { AnyRegressor } from '../../src/core/operators/index.ts'
import { applyChain, fitChain, parsePipeline } from '../../src/core/pipeline/index.ts'
import { tecator } from '../support/tecator.ts'
import { completedOn, outcomesOf, plannedOn, predictionsOf } from './support/outcomes.ts'

const pls = { model: { class: 'PLSRegression', params: { n_components: 6 } } }
const ridge = { model: { class: 'Ridge', params: { alpha: 1e-3 } } }
const bySet = (steps: unknown) => ({ branch: { by_metadata: 'set', steps } })

/** All of Tecator for training; its column `set` holds C, M and T. */
let dataset: Dataset
beforeAll(async () => {
  const read = (await readDatasets([tecator('fat')], '.'))[0]!.dataset
  dataset = { ...read, train: Int32Array.from({ length: 215 }, (_, i) => i), test: new Int32Array(0) }
})

const refused = (steps: readonly unknown[], expected: object, on: Partial<Dataset> = {}) =>
  expect(() => plannedOn([{ ...dataset, ...on }], steps)).toThrow(expect.objectContaining(expected))

describe('steps for each value of a column', () => {
  const own = { C: ['SNV'], M: ['MSC'], T: ['Detrend'] }

  it('are those of the value that a sample has', async () => {
    const outcome = await completedOn(dataset, [bySet(own), pls])
    expect(outcome.evaluation.members.map(({ chain }) => chain.branch!.name)).toEqual(['C', 'M', 'T'])
    const onlyM = dataset.metadata.set!.flatMap((set, row) => (set === 'M' ? [row] : []))
    expect(Array.from(outcome.evaluation.members[1]!.rows.train.rows)).toEqual(onlyM)
    const { train, val } = outcome.evaluation.members[1]!.rows.folds[0]!
    const { steps, model } = parsePipeline(['MSC', pls], []).chains[0]!
    const data = { X: takeRows(dataset.X, train.rows), y: takeElements(dataset.y, train.rows), axis: null }
    const { states, training } = fitChain(steps, data)
    const operator = model.operator as AnyRegressor
    const state = operator.fit(training.X, training.y, model.params)
    const spectra = applyChain(steps, states, takeRows(dataset.X, val.rows))
    expect(predictionsOf(outcome, '0', 'val', 1)).toEqual(operator.predict(spectra, state, model.params))
  })

  it('come together again, each row where it was', async () => {
    const joined = await completedOn(dataset, [bySet(own), { merge: 'concat' }, pls])
    expect(joined.parts.every(({ member }) => member === 0)).toBe(true)
    const sameForAll = { C: ['SNV'], M: ['SNV'], T: ['SNV'] }
    const plain = await completedOn(dataset, ['SNV', pls])
    const apart = await completedOn(dataset, [bySet(sameForAll), { merge: 'concat' }, pls])
    expect(predictionsOf(apart, '3', 'val')).toEqual(predictionsOf(plain, '3', 'val'))
    expect(predictionsOf(joined, '3', 'val')).not.toEqual(predictionsOf(plain, '3', 'val'))
  })

  it('are refused where samples have none, or where no sample is for them, before anything starts', () => {
    const { T: _, ...partial } = own
    for (const merge of [[], [{ merge: 'concat' }]]) {
      refused([bySet(partial), ...merge, pls], {
        code: 'ValueWithoutBranch',
        message: expect.stringContaining('"T"'),
      })
      refused([bySet({ ...own, Tt: ['SNV'] }), ...merge, pls], {
        code: 'BranchWithoutSamples',
        hint: expect.stringContaining('C, M, T'),
      })
    }
    const withoutT = dataset.train.filter(row => dataset.metadata.set![row] !== 'T')
    expect(() => plannedOn([{ ...dataset, train: withoutT }], [bySet(partial), pls])).not.toThrow()
  })

  it('are refused where the column is not there, also when the branches are merged or samples are balanced', () => {
    const unknown = { branch: { by_metadata: 'sett', steps: ['SNV'] } }
    const balanced = { sample_augmentation: { transformers: ['GaussianAdditiveNoise'], balance: 'sett' } }
    for (const steps of [
      [unknown, pls],
      [unknown, { merge: 'concat' }, pls],
      [balanced, pls],
      [{ branch: [[balanced, pls], [ridge]] }, { merge: 'predictions' }, ridge],
    ]) {
      refused(steps, { code: 'UnknownMetadata', hint: expect.stringContaining('set') })
    }
  })
})

describe('a value that occurs', () => {
  it('in validation alone fails the result by its name where one model is for all', async () => {
    const folds = { splitter: 'KFold', n_splits: 5 }
    const plan = plannedOn([dataset], [bySet(['SNV']), { merge: 'concat' }, pls], { folds })
    const [outcome] = await outcomesOf(plan)
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'UnseenValue' } })
  })

  it('not in both parts of a fold is refused where it has a model of its own', () => {
    const folds = { splitter: 'KFold', n_splits: 5 }
    expect(() => plannedOn([dataset], [bySet(['SNV']), pls], { folds })).toThrow(
      expect.objectContaining({ code: 'FoldWithoutRows', message: expect.stringContaining('Branch C') }),
    )
  })

  it('only among samples that are not used has no branch', () => {
    const train = dataset.train.filter(row => dataset.metadata.set![row] !== 'T')
    const [evaluation] = plannedOn([{ ...dataset, train }], [bySet(['SNV']), pls]).evaluations
    expect(evaluation!.members.map(({ chain }) => chain.branch!.name)).toEqual(['C', 'M'])
  })
})

describe('what ranks', () => {
  it('is the model for all samples, where others are for some', async () => {
    const outcome = await completedOn(dataset, ['SNV', pls, bySet(['SNV', ridge])])
    const alone = await completedOn(dataset, ['SNV', pls])
    expect(outcome.evaluation.members).toHaveLength(4)
    expect(outcome.best).toBe(0)
    expect(outcome.scores).toEqual(alone.scores)
  })

  it('is never one of several models for some samples: these are refused', () => {
    refused([bySet(['SNV']), pls, ridge], { code: 'UnsupportedRequest', hint: expect.stringContaining('_or_') })
  })
})

describe('rows that come together again', () => {
  it('keep wavelengths where no step of a branch changes the columns', async () => {
    const resample = { class: 'Resampler', params: { target_wavelengths: [860, 900, 940, 980, 1020, 1040] } }
    const outcome = await completedOn(dataset, [bySet(['SNV']), { merge: 'concat' }, resample, pls])
    const plain = await completedOn(dataset, ['SNV', resample, pls])
    expect(predictionsOf(outcome, '0', 'val')).toEqual(predictionsOf(plain, '0', 'val'))
  })

  it('are refused where the branches give them different numbers of columns, either way round', async () => {
    const crop = (end: number) => [{ class: 'CropTransformer', params: { start: 0, end } }]
    for (const [C, T] of [
      [10, 20],
      [20, 10],
    ] as const) {
      const own = bySet({ C: crop(C), M: crop(C), T: crop(T) })
      const [outcome] = await outcomesOf(plannedOn([dataset], [own, { merge: 'concat' }, pls]))
      expect(outcome).toMatchObject({
        status: 'failed',
        error: { code: 'WrongFeatureCount', message: expect.stringContaining('"T"') },
      })
    }
  })
})
