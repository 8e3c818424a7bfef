import { SingularFit, TooManyComponents } from '../../errors/index.ts'
import type { Parameter } from '../../params/index.ts'

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 1
const isShare = (value: unknown): boolean => typeof value === 'number' && value > 0 && value < 1

/** A number of components, or the share of variance that they must explain. */
export const countOrShare = (initial: number): Parameter<number> => ({
  initial,
  abbreviation: 'nc',
  expected: 'an integer ≥ 1, or a number between 0 and 1',
  help: 'Number of components, or the share of the variance that they explain at least',
  accepts: value => isCount(value) || isShare(value),
  refused: ['all', 0, -1, 1.5, null],
})

/** A singular value this small against the largest is what rounding leaves of none. */
const noSpread = 1e-13

/**
 * How many components to keep.
 *
 * @param wanted a number, a share of the variance, or null for all that are there
 * @param singularValues descending
 * @param variances of the components, in that order; they add up to `total`
 * @throws TooManyComponents, SingularFit
 */
export function componentCount(
  wanted: number | null,
  singularValues: Float64Array,
  variances: Float64Array,
  total: number,
  { n_train, n_features }: { readonly n_train: number; readonly n_features: number },
): number {
  const rank = singularValues.filter(value => value > noSpread * singularValues[0]!).length
  if (rank === 0) throw SingularFit({ reason: 'the training spectra are all the same, so they have no components' })
  if (wanted === null) return rank
  if (wanted < 1) {
    let explained = 0
    for (let k = 0; k < rank; k++) {
      explained += variances[k]!
      if (explained > wanted * total) return k + 1
    }
    return rank
  }
  const limit = Math.min(n_train, n_features)
  if (wanted > limit) throw TooManyComponents({ n_components: wanted, limit, n_train, n_features })
  if (wanted > rank) {
    throw SingularFit({ reason: `${wanted} components were asked for, but the training spectra hold ${rank}` })
  }
  return wanted
}
