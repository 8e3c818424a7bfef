import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { facetsOf, parseFilter } from '../../src/core/engine/index.ts'
import { firstSorted } from '../../src/core/engine/query/first-sorted.ts'
import { selectRecords } from '../../src/core/engine/query/select-records.ts'

interface Item {
  readonly id: string
  readonly dataset: string
  readonly metric: string
  readonly n?: number | null
  readonly name?: string
  readonly best_score?: number | null
}

const item = fc.record(
  {
    id: fc.uuid(),
    dataset: fc.constantFrom('fat', 'protein'),
    metric: fc.constantFrom('rmse', 'r2'),
    n: fc.option(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(Number.NaN)), { nil: null }),
    name: fc.constantFrom('x2', 'x10', 'X2', 'snv', ''),
    best_score: fc.option(fc.double({ min: -2, max: 2, noNaN: true }), { nil: null }),
  },
  { requiredKeys: ['id', 'dataset', 'metric', 'n', 'name'] },
)
const items = fc.uniqueArray(item, { selector: ({ id }) => id, maxLength: 40 }) as fc.Arbitrary<Item[]>

const nothing = (value: unknown) => value === null || value === undefined || Number.isNaN(value)

/** The plainest way there is: every key by itself, the last first, with a stable sort. */
function plainly(records: readonly Item[], sort: readonly string[], where: (record: Item) => boolean) {
  const sorted = records.filter(where).sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const key of [...sort].reverse()) {
    const field = key.replace('-', '') as keyof Item
    const sign = key.startsWith('-') ? -1 : 1
    const there = sorted.filter(record => !nothing(record[field]))
    there.sort((a, b) => {
      const [x, y] = [a[field], b[field]]
      if (typeof x === 'number' && typeof y === 'number') return sign * (x - y)
      return sign * String(x).localeCompare(String(y), 'en', { numeric: true, sensitivity: 'variant' })
    })
    sorted.splice(0, sorted.length, ...there, ...sorted.filter(record => nothing(record[field])))
  }
  return sorted
}

const sorts = fc.uniqueArray(fc.constantFrom('n', '-n', 'name', '-name', 'dataset', '-dataset'), {
  selector: key => key.replace('-', ''),
  minLength: 1,
})

describe('a query', () => {
  it('filters, sorts by several keys and cuts as the plainest way does', () => {
    const property = fc.property(
      items,
      sorts,
      fc.nat(12),
      fc.option(fc.nat(12), { nil: undefined }),
      (all, sort, offset, limit) => {
        const where = 'dataset=fat | n>0'
        const query = { where, sort: sort.join(','), offset, ...(limit !== undefined && { limit }) }
        const found = selectRecords(all, query, () => 0)
        const expected = plainly(all, sort, ({ dataset, n }) => dataset === 'fat' || (typeof n === 'number' && n > 0))
        expect(found).toEqual(expected.slice(offset, limit === undefined ? undefined : offset + limit))
      },
    )
    fc.assert(property, { numRuns: 500 })
  })

  it('gives pages that together are the whole, each record once', () => {
    const property = fc.property(items, sorts, fc.integer({ min: 1, max: 7 }), (all, sort, size) => {
      const pages = Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
        selectRecords(all, { sort, offset: i * size, limit: size }, () => 0),
      )
      expect(pages.flat()).toEqual(selectRecords(all, { sort }, () => 0))
    })
    fc.assert(property)
  })

  it('puts digits in text in the order of numbers, and missing values last both ways', () => {
    const records = ['x10', 'x2', null, 'x1'].map((name, i) => ({ id: `r${i}`, dataset: 'd', metric: 'rmse', name }))
    const names = (sort: string) => selectRecords(records, { sort }, () => 0).map(({ name }) => name)
    expect(names('name')).toEqual(['x1', 'x2', 'x10', null])
    expect(names('-name')).toEqual(['x10', 'x2', 'x1', null])
  })

  it('puts the best of a metric first where a + asks for it, whichever way that is', () => {
    const records = [0.5, 0.9, -0.2].map((value, i) => ({
      id: `r${i}`,
      dataset: 'd',
      metric: 'rmse',
      scores: { val: { r2: value, rmse: value + 1, bias: value } },
    }))
    const order = (sort: string) => selectRecords(records, { sort }, () => 0).map(({ id }) => id)
    expect(order('+r2')).toEqual(['r1', 'r0', 'r2'])
    expect(order('+rmse')).toEqual(['r2', 'r0', 'r1'])
    expect(order('+bias')).toEqual(['r2', 'r0', 'r1'])
  })

  it.each([-1, 1.5, Number.NaN])('refuses an offset of %s', offset => {
    expect(() => selectRecords([], { offset }, () => 0)).toThrowError(/offset/i)
  })

  it('names a key that no record has', () => {
    const [record] = [{ id: 'a', dataset: 'd', metric: 'rmse' }]
    expect(() => selectRecords([record!], { sort: 'dataset,nowhere' }, () => 0)).toThrowError(/nowhere/)
  })
})

