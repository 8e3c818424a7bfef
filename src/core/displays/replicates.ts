import type { DatasetArrays } from '../records/index.ts'

/** What samples that were measured more than once say of the precision of their values. */
export interface Repeatability {
  /** Groups of two or more. */
  readonly groups: number
  readonly samples: number
  readonly largest: number
  /** Pooled standard deviation of the reference values within groups; null where they are the same in every group, or classes. */
  readonly reference_sd: number | null
  readonly degrees_of_freedom: number
  /** Root mean square of the deviations of spectra from the mean of their group, over that from the mean of all. */
  readonly spectral_share: number | null
}

/** By group, or by the ids of samples where there are no groups; null where nothing is repeated. */
function membersOf({ groups, sample_ids }: DatasetArrays): readonly (readonly number[])[] {
  const names = groups ?? sample_ids
  const members = new Map<string, number[]>()
  names.forEach((name, i) => {
    const own = members.get(name)
    if (own) own.push(i)
    else members.set(name, [i])
  })
  return [...members.values()].filter(({ length }) => length > 1)
}

const squaresAround = (values: readonly number[]): number => {
  const center = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - center) ** 2, 0)
}

/**
 * Repeatability of the reference values and of the spectra, pooled over groups of replicates: √(Σ(y − ȳ_group)² / Σ(n_group − 1)).
 * Null where no sample is there more than once.
 *
 * @see ISO 5725-2 (2019), 7.4.5.2
 */
export function repeatability(arrays: DatasetArrays): Repeatability | null {
  const members = membersOf(arrays)
  if (members.length === 0) return null
  const samples = members.reduce((sum, { length }) => sum + length, 0)
  const degrees_of_freedom = samples - members.length
  const within = members.reduce((sum, rows) => sum + squaresAround(rows.map(i => arrays.y[i]!)), 0)
  const reference_sd = arrays.classes || !(within > 0) ? null : Math.sqrt(within / degrees_of_freedom)
  return {
    groups: members.length,
    samples,
    largest: members.reduce((most, { length }) => Math.max(most, length), 0),
    reference_sd,
    degrees_of_freedom,
    spectral_share: spectralShare(arrays.X, members),
  }
}

function spectralShare(X: DatasetArrays['X'], members: readonly (readonly number[])[]): number | null {
  const columns = X[0]?.length ?? 0
  let [within, total, df] = [0, 0, 0]
  for (let j = 0; j < columns; j++) {
    for (const rows of members) within += squaresAround(rows.map(i => X[i]![j]!))
    total += squaresAround(X.map(spectrum => spectrum[j]!))
  }
  df = members.reduce((sum, { length }) => sum + length - 1, 0)
  const share = Math.sqrt(within / df / (total / (X.length - 1)))
  return Number.isFinite(share) ? share : null
}
