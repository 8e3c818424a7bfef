import { describe, expect, it } from 'vitest'
import { chosen, permuted } from '../../src/core/math/random/draw.ts'
import { mersenneTwister } from '../../src/core/math/random/mersenne-twister.ts'
import { nextUniform } from '../../src/core/math/random/uniform.ts'

/** Numbers of numpy 2.4.6, RandomState(42). */
describe('draws of RandomState(42)', () => {
  it('are uniform numbers', () => {
    const twister = mersenneTwister(42)
    const drawn = [nextUniform(twister), nextUniform(twister), nextUniform(twister)]
    expect(drawn).toEqual([0.3745401188473625, 0.9507143064099162, 0.7319939418114051])
  })

  it('are a permutation, then a choice, and leave the values as they were', () => {
    const twister = mersenneTwister(42)
    const values = Int32Array.of(10, 20, 30, 40, 50, 60)
    expect(Array.from(permuted(values, twister))).toEqual([10, 20, 60, 30, 50, 40])
    expect(Array.from(chosen(Int32Array.of(7, 8, 9, 10, 11), 3, twister))).toEqual([10, 8, 9])
    expect(Array.from(values)).toEqual([10, 20, 30, 40, 50, 60])
  })
})
