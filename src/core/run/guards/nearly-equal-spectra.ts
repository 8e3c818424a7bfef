import { groupedDigits } from '../../errors/index.ts'
import { equalRows } from './equal-rows.ts'
import { count, type DesignGuard, finding, some, verb } from './guard.ts'
import { nearDuplicates } from './near-duplicates.ts'
import { acrossFolds, acrossPartitions } from './split-sets.ts'

/** Repeated measurements of one sample on both sides of a split. Those equal to the last digit are another guard's. */
export const nearlyEqualSpectra: DesignGuard = {
  id: 'nearly_equal_spectra',
  summary:
    'spectra with the same reference value, ten times nearer to each other than samples usually are, on both sides of a split',
  matters: 'Repeated measurements of one sample are no new sample: scores tell of the repeatability of the instrument.',
  remedy: 'Name the column that says which sample was measured as `group`, or average the repeats.',
  field: 'datasets[].group',
  find: ({ dataset, rows }) => {
    const used = [...rows.train.rows, ...rows.test.rows]
    const near = nearDuplicates(dataset, used)
    if (near === null) {
      return [
        finding(
          `${groupedDigits(used.length)} samples are too many to look for nearly equal spectra among all of them, so repeated measurements may stand on both sides of a split.`,
          'Name a group column if samples were measured more than once.',
        ),
      ]
    }
    const equal = new Set(equalRows(dataset).map(String))
    const sets = near.filter(set => !equal.has(String(set)))
    const fix = 'Name the column that says which sample was measured as `group`, or average the repeats.'
    const example = ([set]: readonly (readonly number[])[]) => some(set!.map(row => dataset.sample_ids[row]!))
    const [partitions, folds] = [acrossPartitions(rows, sets), acrossFolds(rows, sets)]
    const said = (found: typeof partitions, what: string, scores: string) =>
      found.length === 0
        ? []
        : [
            finding(
              `${count(found.length, 'set')} of samples with nearly equal spectra and the same reference value ${verb(found.length, 'is', 'are')} split ${what} (${example(found)}): they look like repeated measurements, so ${scores} scores are optimistic.`,
              fix,
            ),
          ]
    return [...said(partitions, 'between training and test', 'test'), ...said(folds, 'between folds', 'validation')]
  },
}