describe('the first of a sorted list', () => {
  it('are those that sorting all gives', () => {
    const property = fc.property(fc.array(fc.integer({ min: -9, max: 9 })), fc.nat(20), (values, count) => {
      const distinct = values.map((value, i) => [value, i] as const)
      const order = (a: readonly [number, number], b: readonly [number, number]) => a[0] - b[0] || a[1] - b[1]
      expect(firstSorted(distinct, count, order)).toEqual([...distinct].sort(order).slice(0, count))
    })
    fc.assert(property, { numRuns: 500 })
  })

  it('need few comparisons', () => {
    let compared = 0
    const values = Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 100_003)
    const first = firstSorted(values, 10, (a, b) => {
      compared += 1
      return a - b
    })
    expect(first).toEqual([...values].sort((a, b) => a - b).slice(0, 10))
    // Sorting all of them takes 1.7 million.
    expect(compared).toBeLessThan(110_000)
  })
})

describe('facets', () => {
  it('count each record once, and know the best and the median of each value', () => {
    const property = fc.property(items, all => {
      const [facet] = facetsOf(all, ['name'])
      expect(facet!.values.reduce((sum, { count }) => sum + count, 0)).toBe(all.length)
      for (const { value, scores } of facet!.values) {
        for (const { dataset, metric, n, best } of scores) {
          const of = all.filter(one => (one.name || null) === value && one.dataset === dataset && one.metric === metric)
          const scored = of.map(({ best_score }) => best_score).filter(score => typeof score === 'number')
          expect(n).toBe(scored.length)
          expect(best).toBe(metric === 'r2' ? Math.max(...scored) : Math.min(...scored))
        }
      }
    })
    fc.assert(property)
  })

  it('stand with numbers in their order, and records without a value last', () => {
    const records = [3, 1, null, 3].map((n, i) => ({ id: `r${i}`, dataset: 'd', metric: 'rmse', n }))
    const [facet] = facetsOf(records, ['n'])
    expect(facet!.values.map(({ value, count }) => [value, count])).toEqual([
      [1, 1],
      [3, 2],
      [null, 1],
    ])
    expect(() => facetsOf(records, ['nowhere'])).toThrowError(/nowhere/)
  })
})

describe('a regular expression of a filter', () => {
  it.each(['model~"(a+)+$"', 'model~"(.*)*x"', 'model~"(a|a)*b"', 'model~"(\\w+\\s?)*$"'])(
    'that may take for ever is refused: %s',
    filter => {
      expect(() => parseFilter(filter)).toThrowError(/position 1.*repeat/s)
    },
  )

  it.each(['model~"^PLS"', 'model~"(SNV|MSC)"', 'model~"n_components=\\d+"', 'model~"(ab)+c"', 'model~"[^a]+b?"'])(
    'of the usual kind is not: %s',
    filter => {
      expect(() => parseFilter(filter)).not.toThrow()
    },
  )
})
