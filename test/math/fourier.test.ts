import { describe, expect, it } from 'vitest'
import { fourierResampling, fourierTransform } from '../../src/core/math/fourier.ts'

const values = Float64Array.from([1, 3, 2, 5, 4, 7, 6, 2])

describe('the Fourier transform', () => {
  it.each([1, 2, 3, 5, 8, 12, 31, 64])('is the sum it stands for, of length %i', n => {
    const real = Float64Array.from({ length: n }, (_, t) => Math.sin(3 * t) + 0.1 * t)
    const imaginary = Float64Array.from({ length: n }, (_, t) => Math.cos(5 * t))
    const found = fourierTransform(n)({ real, imaginary })
    for (let k = 0; k < n; k++) {
      let [re, im] = [0, 0]
      for (let t = 0; t < n; t++) {
        const angle = (-2 * Math.PI * ((k * t) % n)) / n
        re += real[t]! * Math.cos(angle) - imaginary[t]! * Math.sin(angle)
        im += real[t]! * Math.sin(angle) + imaginary[t]! * Math.cos(angle)
      }
      expect(found.real[k]).toBeCloseTo(re, 11)
      expect(found.imaginary[k]).toBeCloseTo(im, 11)
    }
  })
})

describe('resampling through the Fourier series', () => {
  it.each<[number, number, number[]]>([
    // scipy 1.10.1: scipy.signal.resample(values[:n], count)
    [
      5,
      8,
      [1.0, 2.4312952073321, 2.914235090731, 2.0332013324308, 3.0, 5.3810122299423, 5.085764909269, 2.1544912302948],
    ],
    [8, 5, [1.0125631329235, 3.0642687735405, 3.7211230809727, 6.5310918288891, 4.4209531836741]],
    [
      6,
      9,
      [
        1.0, 2.0249517663883, 2.9408271430237, 2.0, 4.2278161191435, 4.6703814510791, 4.0, 6.7472321144682,
        5.3887914058972,
      ],
    ],
    [8, 6, [1.5, 2.2742452395153, 3.937517735068, 4.5, 7.2747928661614, 3.0134441592554]],
    [8, 8, [1.0, 3.0, 2.0, 5.0, 4.0, 7.0, 6.0, 2.0]],
  ])('gives the numbers of scipy from %i to %i values', (n, count, expected) => {
    const found = fourierResampling(n, count)(values.subarray(0, n))
    expect(found).toHaveLength(count)
    expected.forEach((value, j) => {
      expect(found[j]).toBeCloseTo(value, 11)
    })
  })

  it('stretches a constant', () => {
    for (const value of fourierResampling(1, 7)(Float64Array.of(2))) expect(value).toBeCloseTo(2, 12)
  })
})
