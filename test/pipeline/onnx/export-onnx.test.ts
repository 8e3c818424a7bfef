import { InferenceSession } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { type Matrix, takeRows, zeros } from '../../../src/core/math/matrix.ts'
import type { FittedPipeline } from '../../../src/core/pipeline/index.ts'
import { parsePipeline } from '../../../src/core/pipeline/index.ts'
import { exportOnnx } from '../../../src/core/pipeline/onnx/index.ts'
import { tecatorSpectra } from '../../support/tecator-spectra.ts'
import { classesOf, type Data, fitPipeline, predictFitted } from './support/fitted-pipeline.ts'
import { numbersOf, optimizations, relativeDifference, runOnnx } from './support/run-onnx.ts'

/** n4a promises 1e-6; a number that was rounded to 32 bits somewhere, 6e-8 of it, is to be seen. */
const tolerance = 1e-9
const about = { version: '1.2.3', target: 'fat', axis_unit: 'nm' }
const train = tecatorSpectra('CM')
const fresh = tecatorSpectra('T').X
const axis = Float64Array.from({ length: train.X.columns }, (_, j) => 850 + 2 * j)
const fat: Data = { X: train.X, y: train.target('fat'), axis, classes: null }
const classes = ['high', 'lean', 'middle']
/** Codes follow the order of the labels, not of the quantities. */
const fatClasses: Data = { ...fat, y: fat.y.map(value => (value < 8 ? 1 : value < 20 ? 2 : 0)), classes }

const pls = (n_components: number) => ({ model: { class: 'PLSRegression', params: { n_components } } })
const sg = { class: 'SavitzkyGolay', params: { window_length: 15, polyorder: 2, deriv: 2 } }
const estimators = [
  ['pls', ['SNV', pls(8)]],
  ['ridge', ['StandardScaler', { class: 'Ridge', params: { alpha: 0.1 } }]],
  ['forest', { class: 'RandomForestRegressor', params: { n_estimators: 5 } }],
]
const classEstimators = [
  ['lda', ['SNV', { class: 'PCA', params: { n_components: 6 } }, 'LDA']],
  ['plsda', { class: 'PLSDA', params: { n_components: 8 } }],
]

const regressions: Readonly<Record<string, readonly unknown[]>> = {
  'SNV > SG > PLS': ['SNV', sg, pls(10)],
  'MSC > detrend > MinMax > Ridge': [
    'MSC',
    'Detrend',
    'MinMaxScaler',
    { model: { class: 'Ridge', params: { alpha: 0.01 } } },
  ],
  'EMSC > PCR, y scaled': [
    { y_processing: 'StandardScaler' },
    'EMSC',
    { model: { class: 'PCR', params: { n_components: 12 } } },
  ],
  'y by a power, then scaled': [{ y_processing: ['PowerTransformer', 'MinMaxScaler'] }, 'SNV', pls(8)],
  'parts side by side > SVR': [
    { concat_transform: [['SNV', { class: 'PCA', params: { n_components: 5 } }], ['MSC', sg], 'Haar'] },
    'StandardScaler',
    { model: { class: 'SVR', params: { C: 10 } } },
  ],
  'augmented parts > PLS': [{ feature_augmentation: ['SNV', 'FirstDerivative'] }, 'StandardScaler', pls(6)],
  'samples excluded, samples added': [
    { exclude: 'YOutlierFilter' },
    { sample_augmentation: { transformers: ['GaussianAdditiveNoise'], count: 1, random_state: 1 } },
    'SNV',
    pls(6),
  ],
  'VIP > elastic net': [
    'StandardScaler',
    { class: 'VIP', params: { n_components: 5 } },
    { model: { class: 'ElasticNet', params: { alpha: 0.1 } } },
  ],
  'gradient boosting': ['SNV', { model: { class: 'GradientBoostingRegressor', params: { n_estimators: 20 } } }],
  perceptron: ['StandardScaler', { model: { class: 'MLPRegressor', params: { max_iter: 30, random_state: 1 } } }],
  neighbours: ['SNV', { model: { class: 'KNeighborsRegressor', params: { weights: 'distance' } } }],
  stacking: [{ model: { class: 'StackingRegressor', params: { estimators, passthrough: true } } }],
  voting: [sg, { model: { class: 'VotingRegressor', params: { estimators, weights: [2, 1, 3] } } }],
  'merged branches': [
    {
      branch: { pls: ['SNV', pls(6)], ridge: ['StandardScaler', { model: { class: 'Ridge', params: { alpha: 1 } } }] },
    },
    { merge: 'predictions' },
    { model: { class: 'Ridge', params: { alpha: 1 } } },
  ],
  'all at once': [
    { y_processing: { class: 'RobustScaler' } },
    'RNV',
    { class: 'Resample', params: { num_samples: 60 } },
    'LSNV',
    { class: 'WaveletDenoise', params: { level: 2 } },
    { class: 'PCA', params: { n_components: 12, whiten: true } },
    { model: { class: 'KernelRidge', params: { kernel: 'rbf', alpha: 0.1 } } },
  ],
}

