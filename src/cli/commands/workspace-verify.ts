import { formatCount, printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { exitCodes } from '../exit-codes.ts'
import { jsonOption } from '../options.ts'
import { writeRecords } from '../output/write.ts'

export const addWorkspaceVerify: AddCommand = (workspace, context) => {
  workspace
    .command('verify')
    .summary('read everything and tell what is damaged, or named by no record; exit code 3 where something is')
    .addOption(jsonOption('the problems'))
    .action(async ({ json }: { json?: boolean }) => {
      const problems = await (await context.engine()).care.verify()
      const harmful = problems.filter(({ kind }) => kind !== 'unused_file')
      if (harmful.length > 0) context.exitWith(exitCodes.workspaceUnusable)
      if (json) return writeRecords(context, problems)
      for (const { path, what, advice } of problems) {
        await context.write(`${printable(path)}: ${printable(what)}. ${printable(advice)}\n`)
      }
      await context.write(
        harmful.length === 0
          ? 'Nothing is wrong.\n'
          : `${formatCount(harmful.length, 'problem')} found; nothing was changed.\n`,
      )
    })
}
