import { binEdges } from '../../math/bins.ts'
import { columnRanges } from '../../math/column-ranges.ts'
import type { Parameter } from '../../params/index.ts'
import { checkTrainingSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { type ColumnEdges, columnBins } from './column-bins.ts'

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 2
const isAscending = (value: unknown): value is readonly number[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((edge, i) => Number.isFinite(edge) && (i === 0 || value[i - 1] < edge))

const bins: Parameter<number | readonly number[]> = {
  initial: 5,
  expected: 'an integer ≥ 2, or a list of ascending numbers',
  help: 'Edges between the classes, or how many equally wide ones divide the training values',
  accepts: value => isCount(value) || isAscending(value),
  refused: ['many', 1, 2.5, null, [], [2, 1], [1, 1], [1, '2']],
}

/**
 * Turn a quantity into classes by edges: what is below the first is 0, what is at or above it 1, and so on.
 *
 * X: (n_samples, n_features), any unit → same shape, whole numbers from 0. Learns the edges where only their number is given.
 *
 * @throws TooFewSamples, WrongFeatureCount, NotFinite
 */
export const rangeDiscretizer = defineTransform({
  id: 'range_discretizer',
  label: 'RangeBins',
  class_path: 'nirs4all.operators.transforms.RangeDiscretizer',
  aliases: ['RangeDiscretizer', 'nirs4all.operators.transforms.targets.RangeDiscretizer'],
  summary: 'Turn a quantity into classes by edges that are given',
  formula: 'class = number of edges ≤ y',
  source: 'nirs4all 0.11: RangeDiscretizer',
  checked_against: 'nirs4all 0.11, with edges given: the same classes',
  params: { bins },
  makes_classes: true,
  only_targets: true,
  stateless: false,
  fit: (X, given): ColumnEdges => {
    checkTrainingSpectra(X, 1, 'a division into bins')
    const { smallest, largest } = columnRanges(X)
    return Array.from(smallest, (low, j) => {
      if (typeof given.bins !== 'number') return Float64Array.of(-Infinity, ...given.bins, Infinity)
      return binEdges(Float64Array.of(low, largest[j]!), given.bins, 'uniform')
    })
  },
  transform: columnBins,
})
