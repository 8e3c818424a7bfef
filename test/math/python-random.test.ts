import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  nextBelow,
  nextGauss,
  nextRandom,
  pythonRandom,
  sampleBelow,
} from '../../src/core/math/random/python-random.ts'
import { sharedPath } from '../support/shared.ts'

const fixture = sharedPath('fixtures', 'nirs4all', 'rng.json')

describe("CPython's random numbers", () => {
  it('begin as random.Random(42) begins', () => {
    const random = pythonRandom(42)
    // random.Random(42).random() of CPython 3.11, which the language documents to stay the same.
    expect([nextRandom(random), nextRandom(random)]).toEqual([0.6394267984578837, 0.025010755222666936])
    expect(sampleBelow(pythonRandom(42), 10, 4)).toEqual([1, 0, 4, 9])
  })

  it('take a seed of more than 32 bits, and ignore its sign', () => {
    expect(nextRandom(pythonRandom(-42))).toBe(nextRandom(pythonRandom(42)))
    expect(nextRandom(pythonRandom(2 ** 40 + 42))).not.toBe(nextRandom(pythonRandom(42)))
  })

  it.skipIf(!fixture)('are those of the fixture for every seed (skipped without the shared folder)', () => {
    const seeds = JSON.parse(readFileSync(fixture!, 'utf8')).python_random
    for (const [seed, drawn] of Object.entries<Record<string, number[]>>(seeds)) {
      const of = (n: number, draw: (random: ReturnType<typeof pythonRandom>) => number) => {
        const random = pythonRandom(Number(seed))
        return Array.from({ length: n }, () => draw(random))
      }
      expect(of(5, nextRandom)).toEqual(drawn['random() x5'])
      expect(of(5, random => nextBelow(random, 7))).toEqual(drawn['choice x5 of range(7)'])
      expect(sampleBelow(pythonRandom(Number(seed)), 10, 4)).toEqual(drawn['sample(range(10),4)'])
      expect(sampleBelow(pythonRandom(Number(seed)), 100, 10)).toEqual(drawn['sample(range(100),10)'])
      of(3, nextGauss).forEach((value, i) => {
        expect(value).toBeCloseTo(drawn['gauss(0,1) x3']![i]!, 14)
      })
    }
  })
})
