import type { AddCommand } from '../context.ts'
import { examine } from '../examination.ts'
import { exitCodes } from '../exit-codes.ts'
import { jsonOption } from '../options.ts'
import { writeFindings } from '../output/findings.ts'
import { writeRecord } from '../output/write.ts'

export const addDoctor: AddCommand = (program, context) => {
  program
    .command('doctor')
    .summary('check Node, the workspace and the terminal')
    .addOption(jsonOption('the findings'))
    .action(async ({ json }: { json?: boolean }) => {
      const findings = await examine(context)
      if (findings.some(({ what, state }) => ['workspace', 'files'].includes(what) && state === 'bad')) {
        context.exitWith(exitCodes.workspaceUnusable)
      }
      if (json) return writeRecord(context, findings)
      await writeFindings(context, findings)
    })
}
