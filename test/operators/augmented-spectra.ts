import { expect } from 'vitest'
import { type Matrix, row } from '../../src/core/math/matrix.ts'
import { mersenneTwister } from '../../src/core/math/random/mersenne-twister.ts'
import { type AnyAugmenter, getOperator } from '../../src/core/operators/index.ts'
import { paramsOf } from './sample-spectra.ts'

export const count = 4000
export const features = 41
/** 1300 … 2100 nm. */
export const nm = Float64Array.from({ length: features }, (_, j) => 1300 + 20 * j)
export const unit = nm.map(wavelength => (wavelength - 1700) / 400)

/** New spectra made from one, as rows. */
export function made(name: string, spectrum: Float64Array, given = {}, axis: Float64Array | null = nm): Float64Array[] {
  const augmenter = getOperator(name) as AnyAugmenter
  const X: Matrix = { rows: 1, columns: spectrum.length, values: spectrum }
  const params = paramsOf(augmenter, given)
  augmenter.check?.(params)
  const found = augmenter.augment(X, Float64Array.of(1), new Int32Array(count), params, mersenneTwister(11), { axis })
  return Array.from({ length: count }, (_, k) => row(found.X, k))
}

export const moments = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, sd: Math.sqrt(variance), low: Math.min(...values), high: Math.max(...values) }
}

/** Mean within four standard errors, standard deviation within a twentieth. */
export function expectNormal(values: readonly number[], mean: number, sd: number): void {
  const found = moments(values)
  expect(Math.abs(found.mean - mean)).toBeLessThan((4 * sd) / Math.sqrt(values.length))
  expect(Math.abs(found.sd / sd - 1)).toBeLessThan(0.05)
  // A normal distribution leaves ±3 sd about three times in a thousand.
  expect(found.high).toBeGreaterThan(mean + 2.5 * sd)
  expect(found.low).toBeLessThan(mean - 2.5 * sd)
}

export function expectUniform(values: readonly number[], low: number, high: number): void {
  const found = moments(values)
  const sd = (high - low) / Math.sqrt(12)
  expect(found.low).toBeGreaterThanOrEqual(low - 1e-9)
  expect(found.high).toBeLessThanOrEqual(high + 1e-9)
  expect(Math.abs(found.mean - (low + high) / 2)).toBeLessThan((4 * sd) / Math.sqrt(values.length))
  expect(Math.abs(found.sd / sd - 1)).toBeLessThan(0.05)
}

export const curved = Float64Array.from(unit, u => 1.5 + Math.sin(3 * u) + 0.3 * u)
export const straight = nm.slice()
export const flat = new Float64Array(features).fill(2)
export const at = (rows: readonly Float64Array[], j: number) => rows.map(values => values[j]!)
