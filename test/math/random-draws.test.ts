import { describe, expect, it } from 'vitest'
import { mersenneTwister, nextInteger } from '../../src/core/math/random/mersenne-twister.ts'
import { normals } from '../../src/core/math/random/normal.ts'
import { chosenByWeight } from '../../src/core/math/random/weighted.ts'

/** Expected values: numpy 1.24.2, RandomState(seed). */
describe('random draws', () => {
  it('are normal as standard_normal gives them', () => {
    const expected = [
      1.690525703800356, -0.4659373705408328, 0.0328201636785844, 0.40751628299650783, -0.7889230286257386,
    ]
    const found = normals(5, mersenneTwister(7))
    expected.forEach((value, i) => {
      expect(found[i]).toBeCloseTo(value, 14)
    })
  })

  it('are weighted as choice(7, 5, replace=False, p=weights) takes them', () => {
    const weights = Float64Array.of(0.05, 0.3, 0, 0.15, 0.25, 0.05, 0.2)
    const drawn = [1, 2, 3].map(seed => Array.from(chosenByWeight(weights, 5, mersenneTwister(seed))))
    expect(drawn).toEqual([
      [3, 4, 0, 1, 5],
      [3, 0, 4, 1, 6],
      [4, 1, 6, 5, 0],
    ])
  })

  it('never take what has no weight', () => {
    const drawn = chosenByWeight(Float64Array.of(0, 2, 0, 1), 4, mersenneTwister(0))
    expect(Array.from(drawn).sort()).toEqual([1, 3])
  })

  it('are with replacement as choice(9, 6) takes them', () => {
    const twister = mersenneTwister(5)
    expect(Array.from({ length: 6 }, () => nextInteger(twister, 8))).toEqual([3, 6, 6, 0, 8, 4])
  })
})
