import { WrongUsage } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { type CheckFlags, checkOptions, checkProgress, checkRequest, writeChecks } from '../output/write-checks.ts'

interface Flags extends CheckFlags {
  readonly from?: string
  readonly to?: string
}

export const addDatasetsRelocate: AddCommand = (datasets, context) => {
  const command = datasets
    .command('relocate')
    .summary('tell where datasets are now; only what their content proves is written down')
    .argument('[id]', 'id, or enough of its beginning or end (default: every dataset)')
    .argument('[path]', 'where this dataset is now')
    .option('--from <prefix>', 'what paths began with: a folder that was moved')
    .option('--to <prefix>', 'what they begin with now')
  for (const option of checkOptions()) command.addOption(option)
  command.action(async (id: string | undefined, path: string | undefined, flags: Flags) => {
    const { from, to, search } = flags
    const ways = [path !== undefined, from !== undefined || to !== undefined, search !== undefined]
    if (ways.filter(Boolean).length !== 1 || (from === undefined) !== (to === undefined)) {
      throw WrongUsage({
        reason: 'One thing tells where datasets are now: a path, a folder that was moved, or folders to look through.',
        usage: 'ID PATH, or [ID] --from PREFIX --to PREFIX, or [ID] --search FOLDER.',
      })
    }
    const engine = await context.engine()
    const relocation = {
      ...(id !== undefined && { id }),
      ...(path !== undefined && { path }),
      ...(from !== undefined && to !== undefined && { from, to }),
      ...checkRequest(flags),
      onProgress: checkProgress(context),
    }
    await writeChecks(context, await engine.datasets.relocate(relocation), flags)
  })
}
