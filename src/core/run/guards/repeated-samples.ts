import type { Dataset } from '../../datasets/index.ts'
import type { FoldRows } from '../fold-rows.ts'
import { equalRows } from './equal-rows.ts'
import type { DesignGuard } from './guard.ts'

const shown = 3

/** Samples on both sides of a split whose spectra are the same leak the answer from one side to the other. */
export const repeatedSamples: DesignGuard = {
  id: 'repeated_samples',
  summary: 'the same spectrum on both sides of a split',
  warnings: (dataset, rows) => {
    const sets = equalRows(dataset)
    return [...acrossPartitions(dataset, rows, sets), ...acrossFolds(rows, sets)]
  },
}

function acrossPartitions(
  { sample_ids }: Dataset,
  { train, test }: FoldRows,
  sets: readonly (readonly number[])[],
): readonly string[] {
  const [training, testing] = [new Set(train.rows), new Set(test.rows)]
  const pairs = sets.flatMap(set => {
    const twin = set.find(row => training.has(row))
    return twin === undefined ? [] : set.filter(row => testing.has(row)).map(row => [row, twin] as const)
  })
  if (pairs.length === 0) return []
  const examples = pairs.slice(0, shown).map(([row, twin]) => `${sample_ids[row]} = ${sample_ids[twin]}`)
  const more = pairs.length > shown ? ', …' : ''
  return [
    `${count(pairs.length, 'test sample')} repeat the spectrum of a training sample (${examples.join(', ')}${more}), so test scores are optimistic. Take them out of one partition.`,
  ]
}

function acrossFolds({ folds }: FoldRows, sets: readonly (readonly number[])[]): readonly string[] {
  const split = sets.filter(set =>
    folds.some(({ train, val }) => {
      const validating = new Set(val.rows)
      const training = new Set(train.rows)
      return set.some(row => validating.has(row)) && set.some(row => training.has(row))
    }),
  )
  if (split.length === 0) return []
  return [
    `${count(split.length, 'set')} of training samples with the same spectrum are split between folds, so validation scores are optimistic. Name a group column that keeps repeats together.`,
  ]
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`
