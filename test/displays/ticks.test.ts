import fc from 'fast-check'
import { expect, it } from 'vitest'
import { extent, linearScale, niceTicks, tickLabels } from '../../src/core/math/ticks.ts'

it('gives round numbers about as many as asked for', () => {
  expect(niceTicks(0, 50, 5)).toEqual([0, 10, 20, 30, 40, 50])
  expect(niceTicks(0.9, 49.1, 5)).toEqual([10, 20, 30, 40])
  expect(niceTicks(0, 0.3, 3)).toEqual([0, 0.1, 0.2, 0.3])
  expect(niceTicks(-1.2, 1.2, 5)).toEqual([-1, -0.5, 0, 0.5, 1])
})

it('gives one tick for a point and none for what is not finite', () => {
  expect(niceTicks(3, 3)).toEqual([3])
  expect(niceTicks(Number.NaN, 1)).toEqual([])
  expect(niceTicks(0, Number.POSITIVE_INFINITY)).toEqual([])
})

it('keeps ticks inside the interval, ascending and few, whatever the interval', () => {
  const bound = fc.double({ min: -1e12, max: 1e12, noNaN: true })
  fc.assert(
    fc.property(bound, bound, fc.integer({ min: 1, max: 12 }), (a, b, count) => {
      const [min, max] = a <= b ? [a, b] : [b, a]
      const ticks = niceTicks(min, max, count)
      const slack = (max - min) * 1e-6
      expect(ticks.length).toBeLessThanOrEqual(2 * count + 2)
      expect(ticks.every(tick => tick >= min - slack && tick <= max + slack)).toBe(true)
      expect(ticks.every((tick, i) => i === 0 || tick > ticks[i - 1]!)).toBe(true)
      expect(new Set(tickLabels(ticks)).size).toBe(ticks.length)
    }),
  )
})

it('writes all labels of an axis with the same decimals and a real minus', () => {
  expect(tickLabels([-0.5, 0, 0.5, 1])).toEqual(['−0.5', '0.0', '0.5', '1.0'])
  expect(tickLabels([850, 900, 950])).toEqual(['850', '900', '950'])
})

it('maps the ends of the domain to the ends of the range, and no width to the middle', () => {
  const scale = linearScale([10, 20], [100, 0])
  expect([scale(10), scale(15), scale(20)]).toEqual([100, 50, 0])
  expect(linearScale([3, 3], [0, 100])(3)).toBe(50)
})

it('finds the extent of what is finite', () => {
  expect(extent([3, Number.NaN, -1, Number.POSITIVE_INFINITY])).toEqual([-1, 3])
  expect(extent([0, 10], 0.1)).toEqual([-1, 11])
  expect(extent([Number.NaN])).toBeNull()
  expect(extent([5], 0.1)).toEqual([4.5, 5.5])
})
