import { describe, expect, it } from 'vitest'
import { predictionColumnsOf, resultColumnsOf } from '../../src/core/displays/index.ts'
import { byField, columnOrder, orderText } from '../../src/core/engine/index.ts'
import type { Column } from '../../src/core/index.ts'
import { sortBy } from '../../src/tui/state/list-view.ts'
import { cards, fakeResults } from './fake-records.ts'

const fakes = fakeResults('2026-11-23_Tecator_3fa9c1')
const results = fakes.map(({ result }) => result)
const predictions = fakes.flatMap(own => own.predictions).slice(0, 400)

function sameOrder<Item extends { readonly id: string }>(records: readonly Item[], columns: readonly Column<Item>[]) {
  for (const column of columns) {
    const { field = column.key } = column
    if (field === null) continue
    for (const descending of [false, true]) {
      const here = sortBy(records, [{ column, descending }]).map(({ id }) => id)
      const there = records.toSorted(byField(records, `${descending ? '-' : ''}${field}`)).map(({ id }) => id)
      expect(here, `${column.key} ${descending}`).toEqual(there)
    }
  }
}

describe('an order in the dashboard and on the command line', () => {
  it('is the same by every column of results that --sort can name', () => {
    const columns = resultColumnsOf(results, cards)
    expect(columns.filter(({ field }) => field === null)).toEqual([])
    sameOrder(results, columns)
  })

  it('is the same by every column of predictions', () => {
    sameOrder(predictions, predictionColumnsOf(predictions, cards))
  })

  const columns = resultColumnsOf(results, cards)

  it('has one set of names: what is saved is what is shown again', () => {
    const keys = columns.map(({ key }) => ({ key, descending: true }))
    const { sort, left } = orderText(keys, columns)
    expect(left).toEqual([])
    expect(columnOrder(sort, columns)).toEqual({ order: keys, left: [] })
  })

  it('takes short names, metrics by their better end, and fields that no column shows', () => {
    expect(columnOrder('rmsecv, -config ,+r2', columns).order).toEqual([
      { key: 'scores.val.rmse', descending: false },
      { key: 'pipeline_config', descending: true },
      { key: 'scores.val.r2', descending: true },
    ])
    expect(columnOrder('nc', columns)).toEqual({ order: [{ key: 'nc', descending: false }], left: [] })
    expect(columnOrder('+bias', columns)).toEqual({ order: [], left: ['+bias'] })
  })

  it('says which columns --sort cannot name', () => {
    const mixed = [{ key: 'test_score', label: 'Test score', field: null }]
    expect(orderText([{ key: 'test_score', descending: false }], mixed)).toEqual({ sort: '', left: ['Test score'] })
  })
})
