import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRoundingNoise, mean, quantiles, standardDeviation, variance } from '../../src/core/math/statistics.ts'

const numbers = fc.float64Array({
  minLength: 1,
  maxLength: 40,
  noNaN: true,
  noDefaultInfinity: true,
  min: -1e6,
  max: 1e6,
})
const probability = fc.double({ min: 0, max: 1, noNaN: true })

describe('variance', () => {
  it('divides by n − ddof', () => {
    const values = Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9)
    expect(variance(values, 0)).toBe(4)
    expect(standardDeviation(values, 1)).toBeCloseTo(Math.sqrt(32 / 7), 14)
  })

  it('keeps its digits beside a large mean, where E[x²] − E[x]² has none left', () => {
    expect(variance(Float64Array.of(1e9, 1e9 + 1, 1e9 + 2), 0)).toBeCloseTo(2 / 3, 12)
  })

  it('is not a number without degrees of freedom', () => {
    expect(variance(Float64Array.of(3), 1)).toBeNaN()
    expect(variance(new Float64Array(0), 0)).toBeNaN()
    expect(mean(new Float64Array(0))).toBeNaN()
  })
})

describe('rounding noise', () => {
  it('is what equal values leave, and never what the digits of an instrument leave', () => {
    for (const value of [0, 0.1, 1 / 3, 1e8, -7.7e-9]) {
      for (const n of [2, 3, 10, 172, 2100]) {
        const equal = new Float64Array(n).fill(value)
        expect(isRoundingNoise(variance(equal, 0), mean(equal), n)).toBe(true)
      }
    }
    const measured = Float64Array.of(3.1, 3.100001, 3.1)
    expect(isRoundingNoise(variance(measured, 0), mean(measured), 3)).toBe(false)
    expect(isRoundingNoise(Number.NaN, 1, 3)).toBe(false)
  })
})

describe('quantiles', () => {
  it('interpolate linearly between order statistics, as numpy and R do by default', () => {
    const values = Float64Array.of(9, 1, 4, 2)
    expect(quantiles(values, [0, 0.25, 0.5, 0.75, 1])).toEqual([1, 1.75, 3, 5.25, 9])
    expect(quantiles(Float64Array.of(5), [0.25, 0.75])).toEqual([5, 5])
    expect(Array.from(values)).toEqual([9, 1, 4, 2])
  })

  it('are not numbers where the values are not', () => {
    expect(quantiles(Float64Array.of(1, Number.NaN, 2), [0.5])).toEqual([Number.NaN])
    expect(quantiles(new Float64Array(0), [0.5])).toEqual([Number.NaN])
  })

  it('lie within the values and grow with the probability', () => {
    fc.assert(
      fc.property(numbers, probability, probability, (values, p, q) => {
        const [low, high] = quantiles(values, [Math.min(p, q), Math.max(p, q)])
        const slack = 1e-9
        return low! >= Math.min(...values) - slack && high! <= Math.max(...values) + slack && low! <= high! + slack
      }),
    )
  })

  it('are the order statistics themselves at k / (n − 1)', () => {
    fc.assert(
      fc.property(numbers, values => {
        const sorted = Array.from(values).sort((a, b) => a - b)
        const n = sorted.length
        sorted.forEach((value, k) => {
          expect(quantiles(values, [n === 1 ? 0 : k / (n - 1)])[0]).toBeCloseTo(value, 6)
        })
      }),
    )
  })
})
