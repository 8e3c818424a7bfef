import { describe, expect, it } from 'vitest'
import { pipelineHash } from '../../src/core/engine/pipeline-identity.ts'
import { concreteStep, parsePipeline, storedSteps } from '../../src/core/pipeline/index.ts'

const parse = (steps: readonly unknown[]) => parsePipeline(steps, [])
const chartsOf = (steps: readonly unknown[]) =>
  parse(steps).charts.map(({ kind, after, branch }) => [kind, after.map(concreteStep), branch])

const charted = [
  'chart_2d',
  'SNV',
  { split: 'KFold' },
  { chart_3d: null },
  { y_processing: 'StandardScaler' },
  { chart: 'y_chart' },
  'Detrend',
  'PLSRegression',
]
const plain = ['SNV', { split: 'KFold' }, { y_processing: 'StandardScaler' }, 'Detrend', 'PLSRegression']

describe('chart steps', () => {
  it('are in the stored steps, and the same when these are parsed again', () => {
    const stored = storedSteps(parse(charted))
    expect(chartsOf(stored)).toEqual(chartsOf(charted))
    expect(chartsOf(charted).map(([kind, after]) => [kind, (after as unknown[]).length])).toEqual([
      ['chart_2d', 0],
      ['chart_3d', 1],
      ['y_chart', 1],
    ])
    expect(pipelineHash(parse(stored))).toBe(pipelineHash(parse(charted)))
  })

  it('leave the hash of a pipeline as it is, inside of branches too', () => {
    expect(pipelineHash(parse(charted))).toBe(pipelineHash(parse(plain)))
    const branch = (steps: readonly unknown[]) => [{ branch: { a: steps, b: ['MSC', 'Ridge'] } }]
    expect(pipelineHash(parse(branch(['SNV', 'chart_2d', 'Ridge'])))).toBe(
      pipelineHash(parse(branch(['SNV', 'Ridge']))),
    )
    expect(pipelineHash(parse(branch(['SNV', 'Ridge'])))).not.toBe(pipelineHash(parse(branch(['Detrend', 'Ridge']))))
  })

  it('after a branch are drawn in each of its branches', () => {
    const steps = [{ branch: { a: ['SNV'], b: ['MSC'] } }, 'chart_2d', 'Ridge']
    expect(
      chartsOf(steps).map(([, after, branch]) => [(after as { class: string }[])[0]!.class.split('.').at(-1), branch]),
    ).toEqual([
      ['StandardNormalVariate', 'a'],
      ['MultiplicativeScatterCorrection', 'b'],
    ])
    expect(chartsOf(storedSteps(parse(steps)))).toEqual(chartsOf(steps))
  })
})
