import { formatTime, quote, type TemplateRecord } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { type Detail, textDetails } from '../output/text-details.ts'
import { writeRecord } from '../output/write.ts'

const details = (template: TemplateRecord): readonly Detail[] => [
  ['Template', template.name],
  ['Id', template.template_id],
  ['Description', template.description],
  ['Pipelines', template.expansion_count],
  ['Run', template.run_id],
  ['Saved as', template.file],
  ['From', template.source],
  ['Created (UTC)', formatTime(template.created_at)],
  ...template.steps.map((step, index) => [`Step ${index + 1}`, quote(step, 1000)] as const),
]

export const addTemplatesShow: AddCommand = (templates, context) => {
  templates
    .command('show')
    .summary('show a template as a run saved it, before expansion')
    .argument('<id>', 'id of the template')
    .addOption(jsonOption('the record'))
    .action(async (id: string, { json }: { json?: boolean }) => {
      const template = await (await context.engine()).templates.get(id)
      if (json) return writeRecord(context, template)
      await context.write(textDetails(details(template)))
    })
}
