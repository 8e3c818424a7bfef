import { formatCount, printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption, type Limit, limitOption } from '../options.ts'
import { pipelinesTable } from '../output/pipelines-table.ts'
import { writeRecord, writeTable } from '../output/write.ts'

const defaultPipelines = 10

export const addTemplatesPreview: AddCommand = (templates, context) => {
  templates
    .command('preview')
    .summary('count the pipelines of a template file and show the first of them')
    .argument('<file>', 'a template file (YAML or JSON)')
    .addOption(limitOption(String(defaultPipelines)))
    .addOption(jsonOption('the preview'))
    .action(async (file: string, { json, limit = defaultPipelines }: { json?: boolean; limit?: Limit }) => {
      const engine = await context.engine()
      const preview = await engine.templates.preview(file, limit === 'all' ? Infinity : limit)
      if (json) return writeRecord(context, preview)
      await context.write(`${printable(preview.name)}: ${formatCount(preview.count, 'pipeline')}\n\n`)
      await writeTable(context, pipelinesTable(preview.pipelines))
      const left = preview.count - preview.pipelines.length
      if (left > 0) await context.write(`… ${formatCount(left, 'more pipeline')}; --limit all shows them.\n`)
    })
}
