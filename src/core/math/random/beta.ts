import type { MersenneTwister } from './mersenne-twister.ts'
import { normals } from './normal.ts'
import { nextUniform } from './uniform.ts'

/**
 * A number from the symmetric beta distribution with both parameters `alpha` > 0: the share of one gamma number in two. Computed
 * by logarithms, because gamma numbers of a small shape are often below the smallest number there is.
 *
 * @see Marsaglia & Tsang (2000), ACM Transactions on Mathematical Software 26(3), 363–372
 */
export function nextBeta(alpha: number, random: MersenneTwister): number {
  const first = logOfGamma(alpha, random)
  const second = logOfGamma(alpha, random)
  return 1 / (1 + Math.exp(second - first))
}

function logOfGamma(shape: number, random: MersenneTwister): number {
  // A gamma number of shape a is one of shape a + 1 times the 1/a-th power of a uniform one.
  if (shape < 1) return logOfGamma(shape + 1, random) + Math.log(1 - nextUniform(random)) / shape
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const z = normals(1, random)[0]!
    const v = (1 + c * z) ** 3
    if (v > 0 && Math.log(1 - nextUniform(random)) < (z * z) / 2 + d - d * v + d * Math.log(v)) {
      return Math.log(d) + Math.log(v)
    }
  }
}
