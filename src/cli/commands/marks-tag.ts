import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { type MarkFlags, ofOption, setMarks } from '../output/write-marks.ts'

export const addMarksTag: AddCommand = (marks, context) => {
  marks
    .command('tag')
    .summary('give a tag to results, predictions, samples or runs')
    .argument('<tag>', 'one word')
    .argument('<ids...>', 'ids, or their beginnings; samples as DATASET/SAMPLE')
    .addOption(ofOption())
    .option('--off', 'take it away')
    .addOption(jsonOption('the marks'))
    .action((tag: string, ids: readonly string[], { off, ...flags }: MarkFlags & { off?: boolean }) =>
      setMarks(context, ids, flags, { tag, present: off !== true }),
    )
}
