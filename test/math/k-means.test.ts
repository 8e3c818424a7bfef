import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kMeans, squaredDistance } from '../../src/core/math/k-means.ts'
import { row } from '../../src/core/math/matrix.ts'
import { mersenneTwister } from '../../src/core/math/random/mersenne-twister.ts'

describe('k-means', () => {
  const arrangement = fc.record({
    values: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 40 }),
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  })

  it('leaves no cluster empty, also among equal rows, and puts each center in the mean of its rows', () => {
    fc.assert(
      fc.property(arrangement, ({ values, share, seed }) => {
        const X = { rows: values.length, columns: 1, values: Float64Array.from(values) }
        const count = Math.ceil(share * values.length)
        const { centers, labels } = kMeans(X, count, mersenneTwister(seed))
        expect(new Set(labels).size).toBe(count)
        for (let k = 0; k < count; k++) {
          const members = values.filter((_, i) => labels[i] === k)
          expect(centers.values[k]).toBeCloseTo(members.reduce((a, b) => a + b, 0) / members.length, 10)
        }
      }),
    )
  })

  it('puts rows that differ with the nearest center', () => {
    const X = { rows: 30, columns: 2, values: Float64Array.from({ length: 60 }, (_, i) => Math.sin(37 * i)) }
    const { centers, labels } = kMeans(X, 4, mersenneTwister(3))
    for (let i = 0; i < X.rows; i++) {
      const distances = [0, 1, 2, 3].map(k => squaredDistance(row(X, i), row(centers, k)))
      expect(distances.indexOf(Math.min(...distances))).toBe(labels[i])
    }
  })
})
