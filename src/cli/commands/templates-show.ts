import { Option } from 'commander'
import {
  type Engine,
  formatTime,
  type LibraryText,
  N4aError,
  printable,
  quote,
  type TemplateRecord,
} from '../../core/index.ts'
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

const libraryDetails = ({ id, record, version, path }: LibraryText): readonly Detail[] => [
  ['Template', id],
  ['Library', record.scope],
  ['Tags', record.tags.join(', ')],
  ['Versions', record.versions.map(one => one.version).join(', ')],
  ['Saved (UTC)', formatTime(version.created_at)],
  ['By', version.author],
  ['File', path],
]

/** A run's; else the library's of that name. */
async function find({ templates }: Engine, id: string): Promise<TemplateRecord | LibraryText> {
  if (id.startsWith('library:')) return templates.version(id)
  try {
    return await templates.get(id)
  } catch (error) {
    if (!(error instanceof N4aError) || error.code !== 'UnknownRecord') throw error
    return templates.version(id).catch(() => {
      throw error
    })
  }
}

export const addTemplatesShow: AddCommand = (templates, context) => {
  templates
    .command('show')
    .summary('show a template as a run saved it, or as it stands in the library, before expansion')
    .argument('<id>', 'id of a template of a run, or NAME or NAME@VERSION of the library')
    .addOption(new Option('--format <format>', 'its text, and nothing else').choices(['yaml', 'json']))
    .addOption(jsonOption('the record'))
    .action(async (id: string, { format, json }: { format?: 'yaml' | 'json'; json?: boolean }) => {
      const engine = await context.engine()
      const found = await find(engine, id)
      if (format) {
        const source = found.id
        return context.write((await engine.templates.convert(source, format)).text)
      }
      if (json) return writeRecord(context, found)
      if ('steps' in found) return context.write(textDetails(details(found)))
      const text = found.text.trimEnd().split('\n').map(printable).join('\n')
      await context.write(`${textDetails(libraryDetails(found))}\n${text}\n`)
    })
}
