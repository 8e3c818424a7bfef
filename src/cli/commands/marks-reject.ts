import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { type MarkFlags, ofOption, setMarks } from '../output/write-marks.ts'

export const addMarksReject: AddCommand = (marks, context) => {
  marks
    .command('reject')
    .summary('reject results, predictions, samples or runs: they stay, and `-is:rejected` leaves them out')
    .argument('<ids...>', 'ids, or their beginnings; samples as DATASET/SAMPLE')
    .addOption(ofOption())
    .option('--off', 'take it away')
    .addOption(jsonOption('the marks'))
    .action((ids: readonly string[], { off, ...flags }: MarkFlags & { off?: boolean }) =>
      setMarks(context, ids, flags, { reject: off !== true }),
    )
}
