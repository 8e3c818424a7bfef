import { count, type DesignGuard, finding, some, verb } from './guard.ts'
import { acrossFolds, acrossPartitions, setsOfText } from './split-sets.ts'

/** Groups were named, and a file of folds, a column or a file of rows divides them. */
export const splitGroups: DesignGuard = {
  id: 'split_groups',
  summary: 'samples of one group on both sides of a split that was given',
  matters: 'Samples of a group are alike in more than the target, which makes predicting one from the others too easy.',
  remedy: 'Let a splitter divide, which keeps groups together, or give each group to one side.',
  field: 'config.folds',
  find: ({ dataset: { groups }, rows }) => {
    if (groups === null) return []
    const among = (set: Int32Array | readonly number[]) => setsOfText(groups, set)
    const tested = acrossPartitions(rows, among([...rows.train.rows, ...rows.test.rows]))
    const folded = acrossFolds(rows, among(rows.train.rows))
    const names = (sets: typeof tested) => some(sets.map(([first]) => groups[first!]!))
    return [
      ...(tested.length > 0
        ? [
            finding(
              `${count(tested.length, 'group')} ${verb(tested.length, 'has', 'have')} samples in both partitions (${names(tested)}), so test scores are optimistic.`,
              'Give each group to one partition, or let a splitter divide: `partition: {test_size: 0.25}`.',
            ),
          ]
        : []),
      ...(folded.length > 0
        ? [
            finding(
              `${count(folded.length, 'group')} ${verb(folded.length, 'is', 'are')} split between folds (${names(folded)}), so validation scores are optimistic.`,
              'Let a splitter make the folds: it keeps groups together.',
              { field: 'config.folds', value: { splitter: 'GroupKFold', n_splits: rows.folds.length } },
            ),
          ]
        : []),
    ]
  },
}
