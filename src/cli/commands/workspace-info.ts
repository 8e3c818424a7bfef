import { formatBytes, formatCount, groupedDigits, runStatuses, workspaceParts } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { textDetails } from '../output/text-details.ts'
import { writeRecord } from '../output/write.ts'

export const addWorkspaceInfo: AddCommand = (workspace, context) => {
  workspace
    .command('info')
    .summary('count what the workspace holds, and how much room it takes')
    .addOption(jsonOption('the record'))
    .action(async ({ json }: { json?: boolean }) => {
      const info = await (await context.engine()).care.info()
      if (json) return writeRecord(context, info)
      const count = (n: number) => groupedDigits(n)
      const runs = runStatuses
        .filter(status => info.runs[status] > 0)
        .map(status => `${count(info.runs[status])} ${status}`)
      const total = workspaceParts.reduce((sum, part) => sum + info.bytes[part], 0)
      const parts = workspaceParts
        .filter(part => info.bytes[part] > 0)
        .map(part => `${part} ${formatBytes(info.bytes[part])}`)
      const { files_without_summary, unapplied_segments, unreadable_files } = info
      await context.write(
        textDetails(
          [
            ['Workspace', info.path],
            ['Runs', runs.join(', ') || 'none'],
            [
              'Deleted',
              info.deleted_runs > 0 &&
                `${formatCount(info.deleted_runs, 'run')}; \`n4a runs list --deleted\` shows them, \`n4a workspace compact\` takes them away`,
            ],
            ['Results', count(info.results)],
            ['Predictions', count(info.predictions)],
            ['Datasets', count(info.datasets)],
            ['Size', [formatBytes(total), ...(parts.length > 0 ? [`(${parts.join(', ')})`] : [])].join(' ')],
            [
              'Segments',
              unapplied_segments > 0 &&
                `${formatCount(unapplied_segments, 'segment')} to move; \`n4a workspace compact\` does`,
            ],
            [
              'Summaries',
              files_without_summary.length > 0 &&
                `wrong or missing in ${formatCount(files_without_summary.length, 'file')}; \`n4a workspace rebuild-summaries\` adds them`,
            ],
            [
              'Damaged',
              unreadable_files.length > 0 &&
                `${formatCount(unreadable_files.length, 'file')} left out; \`n4a workspace verify\` says why`,
            ],
          ].map(([label, value]) => [String(label), value || null] as const),
        ),
      )
    })
}