const classifications: Readonly<Record<string, readonly unknown[]>> = {
  'SNV > PLS-DA': ['SNV', { model: { class: 'PLSDA', params: { n_components: 8 } } }],
  'OPLS-DA': ['SNV', { model: { class: 'OPLSDA', params: { n_components: 1, pls_components: 4 } } }],
  'logistic regression': ['SNV', 'StandardScaler', { model: 'LogisticRegression' }],
  'naive Bayes': ['SNV', { class: 'PCA', params: { n_components: 6 } }, { model: 'GaussianNB' }],
  SVC: ['SNV', { model: 'SVC' }],
  'extra trees': ['SNV', { model: { class: 'ExtraTreesClassifier', params: { n_estimators: 12 } } }],
  'gradient boosting': ['SNV', { model: { class: 'GradientBoostingClassifier', params: { n_estimators: 5 } } }],
  stacking: [{ model: { class: 'StackingClassifier', params: { estimators: classEstimators } } }],
  'hard votes': [{ model: { class: 'VotingClassifier', params: { estimators: classEstimators } } }],
  'soft votes': [
    { model: { class: 'VotingClassifier', params: { estimators: [classEstimators[0]], voting: 'soft' } } },
  ],
}

describe('a pipeline fitted on Tecator predicts as a graph what it predicts in n4a', () => {
  it.each(Object.entries(regressions))('%s', async (_, steps) => {
    const fitted = fitPipeline(steps, fat)
    const expected = predictFitted(fitted, fresh).values
    const file = exportOnnx(fitted, about)
    for (const optimization of optimizations) {
      const outputs = await runOnnx(file, fresh, optimization)
      expect(Object.keys(outputs)).toEqual(['y_pred'])
      expect(outputs.y_pred!.dims).toEqual([fresh.rows])
      expect(relativeDifference(numbersOf(outputs, 'y_pred'), expected)).toBeLessThan(tolerance)
    }
  })

  it.each(Object.entries(classifications))('classes: %s', async (_, steps) => {
    const fitted = fitPipeline(steps, fatClasses)
    await expectClasses(exportOnnx(fitted, about), predictFitted(fitted, fresh), isProbability(fitted))
  })
})

const isProbability = ({ chain: { model } }: FittedPipeline): boolean =>
  model.operator.task === 'classification' && model.operator.scores_are === 'probabilities'

async function expectClasses(file: Uint8Array, scores: Matrix, probabilities: boolean): Promise<void> {
  const outputs = await runOnnx(file, fresh)
  const name = probabilities ? 'y_proba' : 'y_score'
  expect(Object.keys(outputs)).toEqual(['y_pred', 'label', name])
  expect(outputs[name]!.dims).toEqual([fresh.rows, classes.length])
  expect(relativeDifference(numbersOf(outputs, name), scores.values)).toBeLessThan(tolerance)
  const labels = classesOf(scores, classes)
  expect(Array.from(outputs.label!.data)).toEqual(labels)
  expect(Array.from(numbersOf(outputs, 'y_pred'), code => classes[code]!)).toEqual(labels)
}

/** Training rows without every fifth. */
const folds = [0, 1, 2].map(fold => Array.from({ length: fat.X.rows }, (_, i) => i).filter(i => i % 5 !== fold))

