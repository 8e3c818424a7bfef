import { describe, expect, it } from 'vitest'
import { differencePenalty, solveWhittaker, whittakerSmooth } from '../../src/core/math/whittaker.ts'

const y = Float64Array.from([1, 3, 2, 5, 4, 4, 7, 6])
const ones = (n: number) => new Float64Array(n).fill(1)

/** The penalty as a whole matrix, from the definition. */
function densePenalty(n: number, order: number): number[][] {
  let D: number[][] = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)))
  for (let k = 0; k < order; k++) D = D.slice(1).map((line, i) => line.map((value, j) => value - D[i]![j]!))
  return Array.from({ length: n }, (_, a) =>
    Array.from({ length: n }, (_, b) => D.reduce((sum, line) => sum + line[a]! * line[b]!, 0)),
  )
}

describe('the Whittaker smoother', () => {
  it.each([1, 2, 3])('solves its normal equations at order %i', order => {
    const weights = Float64Array.from([1, 0.5, 0, 1, 2, 1, 0.25, 1])
    const lambda = 7
    const z = whittakerSmooth(y, weights, lambda, order)
    densePenalty(8, order).forEach((line, j) => {
      const rough = line.reduce((sum, value, k) => sum + value * z[k]!, 0)
      expect(weights[j]! * z[j]! + lambda * rough).toBeCloseTo(weights[j]! * y[j]!, 12)
    })
  })

  it('gives the numbers of a dense solver', () => {
    // numpy 1.24.2: solve(I + 10 DᵀD, y), D of second differences
    const expected = [
      1.4224938862054466, 2.215198313348526, 2.9656533518710573, 3.7100897818176413, 4.388173048045772,
      5.06855961723118, 5.781088651245019, 6.448743350235325,
    ]
    const found = whittakerSmooth(y, ones(8), 10, 2)
    expect(found).toHaveLength(8)
    expected.forEach((value, j) => {
      expect(found[j]).toBeCloseTo(value, 12)
    })
  })

  it('keeps its digits under a penalty 10⁸ times the weights', () => {
    // Python 3.11, exact rational arithmetic
    const expected = [
      0.9222649383118217, 1.5377021671645767, 2.153139472975043, 2.7685769473239095, 3.3840145301837876,
      3.9994521838415196, 4.614889876743801, 5.230327577342806,
    ]
    const weights = Float64Array.of(0.99, 0.01, 0.99, 0.01, 0.01, 0.01, 0.01, 0.01)
    const found = whittakerSmooth(y, weights, 1e6, 2)
    expected.forEach((value, j) => {
      expect(Math.abs(found[j]! - value)).toBeLessThan(1e-14)
    })
  })

  it('leaves a polynomial below its order as it is', () => {
    const line = Float64Array.from({ length: 60 }, (_, j) => 3 - 0.25 * j)
    const smooth = whittakerSmooth(line, ones(60), 1e6, 2)
    for (let j = 0; j < 60; j++) expect(smooth[j]).toBeCloseTo(line[j]!, 12)
  })

  it('gives the values themselves without a penalty, and fills what carries no weight', () => {
    expect(whittakerSmooth(y, ones(8), 0, 2)).toEqual(y)
    const weights = ones(5).with(2, 0)
    const filled = whittakerSmooth(Float64Array.from([0, 1, 99, 3, 4]), weights, 1e-3, 2)
    for (let j = 0; j < 5; j++) expect(filled[j]).toBeCloseTo(j, 12)
  })

  it('refuses weights that leave the curve open, and touches neither weights nor penalty', () => {
    const penalty = differencePenalty(8, 2)
    const before = structuredClone(penalty)
    const weights = ones(8)
    solveWhittaker(penalty, 10, weights, y)
    expect([penalty, weights]).toEqual([before, ones(8)])
    expect(() => whittakerSmooth(y, new Float64Array(8), 10, 2)).toThrow(
      expect.objectContaining({ code: 'SingularFit' }),
    )
  })
})
