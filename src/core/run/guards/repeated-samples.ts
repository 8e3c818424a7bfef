import { equalRows } from './equal-rows.ts'
import { count, type DesignGuard, finding, some, verb } from './guard.ts'
import { acrossFolds, acrossPartitions } from './split-sets.ts'

/** Samples on both sides of a split whose spectra are the same leak the answer from one side to the other. */
export const repeatedSamples: DesignGuard = {
  id: 'repeated_samples',
  summary: 'the same spectrum, to the last digit, on both sides of a split',
  matters:
    'A model that has seen the spectrum knows the answer, so scores are better than they will be on new samples.',
  remedy: 'Take the repeats out of one partition, and keep them together in folds by a group column.',
  field: 'datasets[].group',
  find: ({ dataset: { sample_ids }, dataset, rows }) => {
    const sets = equalRows(dataset)
    const training = new Set(rows.train.rows)
    const testing = new Set(rows.test.rows)
    const twins = acrossPartitions(rows, sets).flatMap(set => {
      const twin = set.find(row => training.has(row))!
      return set.filter(row => testing.has(row)).map(row => `${sample_ids[row]} = ${sample_ids[twin]}`)
    })
    const split = acrossFolds(rows, sets)
    return [
      ...(twins.length > 0
        ? [
            finding(
              `${count(twins.length, 'test sample')} ${verb(twins.length, 'repeats', 'repeat')} the spectrum of a training sample (${some(twins)}), so test scores are optimistic.`,
              'Take them out of one partition.',
            ),
          ]
        : []),
      ...(split.length > 0
        ? [
            finding(
              `${count(split.length, 'set')} of training samples with the same spectrum ${verb(split.length, 'is', 'are')} split between folds, so validation scores are optimistic.`,
              'Name a group column that keeps repeats together.',
            ),
          ]
        : []),
    ]
  },
}
