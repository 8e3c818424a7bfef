import { mersenneTwister, nextUint32 } from './random/mersenne-twister.ts'

/** Two-sided, of paired losses. */
export interface RandomizationTest {
  /** Mean of a − b. */
  readonly difference: number
  /** Share of sign flips, the observed one among them, whose mean is at least as far from 0. */
  readonly p: number
}

/**
 * Whether the mean of paired differences could be chance: their signs are flipped at random, since under the hypothesis that
 * the two predict equally well either could have been the other.
 *
 * losses: (n_samples,) each, of the same samples in the same order, such as squared residuals.
 *
 * @see van der Voet (1994), Chemometrics and Intelligent Laboratory Systems 25(2), 313–323
 */
export function randomizationTest(
  a: Float64Array,
  b: Float64Array,
  { flips = 1999, seed = 0 }: { readonly flips?: number; readonly seed?: number } = {},
): RandomizationTest {
  const differences = a.map((loss, i) => loss - b[i]!)
  const n = differences.length
  const observed = differences.reduce((sum, difference) => sum + difference, 0)
  if (differences.every(difference => difference === 0)) return { difference: 0, p: 1 }
  const twister = mersenneTwister(seed)
  let extreme = 1
  for (let flip = 0; flip < flips; flip++) {
    let sum = 0
    for (let i = 0; i < n; ) {
      let signs = nextUint32(twister)
      for (const end = Math.min(n, i + 32); i < end; i++) {
        sum += signs & 1 ? differences[i]! : -differences[i]!
        signs >>>= 1
      }
    }
    // Rounding must not tell equal sums apart.
    if (Math.abs(sum) >= Math.abs(observed) * (1 - 1e-12)) extreme++
  }
  return { difference: observed / n, p: extreme / (flips + 1) }
}
