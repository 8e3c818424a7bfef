import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { type MarkFlags, ofOption, setMarks } from '../output/write-marks.ts'

export const addMarksNote: AddCommand = (marks, context) => {
  marks
    .command('note')
    .summary('write a note on a result, prediction, sample or run')
    .argument('<id>', 'its id, or the beginning; a sample as DATASET/SAMPLE')
    .argument('<text>', 'the note')
    .addOption(ofOption())
    .addOption(jsonOption('the marks'))
    .action((id: string, note: string, flags: MarkFlags) => setMarks(context, [id], flags, { note }))
}
