import { describe, expect, it } from 'vitest'
import { randomizationTest } from '../../src/core/math/randomization-test.ts'

/** All sign flips, counted one by one. */
function exact(differences: readonly number[]): number {
  const observed = Math.abs(differences.reduce((sum, difference) => sum + difference, 0))
  let extreme = 0
  for (let signs = 0; signs < 2 ** differences.length; signs++) {
    const sum = differences.reduce((total, difference, i) => total + ((signs >> i) & 1 ? difference : -difference), 0)
    if (Math.abs(sum) >= observed - 1e-12) extreme++
  }
  return extreme / 2 ** differences.length
}

describe('the randomisation test of paired losses', () => {
  it.each([
    [[1, 2, 3, 4, 5, 6, 7, 8]],
    [[1, -2, 3, -1, 2, 0.5, -0.2, 1.5, 2.5, -3]],
    [[0.1, -0.2, 0.15, -0.05, 0.02, -0.01, 0.3, -0.25, 0.12]],
  ])('comes near the exact share of sign flips of %j', differences => {
    const a = Float64Array.from(differences)
    const { p, difference } = randomizationTest(a, new Float64Array(a.length), { flips: 20_000 })
    expect(Math.abs(p - exact(differences))).toBeLessThan(0.012)
    expect(difference).toBeCloseTo(a.reduce((sum, value) => sum + value, 0) / a.length, 12)
  })

  it('is symmetric, repeatable, and 1 for equal losses', () => {
    const a = Float64Array.from({ length: 60 }, (_, i) => Math.sin(i) ** 2)
    const b = Float64Array.from({ length: 60 }, (_, i) => Math.cos(i) ** 2)
    expect(randomizationTest(a, b).p).toBe(randomizationTest(b, a).p)
    expect(randomizationTest(a, b)).toEqual(randomizationTest(a, b))
    expect(randomizationTest(a, a)).toEqual({ difference: 0, p: 1 })
  })

  it('never says that something is impossible', () => {
    const losses = Float64Array.from({ length: 100 }, () => 1)
    expect(randomizationTest(losses, new Float64Array(100)).p).toBe(1 / 2000)
  })
})
