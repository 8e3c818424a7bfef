import { describe, expect, it } from 'vitest'
import { matrixFromRows } from '../../src/core/math/matrix.ts'
import {
  applyChain,
  concreteSteps,
  fitChain,
  parsePipeline,
  parseTransforms,
  pipelineLabel,
  preprocessingLabel,
} from '../../src/core/pipeline/index.ts'

const parse = (steps: readonly unknown[]) => parsePipeline([...steps, 'PLSRegression'], [])
const X = matrixFromRows([
  [1, 2, 4, 3],
  [2, 5, 7, 9],
  [0, 1, 5, 2],
])
const context = { y: Float64Array.of(1, 2, 3), axis: null }

function transformed(steps: readonly unknown[]) {
  const chain = parse(steps).chains[0]!.steps
  return applyChain(chain, structuredClone(fitChain(chain, { X, ...context }).states), X)
}

const columnsOf = (matrix: typeof X, from: number, to: number) =>
  Array.from({ length: matrix.rows }, (_, i) =>
    Array.from(matrix.values.subarray(i * matrix.columns + from, i * matrix.columns + to)),
  )
const whole = (matrix: typeof X) => columnsOf(matrix, 0, matrix.columns)

describe('chains side by side', () => {
  it('puts the columns of each chain after those of the one before it', () => {
    const both = transformed([{ concat_transform: ['SNV', ['MinMaxScaler', 'FirstDerivative']] }])
    expect(both.columns).toBe(8)
    expect(columnsOf(both, 0, 4)).toEqual(whole(transformed(['SNV'])))
    expect(columnsOf(both, 4, 8)).toEqual(whole(transformed(['MinMaxScaler', 'FirstDerivative'])))
  })

  it('augments the spectra, and applies what follows to each part by itself', () => {
    const augmented = transformed([{ feature_augmentation: ['FirstDerivative'] }, 'SNV'])
    expect(columnsOf(augmented, 0, 4)).toEqual(whole(transformed(['SNV'])))
    expect(columnsOf(augmented, 4, 8)).toEqual(whole(transformed(['FirstDerivative', 'SNV'])))
  })

  it('applies what follows a concatenation to the whole of it', () => {
    const scaled = transformed([{ concat_transform: ['SNV', 'FirstDerivative'] }, 'SNV'])
    const [first] = whole(scaled)
    expect(first!.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12)
    expect(first!.slice(0, 4)).not.toEqual(whole(transformed(['SNV', 'SNV']))[0])
  })

  it('writes itself in a form that parses to the same', () => {
    const pipeline = parse([{ feature_augmentation: ['SNV', ['MSC', 'FirstDerivative']] }, 'StandardScaler'])
    expect(preprocessingLabel(pipeline)).toBe('raw>Std|SNV>Std|MSC>1stDer>Std'.replace('raw>Std', 'Std'))
    expect(pipelineLabel(pipeline)).toBe('(Std | SNV > Std | MSC > 1stDer > Std) > PLS')
    const again = parsePipeline(concreteSteps(pipeline), [])
    expect(concreteSteps(again)).toEqual(concreteSteps(pipeline))
  })

  it('is stateless only where all of it is', () => {
    const stateless = (steps: unknown) => parseTransforms([{ concat_transform: steps }])[0]!.operator.stateless
    expect(stateless(['SNV', 'FirstDerivative'])).toBe(true)
    expect(stateless(['SNV', 'MSC'])).toBe(false)
  })

  it.each([
    [{ concat_transform: [] }, 'WrongShape', '[0].concat_transform'],
    [{ concat_transform: ['SNV', 'PLSRegression'] }, 'WrongShape', undefined],
    [{ feature_augmentation: ['SNVV'] }, 'UnknownOperator', '[0].feature_augmentation[0][0]'],
    [{ feature_augmentation: ['SNV'], action: 'maybe' }, 'WrongShape', '[0].action'],
    [{ concat_transform: ['SNV'], action: 'add' }, 'UnknownField', '[0].action'],
  ])('refuses %j', (step, code, field) => {
    expect(() => parse([step])).toThrowError(
      expect.objectContaining({ code, ...(field && { place: expect.objectContaining({ field }) }) }),
    )
  })
})
