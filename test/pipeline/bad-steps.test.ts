import { describe, expect, it } from 'vitest'
import { N4aError } from '../../src/core/errors/index.ts'
import { parsePipeline } from '../../src/core/pipeline/index.ts'

const pls = { model: 'PLSRegression' }
const noise = { transformers: ['GaussianAdditiveNoise'] }
const augment = (more: object) => ({ sample_augmentation: { ...noise, ...more } })
const separate = (more: object) => ({ branch: { by_metadata: 'set', ...more } })
const meta = (params: object) => ({ model: { class: 'MetaModel', params } })
const two = { branch: [['SNV'], ['MSC']] }

function refusal(steps: readonly unknown[]): N4aError {
  try {
    parsePipeline(steps, [])
  } catch (error) {
    if (error instanceof N4aError) return error
    throw error
  }
  throw new Error('it was taken')
}

/** What is wrong, in the steps before a model; the code of the error, and the field that it names. */
const wrong: readonly (readonly [readonly unknown[], string, string])[] = [
  [[{ exclude: 'SNV' }], 'WrongShape', '[0].exclude'],
  [[{ exclude: [] }], 'WrongShape', '[0].exclude'],
  [[{ exclude: ['YOutlierFilter', 'Nope'] }], 'UnknownOperator', '[0].exclude[1]'],
  [[{ exclude: { class: 'YOutlierFilter', params: { methd: 1 } } }], 'UnknownParameter', '[0].exclude.params.methd'],
  [[{ exclude: 'YOutlierFilter', mode: 'some' }], 'WrongShape', '[0].mode'],
  [[{ exclude: 'YOutlierFilter', keep: 1 }], 'UnknownField', '[0].keep'],
  [[{ exclude: 'YOutlierFilter', name: ['a'] }], 'WrongShape', '[0].name'],
  [[{ tag: 'SNV' }], 'WrongShape', '[0].tag'],
  [[{ tag: null }], 'WrongShape', '[0].tag'],
  [[{ sample_augmentation: null }], 'WrongShape', '[0].sample_augmentation'],
  [[{ sample_augmentation: {} }], 'WrongShape', '[0].sample_augmentation.transformers'],
  [[augment({ transformers: [] })], 'WrongShape', '[0].sample_augmentation.transformers'],
  [[augment({ transformers: ['SNV', 'PCA'] })], 'WrongShape', '[0].sample_augmentation.transformers[1]'],
  [[augment({ transformers: ['PLSRegression'] })], 'WrongShape', '[0].sample_augmentation.transformers[0]'],
  [[augment({ count: 0 })], 'WrongShape', '[0].sample_augmentation.count'],
  [[augment({ count: 1.5 })], 'WrongShape', '[0].sample_augmentation.count'],
  [[augment({ selection: 'some' })], 'WrongShape', '[0].sample_augmentation.selection'],
  [[augment({ random_state: -1 })], 'WrongShape', '[0].sample_augmentation.random_state'],
  [[augment({ balance: 3 })], 'WrongShape', '[0].sample_augmentation.balance'],
  [[augment({ balance: 'y', count: 2 })], 'WrongShape', '[0].sample_augmentation.balance'],
  [[augment({ bins: 3 })], 'WrongShape', '[0].sample_augmentation.bins'],
  [[augment({ balance: 'y', bins: 1 })], 'WrongShape', '[0].sample_augmentation.bins'],
  [[augment({ balance: 'y', max_factor: 0 })], 'WrongShape', '[0].sample_augmentation.max_factor'],
  [[augment({ balance: 'y', ref_percentage: 'x' })], 'WrongShape', '[0].sample_augmentation.ref_percentage'],
  [[augment({ balance: 'y', target_size: 0 })], 'WrongShape', '[0].sample_augmentation.target_size'],
  [[augment({ balance: 'y', binning_strategy: 'x' })], 'WrongShape', '[0].sample_augmentation.binning_strategy'],
  [[augment({ colour: 1 })], 'UnknownField', '[0].sample_augmentation.colour'],
  [[{ ...augment({}), cout: 1 }], 'UnknownField', '[0].cout'],
  [[{ branch: [] }], 'WrongShape', '[0].branch'],
  [[{ branch: 'SNV' }], 'WrongShape', '[0].branch'],
  [[{ branch: {} }], 'WrongShape', '[0].branch'],
  [[{ branch: [['SNV'], ['MSC', 'SNVV']] }], 'UnknownOperator', '[0].branch[1][1]'],
  [[{ branch: { a: [{ class: 'MSC', params: { x: 1 } }] } }], 'UnknownParameter', '[0].branch.a[0].params.x'],
  [[{ ...two, mrge: 1 }], 'UnknownField', '[0].mrge'],
  [[separate({ by_metadata: '', steps: [] })], 'WrongShape', '[0].branch.by_metadata'],
  [[separate({ steps: {} })], 'WrongShape', '[0].branch.steps'],
  [[separate({ steps: { C: ['SNVV'] } })], 'UnknownOperator', '[0].branch.steps.C[0]'],
  [[separate({ steps: [], colour: 1 })], 'UnknownField', '[0].branch.colour'],
  [[separate({ steps: [separate({ steps: [] })] })], 'UnsupportedStep', '[0]'],
  [[{ branch: { by_source: 'NIR', steps: { NIR: [] } } }], 'WrongShape', '[0].branch.by_source'],
  [[{ branch: { by_source: true, steps: ['SNV'] } }], 'WrongShape', '[0].branch.steps'],
  [[{ branch: { by_source: true } }], 'WrongShape', '[0].branch.steps'],
  [[{ branch: { by_tag: 'x', steps: [] } }], 'UnsupportedStep', '[0].branch.by_tag'],
  [[{ branch: { by_filter: 'x', steps: [] } }], 'UnsupportedStep', '[0].branch.by_filter'],
  [[{ branch: [[{ split: 'KFold' }, pls]] }], 'UnsupportedStep', '[0]'],
  [[two, { merge: 'feature' }], 'WrongShape', '[1].merge'],
  [[two, { merge: {} }], 'WrongShape', '[1].merge'],
  [[two, { merge: null }], 'WrongShape', '[1].merge'],
  [[two, { merge: { features: true, x: 1 } }], 'UnknownField', '[1].merge.x'],
  [[two, { merge: { features: ['a'] } }], 'UnsupportedStep', '[1].merge.features'],
  [[two, { merge: { features: true, output_as: 'dict' } }], 'WrongShape', '[1].merge.output_as'],
  [[two, { merge: { features: true, include_original: 'yes' } }], 'WrongShape', '[1].merge.include_original'],
  [[two, { merge: 'predictions' }], 'UnsupportedStep', '[1]'],
  [[two, { merge: 'features' }, { merge: 'features' }], 'UnsupportedStep', '[2]'],
  [[{ branch: [[{ exclude: 'YOutlierFilter' }]] }, { merge: 'features' }], 'UnsupportedStep', '[1]'],
  [[{ merge: 'features' }], 'UnsupportedStep', '[0]'],
  [[separate({ steps: ['SNV'] }), { merge: 'features' }], 'UnsupportedStep', '[1]'],
  [[{ branch: [[separate({ steps: ['SNV'] })], ['MSC']] }, { merge: 'concat' }], 'UnsupportedStep', '[1]'],
  [[{ branch: [[separate({ steps: [] })], [separate({ steps: [] })]] }, { merge: 'concat' }], 'UnsupportedStep', '[1]'],
  [[{ concat_transform: [] }], 'WrongShape', '[0].concat_transform'],
  [[{ concat_transform: ['PLSRegression'] }], 'WrongShape', '[0].concat_transform[0]'],
  [[{ concat_transform: ['SNV', ['MSC', 'Nope']] }], 'UnknownOperator', '[0].concat_transform[1][1]'],
  [[{ feature_augmentation: [] }], 'WrongShape', '[0].feature_augmentation'],
  [[{ feature_augmentation: ['SNV'], action: 'x' }], 'WrongShape', '[0].action'],
  [[{ feature_augmentation: ['SNV'], colour: 1 }], 'UnknownField', '[0].colour'],
  [[{ y_processing: [] }], 'WrongShape', '[0].y_processing'],
  [[{ y_processing: null }], 'WrongShape', '[0].y_processing'],
  [[{ y_processing: ['StandardScaler', 'Nope'] }], 'UnknownOperator', '[0].y_processing[1]'],
  [[{ y_processing: ['StandardScaler', 'SNV'] }], 'WrongShape', '[0].y_processing[1]'],
  [[{ model: null }], 'WrongShape', '[0].model'],
  [[{ model: 'PLSRegression', model_params: { x: 1 } }], 'UnknownParameter', '[0].model.params.x'],
  [[{ model: { class: 'PLSRegression' }, model_params: { n_components: 3 } }], 'WrongShape', '[0].model_params'],
  [[{ model: 'PLSRegression', name: { a: 1 } }], 'WrongShape', '[0].name'],
  [[{ preprocessing: 'PLSRegression' }], 'WrongShape', '[0].preprocessing'],
  [[pls, { preprocessing: 'MetaModel' }], 'WrongShape', '[1].preprocessing'],
  [[{ split: 'SNV' }], 'WrongShape', '[0].split'],
  [[{ split: { class: 'KFold', params: { n_splits: 1 } } }], 'ParameterOutOfRange', '[0].split.params.n_splits'],
  [[{ chart: 'nope' }], 'WrongShape', '[0].chart'],
  [[pls, meta({ source_models: ['x'] })], 'UnsupportedStep', '[1]'],
  [[pls, meta({ cv: 1 })], 'ParameterOutOfRange', '[1].model.params.cv'],
  [[pls, meta({ colour: 1 })], 'UnknownParameter', '[1].model.params.colour'],
]

describe('a step that cannot be taken', () => {
  it.each(wrong)('is refused: %j (%s at %s)', (steps, code, field) => {
    expect(refusal([...steps, pls])).toMatchObject({ code, place: { field } })
  })

  it('takes a number for a name', () => {
    expect(parsePipeline([{ ...pls, name: 3 }], []).chains[0]!.model.name).toBe('3')
  })
})
