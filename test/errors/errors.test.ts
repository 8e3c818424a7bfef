import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ConstantSpectrum,
  editDistance,
  errorCatalogue,
  groupedDigits,
  located,
  N4aError,
  nearestNames,
  printable,
  quote,
  UnknownOperator,
  withinField,
} from '../../src/core/errors/index.ts'

describe('the error catalogue', () => {
  it('gives every error a code of its own and somebody who must act', () => {
    const codes = errorCatalogue.map(({ code }) => code)
    expect(codes.length).toBeGreaterThan(50)
    expect(new Set(codes).size).toBe(codes.length)
    for (const { kind } of errorCatalogue) expect(['input', 'data', 'numerical', 'storage', 'bug']).toContain(kind)
  })

  it('turns facts into a sentence and a hint', () => {
    const error = UnknownOperator({ name: 'SNVV', known: ['SNV', 'MSC', 'Ridge'] })
    expect(error).toBeInstanceOf(N4aError)
    expect(error.message).toBe('There is no operator "SNVV".')
    expect(error.hint).toContain('Nearest known: SNV.')
  })

  it('lets callers add places without overwriting what is known', () => {
    const fail = () => {
      throw ConstantSpectrum({ sample: 3 }).at({ step: 'SNV' })
    }
    const wrapped = () => located({ step: 'other', dataset: 'fat' }, fail)
    expect(wrapped).toThrowError(expect.objectContaining({ place: { step: 'SNV', dataset: 'fat' } }))
  })

  it('builds the path of a field from the inside out', () => {
    const fail = () => {
      throw ConstantSpectrum({ sample: 3 }).at({ field: 'alpha' })
    }
    const wrapped = () => withinField('templates[0]', () => withinField('[2]', () => withinField('params', fail)))
    expect(wrapped).toThrowError(expect.objectContaining({ place: { field: 'templates[0][2].params.alpha' } }))
  })

  it('leaves errors of others as they are', () => {
    const foreign = new TypeError('other')
    expect(() =>
      located({ step: 'x' }, () => {
        throw foreign
      }),
    ).toThrow(foreign)
  })
})

describe('names near a mistyped one', () => {
  it('finds slips of a key, swapped letters and parts of a name', () => {
    expect(nearestNames('SNVV', ['SNV', 'MSC', 'Ridge'])).toEqual(['SNV'])
    expect(nearestNames('n_componets', ['n_components', 'scale'])).toEqual(['n_components'])
    expect(nearestNames('PLS', ['PLSRegression', 'Ridge'])).toEqual(['PLSRegression'])
    expect(nearestNames('xyz', ['SavitzkyGolay', 'Ridge'])).toEqual([])
  })

  it('measures a distance: symmetric, zero only for equal words', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a))
        expect(editDistance(a, b) === 0).toBe(a === b)
      }),
    )
  })
})

describe('text from files', () => {
  it('never carries a control character, an escape sequence or a reversed direction to a screen', () => {
    expect(printable('\u001b[31mred\u0007\u202egnp')).toBe('\\u001b[31mred\\u0007\\u202egnp')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u)
      }),
    )
  })

  it('keeps what labs write', () => {
    expect(printable('Fat (g/100 g) – Säure µm 水分')).toBe('Fat (g/100 g) – Säure µm 水分')
  })

  it('is quoted at a readable length', () => {
    expect(quote('x'.repeat(500)).length).toBeLessThanOrEqual(120)
    expect(quote({ a: [1, null] })).toBe('{"a":[1,null]}')
    expect(quote(undefined)).toBe('undefined')
    expect([Number.NaN, -1 / 0, 1.5].map(value => quote(value))).toEqual(['NaN', '-Infinity', '1.5'])
    const itself: unknown[] = []
    itself.push(itself)
    expect(quote(itself)).toContain('nested')
  })
})

it('groups the digits of whole numbers as Intl does', () => {
  for (const n of [0, 7, 999, 1000, -1000, 123456, 1234567, -9876543210, Number.MAX_SAFE_INTEGER]) {
    expect(groupedDigits(n)).toBe(n.toLocaleString('en'))
  }
})
