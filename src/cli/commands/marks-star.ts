import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { type MarkFlags, ofOption, setMarks } from '../output/write-marks.ts'

export const addMarksStar: AddCommand = (marks, context) => {
  marks
    .command('star')
    .summary('star results, predictions, samples or runs')
    .argument('<ids...>', 'ids, or their beginnings; samples as DATASET/SAMPLE')
    .addOption(ofOption())
    .option('--off', 'take it away')
    .addOption(jsonOption('the marks'))
    .action((ids: readonly string[], { off, ...flags }: MarkFlags & { off?: boolean }) =>
      setMarks(context, ids, flags, { star: off !== true }),
    )
}
