import { describe, expect, it } from 'vitest'
import { hotellingLimit, residualLimits } from '../../src/core/math/control-limits.ts'
import { type Matrix, zeros } from '../../src/core/math/matrix.ts'
import { mersenneTwister } from '../../src/core/math/random/mersenne-twister.ts'
import { normals } from '../../src/core/math/random/normal.ts'

describe('control limits', () => {
  it('of T² need more samples than components, and tend to those of chi-square', () => {
    expect(hotellingLimit(10, 10, 0.95)).toBeNull()
    expect(hotellingLimit(11, 10, 0.95)).toBeGreaterThan(0)
    // With many samples the chi-square quantile: 5.991464547107979 for two components.
    expect(hotellingLimit(1e6, 2, 0.95)).toBeCloseTo(5.991464547, 3)
  })

  /** Residuals whose covariance has these eigenvalues: two rows for each, ±. */
  function residualsOf(eigenvalues: readonly number[]): Matrix {
    const residuals = zeros(2 * eigenvalues.length, eigenvalues.length)
    eigenvalues.forEach((value, k) => {
      const size = Math.sqrt((value * (residuals.rows - 1)) / 2)
      residuals.values[2 * k * residuals.columns + k] = size
      residuals.values[(2 * k + 1) * residuals.columns + k] = -size
    })
    return residuals
  }

  function sharesWithin(limits: readonly (number | null)[], eigenvalues: readonly number[]): readonly number[] {
    const twister = mersenneTwister(0)
    const squares = Array.from({ length: 20_000 }, () => {
      return normals(eigenvalues.length, twister).reduce((sum, z, k) => sum + eigenvalues[k]! * z * z, 0)
    })
    return limits.map(limit => squares.filter(value => value < limit!).length / squares.length)
  }

  it('of Q hold the share of normal residuals they promise, where many directions are alike', () => {
    const eigenvalues = new Array<number>(20).fill(1)
    const [at95, at99] = sharesWithin(residualLimits(residualsOf(eigenvalues), 1e6, [0.95, 0.99]), eigenvalues)
    expect(Math.abs(at95! - 0.95)).toBeLessThan(0.005)
    expect(Math.abs(at99! - 0.99)).toBeLessThan(0.003)
  })

  it('of Q hold more than they promise where one direction dominates, which makes h negative', () => {
    const eigenvalues = [1, ...new Array<number>(100).fill(0.01)]
    const limits = residualLimits(residualsOf(eigenvalues), 1e6, [0.95, 0.99])
    // The formula as numpy 1.24.2 and SciPy 1.10.1 compute it; the quantiles themselves are near 4.85 and 7.7.
    expect(limits[0]).toBeCloseTo(5.275852667907614, 9)
    expect(limits[1]).toBeCloseTo(10.926814860517595, 9)
    const [at95, at99] = sharesWithin(limits, eigenvalues)
    expect(at95).toBeGreaterThan(0.955)
    expect(at99).toBeGreaterThan(0.995)
  })

  it('of Q are null where nothing is left', () => {
    expect(residualLimits(zeros(5, 3), 1, [0.95])).toEqual([null])
    expect(residualLimits({ rows: 1, columns: 1, values: Float64Array.of(1) }, 1, [0.95])).toEqual([null])
  })
})
