import { describe, expect, it } from 'vitest'
import { expandTemplate, withoutBoundParameters } from '../../src/core/pipeline/index.ts'

const expanded = (value: unknown) => Array.from(expandTemplate(value), alternative => alternative.value)
const choices = (value: unknown) => Array.from(expandTemplate(value), alternative => alternative.choices)
const clean = (value: unknown) => expanded(value).map(withoutBoundParameters)

describe('expanding a template', () => {
  it('leaves what holds no generator as it is', () => {
    expect(expanded([{ class: 'A', params: { n: 1 } }, 'B', null])).toEqual([
      [{ class: 'A', params: { n: 1 } }, 'B', null],
    ])
  })

  it('multiplies the parts of a list, the last varying fastest, and records the choices in order', () => {
    const template = [{ _or_: ['A', 'B'] }, 'mid', { _or_: [1, 2] }]
    expect(expanded(template)).toEqual([
      ['A', 'mid', 1],
      ['A', 'mid', 2],
      ['B', 'mid', 1],
      ['B', 'mid', 2],
    ])
    expect(choices(template)[2]).toEqual([{ _or_: 'B' }, { _or_: 1 }])
  })

  it('takes null as an alternative that is no step', () => {
    expect(expanded([{ _or_: [null, 'SNV'] }, 'PLS'])).toEqual([
      [null, 'PLS'],
      ['SNV', 'PLS'],
    ])
  })

  it.each([
    [
      [5, 15, 5],
      [5, 10, 15],
    ],
    [
      [1, 10, 4],
      [1, 5, 9],
    ],
    [
      [5, 1, -2],
      [5, 3, 1],
    ],
    [[5, 1], []],
    [
      [0, 0.3, 0.1],
      [0, 0.1, 0.2, 0.3],
    ],
    [{ from: 1, to: 10, step: 3 }, [1, 4, 7, 10]],
  ])('counts _range_ %j up to its end', (range, values) => {
    expect(expanded({ _range_: range })).toEqual(values)
  })

  it.each([
    [
      [1, 1000, 4],
      [1, 10, 100, 1000],
    ],
    [{ from: 1, to: 16, num: 5, base: 2 }, [1, 2, 4, 8, 16]],
    [[2, 8, 1], [2]],
  ])('steps _log_range_ %j in equal ratios', (range, values) => {
    expect(expanded({ _log_range_: range })).toEqual(values)
  })

  it('varies the first key of a grid slowest', () => {
    expect(expanded({ _grid_: { x: [1, 2], y: ['A', 'B'] } })).toEqual([
      { x: 1, y: 'A' },
      { x: 1, y: 'B' },
      { x: 2, y: 'A' },
      { x: 2, y: 'B' },
    ])
  })

  it('reads the nested, the sibling and the free-standing form of a swept parameter alike', () => {
    const wanted = [2, 4].map(n_components => [{ model: { class: 'PLSRegression', params: { n_components } } }])
    expect(clean([{ model: { class: 'PLSRegression', params: { n_components: { _range_: [2, 4, 2] } } } }])).toEqual(
      wanted,
    )
    expect(clean([{ model: { class: 'PLSRegression' }, _range_: [2, 4, 2], param: 'n_components' }])).toEqual(wanted)
    expect(clean([{ _range_: [2, 4, 2], param: 'n_components' }, { model: 'PLSRegression' }])).toEqual(wanted)
  })

  it('makes 3 × 3 = 9 of the example in the document', () => {
    const template = [
      { _or_: ['SNV', 'MSC', 'Detrend'] },
      { _range_: [5, 15, 5], param: 'n_components' },
      'PLSRegression',
    ]
    expect(expandTemplate(template).count).toBe(9)
    expect(clean(template)[4]).toEqual(['MSC', { class: 'PLSRegression', params: { n_components: 10 } }])
    expect(choices(template)[4]).toEqual([{ _or_: 'MSC' }, { _range_: 10 }])
  })

  it('binds a free-standing parameter to the next step that declares it, past those that do not', () => {
    const template = [{ _range_: [1, 2], param: 'alpha' }, 'StandardScaler', 'Ridge']
    expect(clean(template)[1]).toEqual(['StandardScaler', { class: 'Ridge', params: { alpha: 2 } }])
  })

  it('refuses a free-standing parameter that no later step takes, and names the steps', () => {
    expect(() => clean([{ _range_: [1, 2], param: 'gamma' }, 'SNV', 'PLSRegression'])).toThrowError(
      expect.objectContaining({ code: 'UnboundParameter', hint: expect.stringContaining('SNV, PLSRegression') }),
    )
  })

  it.each([
    [{ _range_: [1, 5, 0] }, 'RangeNeverEnds'],
    [{ _range_: ['a', 5] }, 'WrongGenerator'],
    [{ _range_: [1, 2, 3, 4] }, 'WrongGenerator'],
    [{ _log_range_: [0, 10, 3] }, 'WrongGenerator'],
    [{ _or_: 'SNV' }, 'WrongGenerator'],
    [{ _grid_: [1, 2] }, 'WrongGenerator'],
    [{ _or_: ['A'], _range_: [1, 2] }, 'WrongGenerator'],
    [{ _sample_: {} }, 'WrongGenerator'],
    [{ _or_: ['A'], pick: 'two' }, 'WrongGenerator'],
    [{ _or_: ['A', 'B'], count: 1, _weights_: [1] }, 'WrongGenerator'],
    [{ _preset_: 'x' }, 'UnsupportedGenerator'],
  ])('refuses %j', (node, code) => {
    expect(() => expanded([node])).toThrowError(expect.objectContaining({ code }))
  })

  it('names the field of a wrong generator deep inside', () => {
    const template = ['A', { model: { class: 'P', params: { n: { _range_: [1, 2, 0] } } } }]
    expect(() => expanded(template)).toThrowError(
      expect.objectContaining({ place: expect.objectContaining({ field: '[1].model.params.n._range_' }) }),
    )
  })

  it('refuses a keyword that does not exist and names the nearest', () => {
    expect(() => expanded([{ _orr_: ['A'] }])).toThrowError(
      expect.objectContaining({ code: 'UnknownGenerator', hint: expect.stringContaining('_or_') }),
    )
  })

  it('lets _depends_on_ keep only lists in which the others come first', () => {
    const node = { _or_: ['smooth', 'derive', 'scale'], arrange: [1, 2], _depends_on_: [['derive', 'smooth']] }
    expect(expanded(node)).toEqual([
      ['smooth'],
      ['scale'],
      ['smooth', 'derive'],
      ['smooth', 'scale'],
      ['scale', 'smooth'],
    ])
  })

  it('expands generators inside branches, and binds a parameter in each branch that declares it', () => {
    const template = [
      { _range_: [1, 2], param: 'n_components' },
      { branch: { pls: [{ _or_: ['SNV', 'MSC'] }, 'PLSRegression'], ridge: ['Ridge'] } },
    ]
    expect(expandTemplate(template).count).toBe(4)
    expect(clean(template)[3]).toEqual([
      { branch: { pls: ['MSC', { class: 'PLSRegression', params: { n_components: 2 } }], ridge: ['Ridge'] } },
    ])
  })

  it('binds a parameter in branches that separate samples, and one that stands in a branch behind it', () => {
    const free = { _range_: [2, 2], param: 'n_components' }
    const pls = { class: 'PLSRegression', params: { n_components: 2 } }
    const separated = (steps: unknown) => ({ branch: { by_metadata: 'site', steps } })
    expect(clean([free, separated(['SNV', 'PLSRegression'])])).toEqual([[separated(['SNV', pls])]])
    expect(clean([free, separated({ a: ['PLSRegression'], b: ['Ridge'] })])).toEqual([
      [separated({ a: [pls], b: ['Ridge'] })],
    ])
    expect(clean([{ branch: [['SNV', free]] }, 'PLSRegression'])).toEqual([[{ branch: [['SNV']] }, pls]])
  })

  it.each(['branch', 'concat_transform', 'feature_augmentation'])(
    'keeps one chain alone in %s as one chain',
    keyword => {
      expect(expanded([{ [keyword]: [['A', { _or_: ['B', 'C'] }]] }])).toEqual([
        [{ [keyword]: [['A', 'B']] }],
        [{ [keyword]: [['A', 'C']] }],
      ])
      expect(expanded([{ [keyword]: [{ _or_: [['A', 'B'], ['C']] }] }])).toEqual([
        [{ [keyword]: ['A', 'B'] }],
        [{ [keyword]: ['C'] }],
      ])
    },
  )

  it('binds a parameter that stands in a chain of alternatives to a step behind them', () => {
    const template = [{ _or_: [['SNV', { _range_: [3, 4], param: 'n_components' }], ['MSC']] }, 'PLSRegression']
    expect(clean(template)).toEqual([
      [['SNV'], { class: 'PLSRegression', params: { n_components: 3 } }],
      [['SNV'], { class: 'PLSRegression', params: { n_components: 4 } }],
      [['MSC'], 'PLSRegression'],
    ])
  })
})
