import type { AddCommand } from '../context.ts'
import { type CheckFlags, checkOptions, checkProgress, checkRequest, writeChecks } from '../output/write-checks.ts'

export const addDatasetsCheck: AddCommand = (datasets, context) => {
  const command = datasets
    .command('check')
    .summary('look whether datasets are where and what they were; exit code 1 where one is not')
    .description(
      'Look whether datasets are where and what they were, cheapest evidence first: place, size and time of change; the usual places; files of the same size in the folders around, or in those that --search names; their bytes at head, middle and tail; and whole files only where that decides, no more than eight of them.',
    )
    .argument('[ids...]', 'ids, or enough of their beginning or end (default: every dataset)')
  for (const option of checkOptions()) command.addOption(option)
  command.action(async (ids: readonly string[], flags: CheckFlags) => {
    const engine = await context.engine()
    const request = { ids, ...checkRequest(flags), onProgress: checkProgress(context) }
    await writeChecks(context, await engine.datasets.check(request), flags)
  })
}
