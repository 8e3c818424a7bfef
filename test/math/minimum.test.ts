import { expect, it } from 'vitest'
import { findMinimum } from '../../src/core/math/minimum.ts'

it('finds the minimum between, beside and far from the places it starts at', () => {
  for (const place of [0.3, -1.9, 2, 7, -40, 1e4, -1e6]) {
    expect(Math.abs(findMinimum(x => (x - place) ** 2, -2, 2) - place)).toBeLessThan(
      1e-7 * Math.max(1, Math.abs(place)),
    )
  }
})

it('finds minima of functions that are no parabola, have a kink, or are infinite beyond a bound', () => {
  expect(findMinimum(x => x ** 4 - 32 * x, -2, 2)).toBeCloseTo(2, 6)
  expect(findMinimum(x => Math.exp(x) - 5 * x, -2, 2)).toBeCloseTo(Math.log(5), 7)
  expect(findMinimum(x => Math.abs(x - 1.25), -2, 2)).toBeCloseTo(1.25, 7)
  expect(findMinimum(x => (x > 3 ? Infinity : 1 / (3.5 - x) - x), -2, 2)).toBeCloseTo(2.5, 6)
  expect(findMinimum(x => (x < -3 ? Infinity : (x + 2.9) ** 2), -2, 2)).toBeCloseTo(-2.9, 6)
})

it('needs few evaluations', () => {
  let evaluations = 0
  findMinimum(
    x => {
      evaluations++
      return Math.cosh(x - 0.7)
    },
    -2,
    2,
  )
  expect(evaluations).toBeLessThan(40)
})
