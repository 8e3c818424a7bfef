import { type Matrix, takeElements, takeRows } from '../../math/matrix.ts'
import { type MersenneTwister, mersenneTwister, nextInteger } from '../../math/random/mersenne-twister.ts'
import { quantiles } from '../../math/statistics.ts'
import type { AnyAugmenter, AnyTransform } from '../../operators/index.ts'
import type { AugmentationStep, AugmentedCount, Step } from '../pipeline.ts'
import type { ChainData } from './fitted-chain.ts'
import { inStep } from './in-step.ts'
import { takeRowFacts } from './row-facts.ts'
import { columnOf } from './separation.ts'

/**
 * The training data with new samples behind those there are. A new sample is of the group of the one it was made from.
 * @param earlier augmenters of the chain before this step
 */
export function augmentRows(step: AugmentationStep, data: ChainData, earlier = 0): ChainData {
  const random = mersenneTwister(step.random_state)
  const dealt = dealtOrigins(step, copiesOf(step.amount, data), random)
  const made = step.augmenters.map((augmenter, a) =>
    inStep(augmenter, () => augmented(augmenter, data, dealt[a]!, random)),
  )
  const origins = [...Array.from({ length: data.X.rows }, (_, i) => i), ...dealt.flatMap(rows => [...rows])]
  return {
    ...data,
    X: stacked([data.X, ...made.map(one => one.X)]),
    y: Float64Array.from([data.y, ...made.map(one => one.y)].flatMap(values => Array.from(values))),
    ...(data.rows && { rows: takeRowFacts(data.rows, origins) }),
    ...(data.indices && {
      indices: Int32Array.from([
        ...data.indices,
        ...dealt.flatMap((rows, a) => Array.from(rows, () => -1 - earlier - a)),
      ]),
    }),
  }
}

/** For each augmenter, the rows that it makes new samples from: the copies are dealt to them in turn, or at random. */
function dealtOrigins({ augmenters, selection }: AugmentationStep, copies: readonly number[], random: MersenneTwister) {
  const origins = augmenters.map((): number[] => [])
  copies.forEach((count, row) => {
    for (let copy = 0; copy < count; copy++) {
      const chosen = selection === 'all' ? copy % origins.length : nextInteger(random, origins.length - 1)
      origins[chosen]!.push(row)
    }
  })
  return origins.map(rows => Int32Array.from(rows))
}

/** How many copies of each row. */
function copiesOf(amount: AugmentedCount, { X, y, rows }: ChainData): readonly number[] {
  if ('count' in amount) return new Array<number>(X.rows).fill(amount.count)
  const keys = amount.balance === 'y' || !rows ? binned(y, amount) : columnOf(rows, amount.balance)
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  const most = Math.max(...counts.values())
  const seen = new Map<string, number>()
  return keys.map(key => {
    const count = counts.get(key)!
    const wanted = amount.target_size ?? Math.round(amount.ref_percentage * most)
    const limit = amount.max_factor === null ? Number.POSITIVE_INFINITY : Math.floor(amount.max_factor * count)
    const missing = Math.max(0, Math.min(wanted, limit) - count)
    const place = seen.get(key) ?? 0
    seen.set(key, place + 1)
    // The copies of a key are dealt to its rows in turn.
    return Math.floor(missing / count) + (place < missing % count ? 1 : 0)
  })
}

/** A key for each reference value: itself where there are few, else its bin. */
function binned(
  y: Float64Array,
  { bins, binning_strategy }: Extract<AugmentedCount, { balance: string }>,
): readonly string[] {
  if (new Set(y).size <= bins) return Array.from(y, String)
  const shares = Array.from({ length: bins - 1 }, (_, b) => (b + 1) / bins)
  const low = y.reduce((a, b) => Math.min(a, b))
  const high = y.reduce((a, b) => Math.max(a, b))
  const edges = binning_strategy === 'quantile' ? quantiles(y, shares) : shares.map(share => low + share * (high - low))
  return Array.from(y, value => String(edges.filter(edge => value >= edge).length))
}

function augmented(
  { operator, params }: Step<AnyAugmenter | AnyTransform>,
  { X, y, axis }: ChainData,
  origins: Int32Array,
  random: MersenneTwister,
): { readonly X: Matrix; readonly y: Float64Array } {
  if (operator.kind === 'augmenter') {
    // One with a seed of its own draws the same whatever stands beside it.
    const own = typeof params.random_state === 'number' ? mersenneTwister(params.random_state) : random
    return operator.augment(X, y, origins, params, own, { axis })
  }
  const state = operator.fit(X, params, { y, axis })
  return { X: operator.transform(takeRows(X, origins), state, params), y: takeElements(y, origins) }
}

function stacked(parts: readonly Matrix[]): Matrix {
  const columns = parts[0]!.columns
  const rows = parts.reduce((sum, part) => sum + part.rows, 0)
  const values = new Float64Array(rows * columns)
  let at = 0
  for (const part of parts) {
    values.set(part.values, at)
    at += part.values.length
  }
  return { rows, columns, values }
}
