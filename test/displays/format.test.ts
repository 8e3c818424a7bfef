import { expect, it } from 'vitest'
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatScore,
  formatSpread,
  formatTime,
} from '../../src/core/displays/index.ts'

it('shows three significant figures and a real minus', () => {
  expect([2.0083, 9.996, 0.65612, 12.34, 1234.5, -0.1234, 0].map(value => formatScore(value))).toEqual([
    '2.01',
    '10.0',
    '0.656',
    '12.3',
    '1235',
    '−0.123',
    '0',
  ])
  expect([1e7, 1e-5, -2.5e-9].map(value => formatScore(value))).toEqual(['1.00e+7', '1.00e−5', '−2.50e−9'])
})

it('tells no number from infinity', () => {
  expect([null, undefined, Number.NaN].map(value => formatScore(value))).toEqual(['–', '–', '–'])
  expect([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(value => formatScore(value))).toEqual(['∞', '−∞'])
})

it('shows a spread with the decimals its mean has', () => {
  expect(formatSpread(2.0083, 0.3912)).toBe('2.01 ± 0.39')
  expect(formatSpread(0.6631, 0.1023)).toBe('0.663 ± 0.102')
  expect(formatSpread(11.62, 0.3112)).toBe('11.6 ± 0.31')
  expect(formatSpread(0.00346, 0.1812)).toBe('0.00346 ± 0.181')
  expect(formatSpread(2.5, null)).toBe('2.50')
  expect(formatSpread(undefined, undefined)).toBe('–')
})

it('shows times, counts and sizes as people read them', () => {
  expect([12.4, 1500, 61_000, 3_723_000, null].map(formatDuration)).toEqual(['12 ms', '1.5 s', '1:01', '1:02:03', '–'])
  expect(formatTime('2026-11-23T10:31:59.123Z')).toBe('2026-11-23 10:31')
  expect([formatCount(1, 'result'), formatCount(1200, 'result')]).toEqual(['1 result', '1,200 results'])
  expect([0, 999, 1000, 1_340_000].map(formatBytes)).toEqual(['0 B', '999 B', '1.0 kB', '1.3 MB'])
})
