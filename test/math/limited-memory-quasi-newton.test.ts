import { describe, expect, it } from 'vitest'
import { limitedMemoryQuasiNewton, type Objective } from '../../src/core/math/limited-memory-quasi-newton.ts'

/** Rosenbrock's valley in n dimensions, whose minimum is 0 at ones. */
const valley: Objective = (point, gradient) => {
  gradient.fill(0)
  let value = 0
  for (let j = 0; j + 1 < point.length; j++) {
    const bend = point[j + 1]! - point[j]! ** 2
    value += 100 * bend ** 2 + (1 - point[j]!) ** 2
    gradient[j]! += -400 * point[j]! * bend - 2 * (1 - point[j]!)
    gradient[j + 1]! += 200 * bend
  }
  return value
}

const start = Float64Array.of(-1.2, 1, -1.2, 1, -1.2, 1)

describe('limited-memory BFGS', () => {
  it('takes the steps of scipy 1.10.1 down a bent valley', () => {
    // minimize(method='L-BFGS-B', options={'gtol': 1e-8, 'maxiter': k}).fun
    const expected = [
      [1, 265.6512379641681],
      [2, 143.29643955241858],
      [3, 64.41023925893234],
      [5, 11.495504645635236],
      [8, 5.535575517720153],
      [12, 5.483276905806485],
      [20, 3.964983861856712],
      [30, 0.7993596416092401],
    ] as const
    for (const [max_iter, value] of expected) {
      const found = limitedMemoryQuasiNewton(valley, start, { max_iter, max_fun: 15000, tol: 1e-8 })
      expect(found.n_iter).toBe(max_iter)
      expect(found.converged).toBe(false)
      expect(Math.abs(found.value / value - 1)).toBeLessThan(1e-6)
    }
  })

  it('finds the minimum, and leaves its start untouched', () => {
    const given = start.slice()
    const { point, value, converged } = limitedMemoryQuasiNewton(valley, given, {
      max_iter: 500,
      max_fun: 15000,
      tol: 1e-8,
    })
    expect(given).toEqual(start)
    expect(converged).toBe(true)
    expect(value).toBeLessThan(1e-9)
    for (const coordinate of point) expect(coordinate).toBeCloseTo(1, 4)
  })

  it('stays where the gradient is 0, and says when a limit stopped it', () => {
    const ones = new Float64Array(6).fill(1)
    const limits = { max_iter: 10, max_fun: 100, tol: 1e-8 }
    expect(limitedMemoryQuasiNewton(valley, ones, limits)).toMatchObject({ n_iter: 0, converged: true, point: ones })
    expect(limitedMemoryQuasiNewton(valley, start, { ...limits, max_fun: 5 }).converged).toBe(false)
  })
})
