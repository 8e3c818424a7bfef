import type { TemplateRecord } from '../records/index.ts'
import { countColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatTime } from './format.ts'

export const templateColumns: readonly Column<TemplateRecord>[] = [
  textColumn('name', 'Template', 0, template => template.name),
  countColumn('expansion_count', 'Pipelines', 0, template => template.expansion_count),
  countColumn('steps', 'Steps', 2, template => template.steps.length),
  textColumn('run_id', 'Run', 1, template => template.run_id),
  textColumn('description', 'Description', 4, template => template.description),
  textColumn('source', 'From', 5, template => template.source),
  {
    ...textColumn<TemplateRecord>('created_at', 'Created (UTC)', 3, template => template.created_at),
    text: template => formatTime(template.created_at),
  },
  textColumn('template_id', 'Id', 6, template => template.template_id),
]

export function templatesTable(templates: readonly TemplateRecord[]): TableDisplay {
  return tableOf(
    'Templates',
    templateColumns,
    templates,
    'No templates yet. A run keeps the templates it was given; `n4a templates preview FILE` shows what one expands to.',
  )
}
