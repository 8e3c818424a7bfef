import { describe, expect, it } from 'vitest'
import { waveletFilters, waveletNames } from '../../src/core/math/wavelet-filters.ts'
import { decompose, reconstruct, waveletModes } from '../../src/core/math/wavelet-transform.ts'

const values = Float64Array.from({ length: 37 }, (_, j) => Math.sin(j / 3) + 0.2 * Math.cos(2.1 * j))

describe.each(waveletNames)('the wavelet %s', name => {
  const filters = waveletFilters(name)

  it('is orthonormal to its even shifts, and its details see no constant', () => {
    const { lowReconstruction: h, highDecomposition: g } = filters
    for (let shift = 0; shift < h.length; shift += 2) {
      let product = 0
      for (let i = 0; i + shift < h.length; i++) product += h[i]! * h[i + shift]!
      expect(product).toBeCloseTo(shift === 0 ? 1 : 0, 14)
    }
    expect(g.reduce((sum, value) => sum + value)).toBeCloseTo(0, 13)
  })

  it('gives the values back, whatever they do beyond their ends and however many they are', () => {
    for (const mode of waveletModes) {
      for (const n of [1, 2, 9, 36, 37]) {
        const rebuilt = reconstruct(decompose(values.subarray(0, n), filters, mode), filters, mode)
        expect(rebuilt.length - n).toBeOneOf([0, 1])
        for (let j = 0; j < n; j++) expect(rebuilt[j]).toBeCloseTo(values[j]!, 11)
      }
    }
  })
})

describe('one level of the wavelet transform', () => {
  it('sums and differences pairs with the Haar wavelet', () => {
    const { approximation, detail } = decompose(Float64Array.of(1, 3, 2, 6, 5), waveletFilters('haar'), 'periodization')
    const root = Math.SQRT1_2
    expect(Array.from(approximation)).toEqual([4, 8, 10].map(value => expect.closeTo(value * root, 12)))
    expect(Array.from(detail)).toEqual([-2, -4, 0].map(value => expect.closeTo(value * root, 12)))
  })

  it('has a number of coefficients that grows with the filter where nothing is periodic', () => {
    expect(decompose(values, waveletFilters('db4'), 'symmetric').detail).toHaveLength(22)
    expect(decompose(values, waveletFilters('db4'), 'periodization').detail).toHaveLength(19)
  })
})
