import { datasetChangesTable, formatCount, printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecords, writeTable } from '../output/write.ts'

interface Flags {
  readonly path?: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

export const addDatasetsAccept: AddCommand = (datasets, context) => {
  datasets
    .command('accept')
    .summary('take a changed file for a new version of its dataset')
    .argument('<id>', 'id, or enough of its beginning or end; every other target of the same file goes with it')
    .option('--path <file>', 'where the changed file is (default: where the dataset is registered)')
    .option('--dry-run', 'tell what has changed, and leave the registry as it is')
    .addOption(jsonOption('a record for each target'))
    .action(async (id: string, { path, dryRun = false, json }: Flags) => {
      const engine = await context.engine()
      const request = { ...(path !== undefined && { path }), dry_run: dryRun }
      const changes = await engine.datasets.accept(id, request)
      if (json) return writeRecords(context, changes)
      await writeTable(context, datasetChangesTable(changes))
      for (const change of changes) {
        const { id, version_before, version, changed } = change
        const said = changed ? `${version_before} → ${version}` : `is ${version} still`
        await context.write(`${printable(id)}: ${printable(said)}\n`)
      }
      const done = dryRun ? 'would be accepted; nothing was written' : 'accepted'
      const count = changes.filter(({ changed }) => changed).length
      if (count > 0) await context.write(`${formatCount(count, 'new version')} ${done}.\n`)
    })
}