describe('several pipelines in one graph', () => {
  it('average quantities, by weights where they are given', async () => {
    const fitted = folds.map(rows => fitPipeline([{ y_processing: 'StandardScaler' }, 'SNV', pls(8)], fat, rows))
    const each = fitted.map(one => predictFitted(one, fresh).values)
    for (const weights of [undefined, [0.5, 0.2, 0.3]]) {
      const expected = each[0]!.map((_, i) => each.reduce((sum, y, f) => sum + (weights?.[f] ?? 1 / 3) * y[i]!, 0))
      const file = exportOnnx(fitted, { ...about, ...(weights && { weights }) })
      expect(relativeDifference(numbersOf(await runOnnx(file, fresh), 'y_pred'), expected)).toBeLessThan(tolerance)
    }
  })

  it('average probabilities', async () => {
    const steps = ['SNV', { class: 'PCA', params: { n_components: 6 } }, { model: 'LDA' }]
    const fitted = folds.map(rows => fitPipeline(steps, fatClasses, rows))
    const each = fitted.map(one => predictFitted(one, fresh).values)
    const values = each[0]!.map((_, i) => each.reduce((sum, scores) => sum + scores[i]! / 3, 0))
    await expectClasses(exportOnnx(fitted, about), { rows: fresh.rows, columns: 3, values }, true)
  })

  it('count votes where scores are no probabilities', async () => {
    const fitted = folds.map(rows => fitPipeline(['SNV', { model: 'PLSDA' }], fatClasses, rows))
    const each = fitted.map(one => classesOf(predictFitted(one, fresh), classes))
    const values = new Float64Array(3 * fresh.rows)
    for (const labels of each) {
      labels.forEach((label, i) => {
        values[3 * i + classes.indexOf(label)]! += 1 / 3
      })
    }
    await expectClasses(exportOnnx(fitted, about), { rows: fresh.rows, columns: 3, values }, false)
  })

  it('cannot be for spectra of different lengths', () => {
    const other = fitPipeline([pls(2)], {
      ...fat,
      X: { ...zeros(fat.X.rows, 4), values: fat.X.values.slice(0, 4 * fat.X.rows) },
    })
    expect(() => exportOnnx([fitPipeline([pls(2)], fat), other], about)).toThrow(/different lengths/)
  })
})

describe('a file', () => {
  it('gives classes that did not occur in training the last place', async () => {
    const rows = Array.from(fatClasses.y.keys()).filter(i => fatClasses.y[i] !== 1)
    for (const model of ['RidgeClassifier', 'LDA']) {
      const steps = ['SNV', { class: 'PCA', params: { n_components: 6 } }, { model }]
      const fitted = fitPipeline(steps, fatClasses, rows)
      expect(fitted.present).toEqual([0, 2])
      await expectClasses(exportOnnx(fitted, about), predictFitted(fitted, fresh), model === 'LDA')
    }
  })

  it('says what it is beside its graph', () => {
    const text = new TextDecoder().decode(exportOnnx(fitPipeline(['SNV', pls(2)], fat), about))
    for (const said of ['n4a_version', '1.2.3', 'SNV > PLS(', 'n4a_wavelengths', '[850,852,', 'n4a_target'])
      expect(text).toContain(said)
  })

  it('gives NaN, and no label, for a row that n4a refuses, and leaves the other rows as they are', async () => {
    const X = takeRows(fresh, [0, 1, 2])
    X.values.fill(0.7, 100, 200)
    const quantity = fitPipeline(
      ['SNV', { model: { class: 'RandomForestRegressor', params: { n_estimators: 3 } } }],
      fat,
    )
    const predicted = numbersOf(await runOnnx(exportOnnx(quantity, about), X), 'y_pred')
    expect(Array.from(predicted, Number.isNaN)).toEqual([false, true, false])
    const outputs = await runOnnx(exportOnnx(fitPipeline(['SNV', { model: 'SVC' }], fatClasses), about), X)
    expect(Array.from(numbersOf(outputs, 'y_pred'), Number.isNaN)).toEqual([false, true, false])
    expect(Array.from(outputs.label!.data, label => label === '')).toEqual([false, true, false])
  })

  it('refuses spectra with an infinite value where a step leaves out its column', async () => {
    const fitted = fitPipeline([{ class: 'CropTransformer', params: { start: 10 } }, pls(2)], fat)
    const X = takeRows(fresh, [0, 1])
    X.values[3] = Number.POSITIVE_INFINITY
    const predicted = numbersOf(await runOnnx(exportOnnx(fitted, about), X), 'y_pred')
    expect(Array.from(predicted, Number.isNaN)).toEqual([true, false])
  })

  it('takes one spectrum as it takes many', async () => {
    const fitted = fitPipeline(regressions.stacking!, fat)
    const file = exportOnnx(fitted, about)
    const all = numbersOf(await runOnnx(file, fresh), 'y_pred')
    expect(
      relativeDifference(numbersOf(await runOnnx(file, takeRows(fresh, [3])), 'y_pred'), all.slice(3, 4)),
    ).toBeLessThan(1e-12)
  })

  it('has the same bytes each time', () => {
    const fitted = fitPipeline(regressions.stacking!, fat)
    expect(exportOnnx(fitted, about)).toEqual(exportOnnx(fitted, about))
  })
})

