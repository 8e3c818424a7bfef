import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFilter, suggestFilter } from '../../src/core/engine/index.ts'

const records = [
  {
    dataset: 'fat',
    status: 'completed',
    pipeline_config: 'SNV > PLS',
    params: { n_components: 5 },
    scores: { val: { rmse: 0.3 } },
  },
  {
    dataset: 'fat',
    status: 'failed',
    pipeline_config: 'MSC > PLS',
    params: { n_components: 6 },
    scores: { val: { rmse: 0.4 } },
  },
  { dataset: 'protein (dry)', status: 'completed', pipeline_config: 'PLS', params: { n_components: 5 }, scores: {} },
]
const texts = (filter: string, at = [...filter].length) =>
  suggestFilter(filter, at, records).suggestions.map(({ text }) => text)

describe('suggestions of a filter', () => {
  it('are fields of the records, with the sign that suits their values', () => {
    expect(texts('da')).toEqual(['dataset:'])
    expect(texts('nc')).toContain('nc:')
    expect(texts('rmse')).toContain('rmse<')
    expect(texts('-sta')).toEqual(['status:'])
    expect(texts('fold')).toEqual([])
  })

  it('are values of the field with their counts, the most frequent first, quoted where they must be', () => {
    expect(suggestFilter('dataset:', 8, records)).toEqual({
      from: 8,
      suggestions: [
        { text: 'fat', count: 2 },
        { text: '"protein (dry)"', count: 1 },
      ],
    })
    expect(texts('status=completed|f')).toEqual(['failed'])
    expect(texts('nc:')).toEqual(['5', '6'])
    expect(texts('is:st')).toContain('starred')
    expect(texts('has:param')).toEqual(['parameters', 'params'].filter(name => texts('has:').includes(name)))
  })

  it('replace what stands before the cursor, wherever that is', () => {
    expect(suggestFilter('da nc:5', 2, records)).toMatchObject({ from: 0, suggestions: [{ text: 'dataset:' }] })
    expect(suggestFilter('(da', 3, records).from).toBe(1)
    expect(texts('dataset:"pro')).toEqual([])
  })

  it('give filters that can be read, whatever is in the records', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), values => {
        const found = suggestFilter(
          'name:',
          5,
          values.map(name => ({ name })),
        )
        for (const { text } of found.suggestions) {
          const matches = parseFilter(`name:${text}`)
          expect(values.some(name => matches({ name }))).toBe(true)
        }
      }),
    )
  })
})
