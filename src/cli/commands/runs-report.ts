import { formatBytes, n4aVersion, printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given, wholeOption } from '../options.ts'
import { writeOutput } from '../output/write-output.ts'

interface Flags {
  readonly output?: string
  readonly force?: boolean
  readonly best?: number
}

export const addRunsReport: AddCommand = (runs, context) => {
  runs
    .command('report')
    .summary('write a run as one HTML page: settings, matrix, factors, best results with charts, failures, lineage')
    .argument('<id>', 'id, or enough of its beginning or end; "latest" is the newest')
    .option('-o, --output <file>', 'the file (default: <id>.html)')
    .option('--force', 'write over an existing file')
    .addOption(wholeOption('--best <n>', 'so many of each dataset are shown whole (default: 1)'))
    .action(async (id: string, { output, force, best }: Flags) => {
      const engine = await context.engine()
      const run = await engine.runs.get(id)
      const { runReport } = await import('../../render/index.ts')
      const html = await runReport(engine, run, { n4a_version: n4aVersion, ...given({ best }) })
      const file = output ?? `${run.id}.html`
      await writeOutput(context, { output: file, force }, write => write(html))
      if (file !== '-') context.note(`${formatBytes(Buffer.byteLength(html))} written to ${printable(file)}`)
    })
}
