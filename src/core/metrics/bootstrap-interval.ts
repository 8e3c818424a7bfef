import { normalProbability, normalQuantile } from '../math/normal-distribution.ts'
import { mersenneTwister, nextInteger } from '../math/random/mersenne-twister.ts'
import { quantiles } from '../math/statistics.ts'

export const intervalMethods = ['percentile', 'BCa'] as const
export type IntervalMethod = (typeof intervalMethods)[number]

export interface BootstrapOptions {
  /** Length n_samples: samples with equal values are drawn together or not at all. */
  readonly groups?: ArrayLike<unknown> | null
  readonly method?: IntervalMethod
  /** In (0, 1). */
  readonly confidence?: number
  readonly n_resamples?: number
  /** Integer in [0, 2³² − 1]. */
  readonly random_state?: number
}

export interface BootstrapInterval {
  /** Of the samples as they are; NaN where it is not defined. */
  readonly score: number
  /** NaN where the interval is not defined. */
  readonly low: number
  readonly high: number
  /** What was drawn: samples, or groups of them. */
  readonly n_units: number
  /** Resamples on which the score is not defined, such as R² of a constant truth: they are left out. */
  readonly n_undefined: number
}

/**
 * How far a score may lie from what it is on the population that the samples were drawn from. Samples, or whole groups, are
 * drawn with replacement as often as there are, and scored; the interval holds the middle part of those scores. BCa corrects
 * its ends for the bias and the skewness of the score, which it finds by leaving out one unit at a time.
 *
 * The resamples of a seed are those of `scipy.stats.bootstrap` with `RandomState(seed)` and paired data.
 *
 * @param score of the samples at `rows`, which may repeat; NaN where it is not defined
 * @see Efron (1987), Journal of the American Statistical Association 82(397), 171–185
 */
export function bootstrapInterval(
  score: (rows: Int32Array) => number,
  n_samples: number,
  { groups, method = 'percentile', confidence = 0.95, n_resamples = 2000, random_state = 0 }: BootstrapOptions = {},
): BootstrapInterval {
  const units = unitsOf(n_samples, groups ?? null)
  const found = score(rowsOf(units, units.keys()))
  const resamples = resampledScores(score, units, n_resamples, random_state)
  const defined = resamples.filter(value => !Number.isNaN(value))
  const tail = (1 - confidence) / 2
  const ends =
    method === 'percentile' || Number.isNaN(found)
      ? [tail, 1 - tail]
      : correctedEnds(score, units, found, defined, tail)
  const [low, high] = Number.isNaN(found + ends[0]! + ends[1]!) ? [] : quantiles(defined, ends)
  return {
    score: found,
    low: low ?? Number.NaN,
    high: high ?? Number.NaN,
    n_units: units.length,
    n_undefined: n_resamples - defined.length,
  }
}

/** Rows that are drawn together, in the order in which their groups first occur. */
function unitsOf(n_samples: number, groups: ArrayLike<unknown> | null): readonly (readonly number[])[] {
  const units = new Map<unknown, number[]>()
  for (let row = 0; row < n_samples; row++) {
    const key = groups ? groups[row] : row
    const unit = units.get(key)
    if (unit) unit.push(row)
    else units.set(key, [row])
  }
  return [...units.values()]
}

function rowsOf(units: readonly (readonly number[])[], drawn: Iterable<number>): Int32Array {
  const rows: number[] = []
  for (const unit of drawn) rows.push(...units[unit]!)
  return Int32Array.from(rows)
}

function resampledScores(
  score: (rows: Int32Array) => number,
  units: readonly (readonly number[])[],
  n_resamples: number,
  seed: number,
): Float64Array {
  const twister = mersenneTwister(seed)
  const drawn = new Int32Array(units.length)
  return Float64Array.from({ length: units.length === 0 ? 0 : n_resamples }, () => {
    for (let i = 0; i < drawn.length; i++) drawn[i] = nextInteger(twister, units.length - 1)
    return score(rowsOf(units, drawn))
  })
}

/** Probabilities at which BCa reads the ends; NaN where the resamples lie all on one side, or leaving out one changes nothing. */
function correctedEnds(
  score: (rows: Int32Array) => number,
  units: readonly (readonly number[])[],
  found: number,
  resamples: Float64Array,
  tail: number,
): readonly number[] {
  const below = resamples.reduce((sum, value) => sum + (value < found ? 1 : value === found ? 0.5 : 0), 0)
  const bias = normalQuantile(below / resamples.length)
  const every = [...units.keys()]
  const without = every.map(left =>
    score(
      rowsOf(
        units,
        every.filter(unit => unit !== left),
      ),
    ),
  )
  const center = without.reduce((sum, value) => sum + value, 0) / without.length
  const power = (p: number) => without.reduce((sum, value) => sum + (center - value) ** p, 0)
  const skewness = power(3) / (6 * power(2) ** 1.5)
  return [normalQuantile(tail), -normalQuantile(tail)].map(z => {
    const shifted = bias + z
    return normalProbability(bias + shifted / (1 - skewness * shifted))
  })
}
