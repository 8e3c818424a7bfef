import { describe, expect, it } from 'vitest'
import { neighboursTable } from '../../src/core/displays/index.ts'
import { metrics as known, metricCard } from '../../src/core/metrics/index.ts'
import type { ResultRecord } from '../../src/core/records/index.ts'
import { resultRecord } from '../workspace/support/records.ts'

const metrics = known.map(metricCard)
const result = (id: string, params: ResultRecord['params'], best_score: number, more: Partial<ResultRecord> = {}) => ({
  ...resultRecord({ id }),
  run_id: 'r',
  metric: 'rmse',
  params,
  best_score,
  ...more,
})
const rows = (own: ResultRecord, results: readonly ResultRecord[]) =>
  neighboursTable(own, results, { metrics }).rows.map(row => row.slice(0, 4))

describe('neighbours of a result', () => {
  const own = result('a', { preprocessing: 'SNV', n_components: 10 }, 2)
  const others = [
    result('b', { preprocessing: 'MSC', n_components: 10 }, 2.5),
    result('c', { preprocessing: null, n_components: 10 }, 1.9),
    result('d', { preprocessing: 'SNV', n_components: 12 }, 2.1),
    result('both', { preprocessing: 'MSC', n_components: 12 }, 1),
    result('elsewhere', { preprocessing: 'SNV', n_components: 11 }, 1, { run_id: 'other' }),
    result('other data', { preprocessing: 'SNV', n_components: 11 }, 1, { dataset: 'protein' }),
  ]

  it('differ from it in one factor, the best first, with the change of the error', () => {
    expect(rows(own, [own, ...others])).toEqual([
      ['preprocessing', 'none instead of SNV', '1.90', '−5 %'],
      ['n_components', '12 instead of 10', '2.10', '+5 %'],
      ['preprocessing', 'MSC instead of SNV', '2.50', '+25 %'],
    ])
  })

  it('are ordered and told in the direction of the metric', () => {
    const r2 = (id: string, n_components: number, score: number) =>
      result(id, { n_components }, score, { metric: 'r2' })
    expect(rows(r2('a', 5, 0.9), [r2('b', 6, 0.85), r2('c', 7, 0.95)])).toEqual([
      ['n_components', '7 instead of 5', '0.950', '+0.0500'],
      ['n_components', '6 instead of 5', '0.850', '−0.0500'],
    ])
  })

  it('may be none', () => {
    expect(neighboursTable(own, [own], { metrics })).toMatchObject({
      rows: [],
      whenEmpty: expect.stringMatching(/single/),
    })
  })
})
