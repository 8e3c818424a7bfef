import type { LibraryTemplateRecord } from '../records/index.ts'
import { countColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatTime } from './format.ts'

export const libraryColumns: readonly Column<LibraryTemplateRecord>[] = [
  textColumn('name', 'Template', 0, template => template.name),
  countColumn('version', 'Version', 0, template => template.version),
  textColumn('tags', 'Tags', 1, template => template.tags.join(', ')),
  textColumn('scope', 'Library', 2, template => template.scope),
  countColumn('versions', 'Versions', 4, template => template.versions.length),
  {
    ...textColumn<LibraryTemplateRecord>('created_at', 'Saved (UTC)', 3, template => template.created_at),
    text: template => formatTime(template.created_at),
  },
  textColumn('author', 'By', 5, template => template.author),
]

/** Templates that were saved to be used again. */
export function libraryTable(templates: readonly LibraryTemplateRecord[]): TableDisplay {
  return tableOf(
    'Library',
    libraryColumns,
    templates,
    'The library is empty. `n4a templates save FILE` puts a template into it.',
  )
}
