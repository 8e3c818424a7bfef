import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addToDigest, type Digest, digestQuantile, mergeDigests } from '../../src/core/math/t-digest.ts'

/** Type 7, as numpy's default. */
function quantile(sorted: readonly number[], q: number): number {
  const position = q * (sorted.length - 1)
  const below = Math.floor(position)
  const [a, b] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!]
  return a + (position - below) * (b - a)
}

const ascending = (values: Iterable<number>) => [...values].sort((a, b) => a - b)
const of = (digest: Digest, values: readonly number[], q: number) =>
  digestQuantile(digest, q, Math.min(...values), Math.max(...values))

/** A long-tailed sample that looks the same everywhere. */
const sample = (n: number) =>
  Float64Array.from({ length: n }, (_, i) => Math.exp(Math.sin(i * 12.9898) * 3) + ((i * 7919) % n) / n)

describe('a t-digest', () => {
  it('has the exact quantiles of a few values', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (numbers, q) => {
        const expected = quantile(ascending(numbers), q)
        expect(of(addToDigest([], numbers), numbers, q)).toBeCloseTo(expected, 6)
      }),
    )
  })

  it('has nearly those of many, most nearly at the ends', () => {
    const values = [...sample(100_000)]
    const digest = addToDigest([], values)
    const sorted = ascending(values)
    expect(digest.length).toBeLessThan(130)
    for (const [q, off] of [
      [0, 0],
      [0.01, 0.0005],
      [0.25, 0.005],
      [0.5, 0.008],
      [0.75, 0.005],
      [0.99, 0.0005],
      [1, 0],
    ] as const) {
      const found = of(digest, sorted.slice(0, 1).concat(sorted.slice(-1)), q)
      expect(found).toBeGreaterThanOrEqual(quantile(sorted, Math.max(0, q - off)))
      expect(found).toBeLessThanOrEqual(quantile(sorted, Math.min(1, q + off)))
    }
  })

  it('of parts merges into nearly that of the whole, and stays small', () => {
    const values = [...sample(20_000)]
    let digest: Digest = []
    for (let at = 0; at < values.length; at += 250) {
      digest = mergeDigests(digest, addToDigest([], values.slice(at, at + 250)))
      expect(digest.length).toBeLessThan(130)
    }
    const sorted = ascending(values)
    for (const q of [0.25, 0.5, 0.75]) {
      const found = of(digest, [sorted[0]!, sorted.at(-1)!], q)
      expect(found).toBeGreaterThan(quantile(sorted, q - 0.01))
      expect(found).toBeLessThan(quantile(sorted, q + 0.01))
    }
  })

  it('counts every value', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 500 }), values => {
        const digest = addToDigest([], values)
        expect(digest.reduce((sum, [, weight]) => sum + weight, 0)).toBe(values.length)
        expect(digest.map(([mean]) => mean)).toEqual(ascending(digest.map(([mean]) => mean)))
      }),
    )
  })
})
