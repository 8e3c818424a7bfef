import { ParametersConflict } from '../../errors/index.ts'
import type { Parameter } from '../../params/index.ts'

const isShare = (value: unknown): boolean => Number.isFinite(value) && (value as number) > 0

/** How far from 1 a sum of shares may be, as they are printed. */
const rounding = 1e-5

export const classPriors: Parameter<readonly number[] | null> = {
  initial: null,
  expected: 'a list of numbers > 0 that sum to 1, one for each class in sorted order, or null',
  help: 'Probabilities of the classes before a spectrum is seen; null: their shares of the training rows',
  accepts: value =>
    value === null ||
    (Array.isArray(value) &&
      value.every(isShare) &&
      Math.abs(value.reduce((sum: number, share: number) => sum + share, 0) - 1) < rounding),
  refused: ['equal', 0.5, [], [0.2, 0.3], [1.5, -0.5], [1, null]],
}

/** (n_classes,) @throws ParametersConflict */
export function priorsOf(priors: readonly number[] | null, counts: Int32Array): Float64Array {
  if (priors === null) {
    const n_samples = counts.reduce((sum, count) => sum + count, 0)
    return Float64Array.from(counts, count => count / n_samples)
  }
  if (priors.length !== counts.length) {
    throw ParametersConflict({ reason: `priors has ${priors.length} numbers for ${counts.length} classes` })
  }
  const sum = priors.reduce((a, b) => a + b)
  return Float64Array.from(priors, prior => prior / sum)
}
