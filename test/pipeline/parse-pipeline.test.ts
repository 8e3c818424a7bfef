import { describe, expect, it } from 'vitest'
import {
  concreteSteps,
  configId,
  parsePipeline,
  parseTemplate,
  pipelineFactors,
  pipelineLabel,
  preprocessingLabel,
} from '../../src/core/pipeline/index.ts'

const pls = { model: { class: 'sklearn.cross_decomposition.PLSRegression', params: { n_components: 10 } } }
const sg = { class: 'SavitzkyGolay', params: { window_length: 15, polyorder: 2, deriv: 1 } }
const parse = (steps: readonly unknown[]) => parsePipeline(steps, [])
const refusal = (steps: readonly unknown[]) => {
  try {
    parse(steps)
  } catch (error) {
    return error
  }
  return undefined
}

describe('parsing a pipeline', () => {
  it('takes every spelling of a step for the same thing', () => {
    const spellings = [
      ['SNV', pls],
      ['nirs4all.operators.SNV', pls],
      [{ class: 'nirs4all.operators.transforms.StandardNormalVariate' }, pls],
      [{ preprocessing: 'SNV' }, pls],
      [['SNV'], pls],
      [null, 'SNV', { model: 'PLSRegression', model_params: { n_components: 10 } }],
      ['SNV', { class: 'PLSRegression', params: { n_components: 10 } }],
    ]
    const steps = spellings.map(spelling => concreteSteps(parse(spelling)))
    for (const other of steps) expect(other).toEqual(steps[0])
  })

  it('parses the steps it writes', () => {
    const pipeline = parse([
      sg,
      'MSC',
      { split: { class: 'KFold', params: { n_splits: 3 } } },
      { name: 'mine', ...pls },
    ])
    expect(concreteSteps(parse(concreteSteps(pipeline)))).toEqual(concreteSteps(pipeline))
  })

  it('names pipelines by chain, model and parameters', () => {
    const pipeline = parse(['SNV', sg, pls])
    expect(preprocessingLabel(pipeline)).toBe('SNV>SG(w=15,p=2,d=1)')
    expect(pipelineLabel(pipeline)).toBe('SNV > SG(window_length=15, polyorder=2, deriv=1) > PLS(n_components=10)')
    expect(configId(3, pipeline, 'abc123')).toBe('0003_SNV-SG_PLS_nc10_abc123')
    expect(pipelineFactors(pipeline)).toEqual({
      preprocessing: 'SNV>SG(w=15,p=2,d=1)',
      model: 'PLSRegression',
      n_components: 10,
      window_length: 15,
      polyorder: 2,
      deriv: 1,
    })
  })

  it('writes target transforms with the steps and the factors', () => {
    const pipeline = parse(['SNV', { y_processing: { class: 'MinMaxScaler' } }, pls])
    expect(pipelineLabel(pipeline)).toBe('SNV > y: MinMax > PLS(n_components=10)')
    expect(pipelineFactors(pipeline)).toMatchObject({ y_processing: 'MinMax' })
    expect(concreteSteps(parse(concreteSteps(pipeline)))).toEqual(concreteSteps(pipeline))
  })

  it('keeps config names at most 80 characters long, with number and hash', () => {
    const long = parse([...Array.from({ length: 30 }, () => 'SNV'), pls])
    const id = configId(12345, long, 'abc123')
    expect(id.length).toBeLessThanOrEqual(80)
    expect(id).toMatch(/^12345_[A-Za-z0-9._-]+_abc123$/)
  })

  it.each([
    ['an unknown operator', ['SNVV', pls], 'UnknownOperator', '[0]'],
    ['an unknown parameter', [{ class: 'SNV', params: { dof: 1 } }, pls], 'UnknownParameter', '[0].params.dof'],
    [
      'a value out of range',
      ['SNV', { model: { class: 'PLSRegression', params: { n_components: 0 } } }],
      'ParameterOutOfRange',
      '[1].model.params.n_components',
    ],
    [
      'parameters that conflict',
      [{ class: 'SavitzkyGolay', params: { window_length: 3, polyorder: 5 } }, pls],
      'ParametersConflict',
      '[0].params',
    ],
    ['an unknown step keyword', [{ modle: 'PLSRegression' }], 'UnknownStepKeyword', '[0]'],
    ['a step that cannot be run', [{ finetune_params: {} }, pls], 'UnsupportedStep', '[0].finetune_params'],
    ['a merge without a branch', ['SNV', { merge: 'features' }, pls], 'UnsupportedStep', '[1]'],
    ['an unknown field of a step', [{ class: 'SNV', parms: {} }, pls], 'UnknownField', '[0].parms'],
    ['a number as a step', [3, pls], 'WrongShape', '[0]'],
    ['a filter as a step of its own', ['YOutlierFilter', pls], 'WrongShape', undefined],
    ['an augmenter as a step of its own', ['MixupAugmenter', pls], 'WrongShape', undefined],
    ['a transform as the model', [{ model: 'SNV' }], 'WrongShape', '[0].model'],
    ['a target transform that cannot be undone', [{ y_processing: 'SNV' }, pls], 'WrongShape', '[0].y_processing[0]'],
    ['no model', ['SNV', 'MSC'], 'PipelineWithoutModel', undefined],
    ['an empty pipeline', [], 'PipelineWithoutModel', undefined],
    ['a step after the model', [pls, 'SNV'], 'StepAfterModel', undefined],
  ])('refuses %s by name and place', (_, steps, code, field) => {
    expect(refusal(steps)).toMatchObject({ code, ...(field !== undefined && { place: { field } }) })
  })

  it('suggests the nearest names', () => {
    expect(refusal(['SNVV', pls])).toMatchObject({ hint: expect.stringContaining('SNV') })
    expect(refusal([{ class: 'SNV', params: { dof: 1 } }, pls])).toMatchObject({
      hint: expect.stringContaining('ddof'),
    })
  })
})

describe('parsing a template', () => {
  it('takes steps alone, under pipeline, or under steps', () => {
    for (const value of [[pls], { pipeline: [pls] }, { name: 'x', steps: [pls] }]) {
      expect(parseTemplate(value).steps).toEqual([pls])
    }
  })

  it.each([[5], ['text'], [{ pipeline: 'SNV' }], [{ name: 'x' }], [null]])('refuses %j', value => {
    expect(() => parseTemplate(value)).toThrowError(expect.objectContaining({ code: 'WrongShape' }))
  })

  it('refuses a field it does not know', () => {
    expect(() => parseTemplate({ pipelines: [pls] })).toThrowError(
      expect.objectContaining({ code: 'UnknownField', hint: expect.stringContaining('pipeline') }),
    )
  })
})
