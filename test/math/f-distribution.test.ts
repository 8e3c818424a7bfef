import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fProbability, fQuantile } from '../../src/core/math/f-distribution.ts'
import { incompleteBeta } from '../../src/core/math/incomplete-beta.ts'

const reference = JSON.parse(readFileSync(join(import.meta.dirname, 'reference', 'f-distribution.json'), 'utf8'))

describe('the incomplete beta function', () => {
  it.each(reference.incomplete_beta as number[][])('of a %d, b %d at %d is that of SciPy', (a, b, x, expected) => {
    expect(Math.abs(incompleteBeta(a!, b!, x!) / expected! - 1)).toBeLessThan(1e-11)
  })

  it('is 0 and 1 at its ends, and mirrors itself', () => {
    expect([incompleteBeta(2, 3, 0), incompleteBeta(2, 3, 1)]).toEqual([0, 1])
    expect(incompleteBeta(2, 7, 0.3) + incompleteBeta(7, 2, 0.7)).toBeCloseTo(1, 14)
  })
})

describe('the F distribution', () => {
  it.each(reference.quantiles as number[][])('quantile %d with %d and %d is that of SciPy', (p, a, b, expected) => {
    expect(Math.abs(fQuantile(p!, a!, b!) / expected! - 1)).toBeLessThan(1e-11)
    expect(fProbability(fQuantile(p!, a!, b!), a!, b!)).toBeCloseTo(p!, 12)
  })

  it('has its ends', () => {
    expect([fQuantile(0, 2, 3), fQuantile(1, 2, 3)]).toEqual([0, Infinity])
    expect([fProbability(-1, 2, 3), fProbability(Infinity, 2, 3)]).toEqual([0, 1])
  })
})
