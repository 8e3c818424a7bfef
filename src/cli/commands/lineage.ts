import { lineageTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecord, writeTable } from '../output/write.ts'

const afterHelp = `
"from" begins with the raw files, read again to say whether they are still what the run saw (valid, hash_mismatch, missing).
"into" is what was made of it: of a dataset its runs and results, of a run its results, of a result its predictions.`

export const addLineage: AddCommand = (program, context) => {
  program
    .command('lineage')
    .summary('where a result, prediction, run, dataset or template came from, and what was made of it')
    .argument('<id>', 'id of any of them, or "latest" for the newest run')
    .addOption(jsonOption('the record'))
    .addHelpText('after', afterHelp)
    .action(async (id: string, { json }: { readonly json?: boolean }) => {
      const engine = await context.engine()
      const lineage = await engine.lineage(id)
      if (json) return writeRecord(context, lineage)
      await writeTable(context, lineageTable(lineage), { title: true })
    })
}
