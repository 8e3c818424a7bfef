import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { chiSquareQuantile, incompleteGamma } from '../../src/core/math/gamma-distribution.ts'
import { nextBeta } from '../../src/core/math/random/beta.ts'
import { mersenneTwister } from '../../src/core/math/random/mersenne-twister.ts'
import { rootPath } from '../support/shared.ts'

type Rows = readonly (readonly number[])[]
const reference: Readonly<Record<string, Rows>> = JSON.parse(
  readFileSync(rootPath('test', 'math', 'reference', 'distributions.json'), 'utf8'),
)

const functions: Readonly<Record<string, (...given: number[]) => number>> = {
  chi_square: (p, degrees) => chiSquareQuantile(p!, degrees!),
  incomplete_gamma: (a, x) => incompleteGamma(a!, x!),
}

it.each(Object.keys(functions))('%s has the values of SciPy 1.10.1 to 1e-11', name => {
  for (const given of reference[name]!) {
    const expected = given.at(-1)!
    const found = functions[name]!(...given.slice(0, -1))
    expect(Math.abs(found - expected), String(given)).toBeLessThan(1e-11 * Math.abs(expected) + 1e-13)
  }
})

it.each([0.05, 0.2, 1, 4])(
  'beta numbers of parameter %d lie in [0, 1], with the moments of their distribution',
  alpha => {
    const random = mersenneTwister(3)
    const drawn = Array.from({ length: 20_000 }, () => nextBeta(alpha, random))
    expect(drawn.every(value => value >= 0 && value <= 1)).toBe(true)
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length
    const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length
    expect(mean).toBeCloseTo(0.5, 1.7)
    expect(variance / (1 / (4 * (2 * alpha + 1)))).toBeCloseTo(1, 1.3)
  },
)