describe('what a graph sees of a pipeline', () => {
  it('are the columns of each instrument', async () => {
    const sources = [
      { name: 'A', from: 0, to: 60, axis: axis.slice(0, 60) },
      { name: 'B', from: 60, to: 100, axis: null },
    ]
    const steps = [
      { branch: { by_source: true, steps: { A: ['SNV', 'FirstDerivative'], B: ['MSC'] } } },
      { merge: 'features' },
      pls(6),
    ]
    const fitted = fitPipeline(steps, { ...fat, axis: null, sources })
    const found = numbersOf(await runOnnx(exportOnnx(fitted, about), fresh), 'y_pred')
    expect(relativeDifference(found, predictFitted(fitted, fresh).values)).toBeLessThan(tolerance)
  })

  it('are its inputs and outputs, by name, type and shape', async () => {
    const session = await InferenceSession.create(exportOnnx(fitPipeline(['SNV', { model: 'LDA' }], fatClasses), about))
    expect(session.inputMetadata).toMatchObject([{ name: 'X', type: 'float64', shape: ['N', 100] }])
    expect(session.outputMetadata).toMatchObject([
      { name: 'y_pred', type: 'float64', shape: ['N'] },
      { name: 'label', type: 'string', shape: ['N'] },
      { name: 'y_proba', type: 'float64', shape: ['N', 3] },
    ])
    await session.release()
  })
})

describe('what a graph cannot see', () => {
  it('is refused: steps inside of others too, by name', () => {
    const inside = ['SNV', { concat_transform: ['SNV', ['MSC', 'ASLS']] }, pls(2)]
    expect(() => exportOnnx(fitPipeline(inside, fat), about)).toThrow(
      expect.objectContaining({ code: 'NotExpressible', place: { step: 'ASLS' } }),
    )
    const base = [['first', ['RubberBand', pls(2)]]]
    const stacked = [{ model: { class: 'StackingRegressor', params: { estimators: base } } }]
    expect(() => exportOnnx(fitPipeline(stacked, fat), about)).toThrow(
      expect.objectContaining({ code: 'NotExpressible', place: { step: 'RubberBand' } }),
    )
    const target = [
      { y_processing: { class: 'QuantileTransformer', params: { output_distribution: 'normal' } } },
      pls(2),
    ]
    expect(() => exportOnnx(fitPipeline(target, fat), about)).toThrow(
      expect.objectContaining({ code: 'NotExpressible', place: { step: 'Quant' } }),
    )
  })

  it('is refused: what looks at the metadata of samples', () => {
    const separated = {
      branch: { by_metadata: 'variety', steps: { a: ['SNV'], b: ['MSC'] } },
    }
    const { chain } = fitPipeline([pls(2)], fat)
    const steps = parsePipeline([separated, { merge: 'concat' }, pls(2)], []).chains[0]!.steps
    const fitted = { ...fitPipeline([pls(2)], fat), chain: { ...chain, steps }, states: steps.map(() => null) }
    expect(() => exportOnnx(fitted, about)).toThrow(/depends on its metadata/)
  })

  it('is refused: a model that is for some samples alone', () => {
    const fitted = fitPipeline([pls(2)], fat)
    const chain = { ...fitted.chain, separation: { column: 'variety', value: 'b' } }
    expect(() => exportOnnx({ ...fitted, chain } as FittedPipeline, about)).toThrow(/variety b alone/)
  })
})
