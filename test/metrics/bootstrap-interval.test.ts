import { describe, expect, it } from 'vitest'
import { mersenneTwister } from '../../src/core/math/random/mersenne-twister.ts'
import { normals } from '../../src/core/math/random/normal.ts'
import { bootstrapInterval, getMetric, scoreSamples } from '../../src/core/metrics/index.ts'

/** True RMSE 2 around a truth of any spread. */
function drawn(seed: number, n: number) {
  const twister = mersenneTwister(seed)
  const y_true = normals(n, twister).map(z => 10 * z)
  const noise = normals(n, twister).map(z => 2 * z)
  return { y_true, y_pred: y_true.map((y, i) => y + noise[i]!), classes: null }
}

const scoreOf = (name: string, samples: ReturnType<typeof drawn>) => (rows: Int32Array) =>
  scoreSamples(getMetric(name), samples, rows)

describe('bootstrap intervals', () => {
  it.each(['percentile', 'BCa'] as const)('of the RMSE hold the true one about as often as they say: %s', method => {
    let [held, below, width] = [0, 0, 0]
    for (let trial = 0; trial < 200; trial++) {
      const { low, high } = bootstrapInterval(scoreOf('rmse', drawn(trial, 60)), 60, {
        method,
        confidence: 0.9,
        n_resamples: 300,
        random_state: trial,
      })
      if (low <= 2 && 2 <= high) held++
      if (high < 2) below++
      width += (high - low) / 200
    }
    // Binomial sd 0.021; the bootstrap of 60 samples is a few percent too sure.
    expect(held / 200).toBeGreaterThan(0.8)
    expect(held / 200).toBeLessThan(0.96)
    expect(below / 200).toBeLessThan(0.15)
    // Normal theory: 2 · 1.645 · 2 / √120.
    expect(width).toBeGreaterThan(0.5)
    expect(width).toBeLessThan(0.7)
  })

  it('repeat to the bit with a seed, and differ with another', () => {
    const score = scoreOf('r2', drawn(1, 40))
    const first = bootstrapInterval(score, 40, { random_state: 3 })
    expect(bootstrapInterval(score, 40, { random_state: 3 })).toEqual(first)
    expect(bootstrapInterval(score, 40, { random_state: 4 }).low).not.toBe(first.low)
    expect(bootstrapInterval(score, 40)).toEqual(bootstrapInterval(score, 40, { random_state: 0 }))
  })

  it('widen with the confidence and hold the score', () => {
    const score = scoreOf('rmse', drawn(2, 50))
    const [narrow, wide] = [0.5, 0.99].map(confidence => bootstrapInterval(score, 50, { confidence }))
    expect(wide!.low).toBeLessThan(narrow!.low)
    expect(wide!.high).toBeGreaterThan(narrow!.high)
    expect(narrow!.low).toBeLessThan(narrow!.score)
    expect(narrow!.high).toBeGreaterThan(narrow!.score)
  })

  it('are wider for whole groups, whose samples repeat one another', () => {
    const once = drawn(3, 20)
    const rows = Int32Array.from({ length: 80 }, (_, i) => i % 20)
    const score = scoreOf('rmse', {
      ...once,
      y_true: Float64Array.from(rows, row => once.y_true[row]!),
      y_pred: Float64Array.from(rows, row => once.y_pred[row]!),
    })
    const together = bootstrapInterval(score, 80, { groups: rows })
    const alone = bootstrapInterval(scoreOf('rmse', once), 20)
    const apart = bootstrapInterval(score, 80)
    expect(together.n_units).toBe(20)
    // Four copies of each sample say no more than one.
    expect(together.low).toBeCloseTo(alone.low, 12)
    expect(together.high).toBeCloseTo(alone.high, 12)
    expect(together.high - together.low).toBeGreaterThan(1.5 * (apart.high - apart.low))
  })

  it('leave out resamples without a score, and say how many', () => {
    const samples = { y_true: Float64Array.from([1, 1, 2]), y_pred: Float64Array.from([1, 1.5, 2]), classes: null }
    const found = bootstrapInterval(scoreOf('r2', samples), 3, { n_resamples: 1000 })
    // All three drawn from the two equal ones, or three times the other: (2³ + 1) / 27.
    expect(found.n_undefined / 1000).toBeCloseTo(1 / 3, 1)
    expect(Number.isFinite(found.low + found.high)).toBe(true)
  })

  it('are not defined where the score is not, or nothing is drawn', () => {
    const constant = { y_true: new Float64Array(5).fill(2), y_pred: Float64Array.from([1, 2, 3, 4, 5]), classes: null }
    for (const method of ['percentile', 'BCa'] as const) {
      const found = bootstrapInterval(scoreOf('r2', constant), 5, { method, n_resamples: 50 })
      expect(found).toMatchObject({ score: Number.NaN, low: Number.NaN, high: Number.NaN, n_undefined: 50 })
    }
    expect(bootstrapInterval(() => Number.NaN, 0, { n_resamples: 5 })).toMatchObject({ n_units: 0, low: Number.NaN })
  })
})
