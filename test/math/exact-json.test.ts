import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromExactJson, toExactJson } from '../../src/core/math/exact-json.ts'

const through = (value: unknown) => fromExactJson(JSON.parse(JSON.stringify(toExactJson(value))))

describe('exact JSON', () => {
  it('loses nothing of plain data', () => {
    const leaf = fc.oneof(
      fc.double(),
      fc.string(),
      fc.boolean(),
      fc.constantFrom(null, undefined, -0, Number.NaN, Number.NEGATIVE_INFINITY),
      fc.float64Array({ maxLength: 5 }),
      fc.int32Array({ maxLength: 5 }),
      fc.uint8Array({ maxLength: 5 }),
    )
    const key = fc.oneof(fc.string(), fc.constantFrom('$', '$$', '$a', 'entries')).filter(name => name !== '__proto__')
    const data = fc.letrec(tie => ({
      value: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
        fc.array(fc.tuple(fc.string(), tie('value')), { maxLength: 3 }).map(entries => new Map(entries)),
      ),
    }))
    fc.assert(
      fc.property(data.value, value => {
        expect(through(value)).toStrictEqual(value)
      }),
    )
  })

  it('keeps the bytes of a part of an array', () => {
    expect(through(Float64Array.of(1, 2, -0, 4).subarray(1, 3))).toStrictEqual(Float64Array.of(2, -0))
  })

  it.each([
    [{ model: { predict: () => 1 } }, 'value.model.predict'],
    [[new Date()], 'value[0]'],
    [{ set: new Set() }, 'value.set'],
  ])('refuses what is not plain, and says where', (value, place) => {
    expect(() => toExactJson(value)).toThrow(place)
  })

  it.each([[{ $: 'Date' }], [{ $: 'Float64Array', base64: 'AAA=' }], [{ $: 'number', is: 'toString' }]])(
    'refuses what it never makes: %j',
    json => {
      expect(() => fromExactJson(json)).toThrow(TypeError)
    },
  )
})
