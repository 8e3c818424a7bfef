import { describe, expect, it } from 'vitest'
import {
  columnFacts,
  datasetColumns,
  hasMeaning,
  metricFacts,
  operatorColumns,
  predictionColumns,
  recordFacts,
  resultColumns,
  resultColumnsFor,
  runColumns,
  templateColumns,
} from '../../src/core/displays/index.ts'
import { everyMetric, metricCard } from '../../src/core/metrics/index.ts'

const cards = everyMetric().map(metricCard)
const card = (name: string) => cards.find(other => other.name === name)!

describe('what a column means', () => {
  it('is said of every column of every list', () => {
    const lists = { runColumns, resultColumns, predictionColumns, datasetColumns, templateColumns, operatorColumns }
    for (const [list, columns] of Object.entries(lists)) {
      expect(
        columns.map(({ key }) => key).filter(key => !hasMeaning(key)),
        list,
      ).toEqual([])
    }
    expect(resultColumnsFor('balanced_accuracy', cards).filter(({ key }) => !hasMeaning(key))).toEqual([])
  })

  it('is the passport of a metric, with the part it is of and the name for filters', () => {
    const facts = Object.fromEntries(columnFacts({ key: 'scores.val.rmse', label: 'RMSECV' }, {}, cards))
    expect(facts).toMatchObject({
      Metric: 'RMSE (rmse)',
      Formula: '√(Σe² / n)',
      'Divided by': 'n (ddof 0)',
      Unit: 'that of the reference values',
      Better: 'lower, best 0',
      'In filters and orders': 'scores.val.rmse',
    })
    expect(facts.Of).toMatch(/out-of-fold/)
  })

  it('knows the metric from the record where the column has no name of one', () => {
    const record = { metric: 'r2', score_partition: 'val' }
    expect(columnFacts({ key: 'best_score', label: 'Ranking score' }, record, cards)[1]![1]).toBe('R² (r2)')
  })

  it('tells SEP with n − 1 from SEP with n, and says nothing where a formula has both', () => {
    const divided = (name: string) => Object.fromEntries(metricFacts(card(name)))['Divided by']
    expect(divided('sep')).toBe('n − 1 (ddof 1)')
    expect(divided('rmse')).toBe('n (ddof 0)')
    expect(divided('r2')).toBeUndefined()
  })
})

describe('where a record comes from', () => {
  it('is told in words that cannot harm a screen', () => {
    const facts = Object.fromEntries(
      recordFacts({ id: 'a\u001b[2J', warnings: ['x', 'y'], scores: { val: {} }, hash: '' }),
    )
    expect(facts).toEqual({ Id: 'a\\u001b[2J', Warnings: '2' })
  })
})
