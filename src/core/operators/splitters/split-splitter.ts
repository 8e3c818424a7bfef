import { ParametersConflict } from '../../errors/index.ts'
import { squaredDistance } from '../../math/k-means.ts'
import { centeredRows, columnMeans, columnVariances, type Matrix, row } from '../../math/matrix.ts'
import { mersenneTwister, nextInteger } from '../../math/random/mersenne-twister.ts'
import { isRoundingNoise } from '../../math/statistics.ts'
import { checkSpectra } from '../checks.ts'
import { defineSplitter } from '../operator.ts'
import { divisionSizes } from './division-sizes.ts'
import { inOrder, otherRows } from './folds.ts'
import { seed, testSize } from './parameters.ts'

/**
 * Data twinning: neighbouring rows are taken in small sets, and one of each validates, so that both parts are distributed
 * alike. One division. Rows that validate come in the order of their choice; there are ⌈n / r⌉, with r = ⌊1 / test_size⌋.
 *
 * Unlike the Python library: the start depends on random_state, so that the division can be made again.
 *
 * @throws TooFewSamples, NotFinite, ParametersConflict where more than half shall validate
 * @see Vakayil & Joseph (2022), Statistical Analysis and Data Mining 15(5), 598–610
 */
export const splitSplitter = defineSplitter({
  id: 'data_twinning',
  label: 'SPlitSplitter',
  class_path: 'nirs4all.operators.splitters.SPlitSplitter',
  aliases: ['nirs4all.operators.splitters.splitters.SPlitSplitter', 'SPlit'],
  summary: 'Validate on one of every few neighbouring rows, so that both parts are distributed alike',
  formula: 'a row and its r − 1 nearest are taken; the row validates; the next is the nearest to the farthest taken',
  source: 'Vakayil & Joseph (2022), Statistical Analysis and Data Mining 15(5), 598–610',
  checked_against: 'nirs4all 0.11, the same division from the same start',
  differs: 'the start depends on random_state, so that the division can be made again',
  params: { test_size: testSize(0.25), random_state: seed },
  split: ({ n_samples, X }, { test_size, random_state }) => {
    divisionSizes('SPlitSplitter', n_samples, { test_size }, 0.25)
    checkSpectra(X)
    const together = Math.floor(test_size < 1 ? 1 / test_size : n_samples / test_size)
    if (together < 2) {
      throw ParametersConflict({
        reason: 'SPlitSplitter validates on one of at least two rows; test_size is above half',
      })
    }
    const val = twins(standardized(X), together, nextInteger(mersenneTwister(random_state), n_samples - 1))
    return [{ fold_id: 0, train: otherRows(val, n_samples), val }]
  },
})

function twins(Z: Matrix, together: number, start: number): Int32Array {
  const chosen: number[] = []
  let left = inOrder(Z.rows)
  let next = start
  while (left.length > 0) {
    chosen.push(next)
    const taken = nearest(Z, next, left).subarray(0, together)
    const farthest = taken[taken.length - 1]!
    left = left.filter(i => !taken.includes(i))
    if (left.length > 0) next = nearest(Z, farthest, left)[0]!
  }
  return Int32Array.from(chosen)
}

/** Those of `among`, from the nearest to `from` on; of equal ones the first, but `from` itself before all. */
function nearest(Z: Matrix, from: number, among: Int32Array): Int32Array {
  const distances = new Float64Array(Z.rows)
  for (const i of among) distances[i] = i === from ? -1 : squaredDistance(row(Z, from), row(Z, i))
  return among.slice().sort((a, b) => distances[a]! - distances[b]!)
}

function standardized(X: Matrix): Matrix {
  const means = columnMeans(X)
  const deviations = columnVariances(X, means, 0).map((variance, j) =>
    isRoundingNoise(variance, means[j]!, X.rows) ? 0 : Math.sqrt(variance),
  )
  const { rows, columns, values } = centeredRows(X, means)
  return {
    rows,
    columns,
    values: values.map((value, at) => (deviations[at % columns]! > 0 ? value / deviations[at % columns]! : 0)),
  }
}
