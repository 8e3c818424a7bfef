import { nextBelow, pythonRandom } from '../../math/random/python-random.ts'
import { defineSplitter } from '../operator.ts'
import { divisionSizes } from './division-sizes.ts'
import { inOrder, otherRows } from './folds.ts'
import { seed, testSize } from './parameters.ts'

/**
 * Rows in the order of y, closed to a circle, from a random start: every (n / n_train)-th trains, the others validate. One
 * division. Both parts come in the order of the circle.
 *
 * Unlike the Python library: without a seed the start is that of seed 42; rows of equal y keep their order.
 *
 * @throws TooFewSamples
 * @see Murthy & Rao (1988), Handbook of Statistics 6, 147–185
 */
export const systematicCircularSplitter = defineSplitter({
  id: 'systematic_circular',
  label: 'SystematicCircularSplitter',
  class_path: 'nirs4all.operators.splitters.SystematicCircularSplitter',
  aliases: ['nirs4all.operators.splitters.splitters.SystematicCircularSplitter', 'SystematicCircular'],
  summary: 'Train on every so many rows in the order of y, from a random start',
  formula: 'of the rows sorted by y and turned by a random number, those at round(i · n / n_train) train',
  source: 'Murthy & Rao (1988), Handbook of Statistics 6, 147–185',
  checked_against: 'nirs4all 0.11, the same division',
  differs: 'without a seed the start is that of seed 42; rows of equal y keep their order',
  params: { test_size: testSize(0.25), random_state: seed },
  split: ({ n_samples, y }, { test_size, random_state }) => {
    const { n_train } = divisionSizes('SystematicCircularSplitter', n_samples, { test_size }, 0.25)
    const sorted = inOrder(n_samples).sort((a, b) => y[a]! - y[b]!)
    const turned = nextBelow(pythonRandom(random_state), n_samples + 1)
    const circle = sorted.map((_, place) => sorted[(place - turned + n_samples) % n_samples]!)
    const places = inOrder(n_train).map(i => roundHalfEven((i * n_samples) / n_train))
    const rowsAt = (at: Int32Array) => at.map(place => circle[place]!)
    return [{ fold_id: 0, train: rowsAt(places), val: rowsAt(otherRows(places, n_samples)) }]
  },
})

function roundHalfEven(value: number): number {
  const below = Math.floor(value)
  if (value - below !== 0.5) return Math.round(value)
  return below % 2 === 0 ? below : below + 1
}
