import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mersenneTwister, nextInteger, nextUint32 } from '../../src/core/math/random/mersenne-twister.ts'
import { permutation, shuffle } from '../../src/core/math/random/shuffle.ts'
import { rootPath, sharedPath } from '../support/shared.ts'

const shipped = JSON.parse(readFileSync(rootPath('test', 'operators', 'reference', 'scikit-learn.json'), 'utf8'))
const fixture = sharedPath('fixtures', 'nirs4all', 'rng.json')

const words = (seed: number, n: number) => {
  const twister = mersenneTwister(seed)
  return Array.from({ length: n }, () => nextUint32(twister))
}

describe('the Mersenne Twister', () => {
  it('gives the words and permutations of numpy RandomState', () => {
    for (const [seed, expected] of Object.entries<{ uint32: number[]; permutation: number[] }>(shipped.random_state)) {
      expect(words(Number(seed), 3)).toEqual(expected.uint32)
      expect(Array.from(permutation(12, mersenneTwister(Number(seed))))).toEqual(expected.permutation)
    }
  })

  it('gives the ten-thousandth word of the seed 5489 that the C++ standard prints', () => {
    expect(words(5489, 10000).at(-1)).toBe(4123659995)
  })

  it('draws integers up to the bound, all of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.nat(), (max, seed) => {
        const twister = mersenneTwister(seed)
        const drawn = new Set(Array.from({ length: 60 * (max + 1) }, () => nextInteger(twister, max)))
        return [...drawn].every(value => Number.isInteger(value) && value >= 0 && value <= max) && drawn.size > max / 2
      }),
    )
    const twister = mersenneTwister(1)
    expect(Array.from({ length: 50 }, () => nextInteger(twister, 2 ** 32 - 1)).some(value => value > 2 ** 31)).toBe(
      true,
    )
  })

  it.skipIf(!fixture)('agrees with the streams the Python library was recorded with (../shared)', () => {
    const streams = JSON.parse(readFileSync(fixture!, 'utf8'))['numpy_RandomState(MT19937 legacy)']
    for (const seed of Object.keys(streams)) {
      for (const n of [10, 60, 131]) {
        expect(Array.from(permutation(n, mersenneTwister(Number(seed))))).toEqual(streams[seed][`permutation(${n})`])
      }
      const order = Int32Array.from({ length: 16 }, (_, i) => i)
      shuffle(order, mersenneTwister(Number(seed)))
      expect(Array.from(order)).toEqual(streams[seed]['shuffle(arange(16))'])
      expect(words(Number(seed), 5)).toEqual(streams[seed]['tomaxint-free raw uint32 x5'])
    }
  })
})
