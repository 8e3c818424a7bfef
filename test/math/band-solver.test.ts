import { describe, expect, it } from 'vitest'
import { solveBand } from '../../src/core/math/band-solver.ts'

describe('solving with a band matrix', () => {
  it.each([1, 2, 3])('gives back what was multiplied, rows exchanged or not: reach %i', reach => {
    for (let seed = 0; seed < 20; seed++) {
      const n = 12
      // Nothing dominates the diagonal, so rows must be exchanged.
      const element = (i: number, j: number) => Math.sin(7.3 * i + 3.1 * j + i * j + seed) + (i === j ? 0.1 : 0)
      const z = Float64Array.from({ length: n }, (_, j) => Math.cos(j + seed))
      const right = z.map((_, i) => {
        let sum = 0
        for (let j = Math.max(0, i - reach); j <= Math.min(n - 1, i + reach); j++) sum += element(i, j) * z[j]!
        return sum
      })
      const found = solveBand(reach, right, element)
      for (let j = 0; j < n; j++) expect(found[j]).toBeCloseTo(z[j]!, 8)
    }
  })

  it('refuses a matrix without an inverse', () => {
    expect(() => solveBand(1, new Float64Array(4).fill(1), () => 0)).toThrow(
      expect.objectContaining({ code: 'SingularFit' }),
    )
  })
})
