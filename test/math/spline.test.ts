import { describe, expect, it } from 'vitest'
import { evaluateSpline, splineThrough } from '../../src/core/math/spline.ts'

// Uneven, as wavelengths of an array detector are.
const x = Float64Array.from({ length: 40 }, (_, i) => 900 + 12 * i + 0.05 * i * i)
const places = Float64Array.from({ length: 97 }, (_, k) => 900 + ((x.at(-1)! - 900) * k) / 96)

describe.each([2, 3] as const)('a spline of degree %i', degree => {
  const largest = (change: (value: number) => number, at: Float64Array) => {
    const found = evaluateSpline(splineThrough(x, at, degree), x.map(change))
    return Math.max(...found.map((value, k) => Math.abs(value - change(at[k]!))))
  }

  it('goes through its points', () => {
    expect(largest(value => Math.sin(value * value), x)).toBeLessThan(1e-12)
  })

  it('is a polynomial of its degree, everywhere and beyond the ends', () => {
    const polynomial = (value: number) => ((value - 1100) / 200) ** degree - (value - 1100) / 70
    expect(largest(polynomial, places)).toBeLessThan(1e-11)
    expect(largest(polynomial, Float64Array.of(880, 1480))).toBeLessThan(1e-9)
  })

  it('follows a smooth band closely', () => {
    expect(largest(value => Math.exp(-(((value - 1150) / 80) ** 2)), places)).toBeLessThan(degree === 3 ? 2e-4 : 2e-3)
  })

  it('takes as few points as it has coefficients', () => {
    const few = x.slice(0, degree + 1)
    const spline = splineThrough(few, Float64Array.of(905), degree)
    const found = evaluateSpline(
      spline,
      few.map(value => (value - 900) ** degree),
    )
    expect(found[0]).toBeCloseTo(5 ** degree, 9)
  })
})
