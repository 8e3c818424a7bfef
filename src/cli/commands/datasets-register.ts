import { type DatasetSpec, datasetsTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { addDatasetOptions, datasetFields, namingFlags } from '../dataset-options.ts'
import { jsonOption } from '../options.ts'
import { writeRecords, writeTable } from '../output/write.ts'

export const addDatasetsRegister: AddCommand = (datasets, context) => {
  const command = datasets
    .command('register')
    .summary('register files without a run, an entry for each target')
    .argument('<files...>', 'files or folders with spectra')
    .addOption(jsonOption('the entries'))
    .action(async (files: readonly string[], flags: { readonly json?: boolean }) => {
      const { datasets } = await context.engine()
      const entries = []
      for (const path of files) {
        const spec: DatasetSpec = { path, ...datasetFields('dataset', { ...flags }) }
        entries.push(...(await namingFlags({ ...flags }, () => datasets.register(spec))))
      }
      return flags.json ? writeRecords(context, entries) : writeTable(context, datasetsTable(entries))
    })
  addDatasetOptions(command, 'dataset', 'the column to predict')
}
