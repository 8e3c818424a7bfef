import { describe, expect, it } from 'vitest'
import { bySimplicity, modelCount } from '../../src/core/engine/simplicity.ts'
import { getMetric } from '../../src/core/metrics/index.ts'
import { resultRecord } from '../displays/records.ts'

const result = (pipeline_config: string, best_score: number, n_components?: number) =>
  resultRecord({ pipeline_config, best_score, params: n_components === undefined ? {} : { n_components } })

describe('simplicity', () => {
  it.each([
    ['SNV > PLS(n_components=5)', 1],
    ['[SNV > PLS(n_components=5)] [MSC > PLS(n_components=5)]', 2],
    ['SNV > Voting(rf, tree)', 3],
    ['Stacking(pls, ridge → Ridge)', 4],
    ['[PLS] [Ridge] [MetaModel(PLS, Ridge → Ridge)]', 6],
  ])('%s fits %d models', (pipeline_config, count) => {
    expect(modelCount({ pipeline_config })).toBe(count)
  })

  it('prefers one model to several, then fewer components, then fewer steps, then the better score', () => {
    const voting = result('Voting(rf, tree)', 1.9)
    const many = result('SNV > PLS(n_components=9)', 2, 9)
    const few = result('SNV > PLS(n_components=4)', 2.1, 4)
    const longer = result('SNV > 1stDer > PLS(n_components=4)', 2.05, 4)
    const same = result('MSC > PLS(n_components=4)', 2.2, 4)
    const order = [voting, many, same, longer, few].sort(bySimplicity(getMetric('rmse')))
    expect(order).toEqual([few, same, longer, many, voting])
    const [best] = [result('A', 0.8), result('B', 0.9)].sort(bySimplicity(getMetric('accuracy')))
    expect(best!.pipeline_config).toBe('B')
  })
})
