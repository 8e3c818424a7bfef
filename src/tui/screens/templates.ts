import { formatCount, formatTime, printable, type TemplateRecord, templateColumns } from '../../core/index.ts'
import { factLines, titleLine } from '../components/facts.ts'
import type { Line } from '../components/line.ts'
import { type Drawing, defineScreen } from './screen.ts'

export const templatesScreen = defineScreen<readonly TemplateRecord[], TemplateRecord>({
  id: 'templates',
  title: 'Templates',
  tab: 6,
  live: true,
  load: engine => engine.templates.list(),
  list: {
    items: templates => templates,
    columns: () => templateColumns,
    idOf: template => template.template_id,
    open: template => ({ screen: 'template', subject: template.template_id, title: template.name }),
    order: 'newest first',
    example: 'name:pls  expansion_count>10',
    whenEmpty: () => [
      'No templates yet.',
      'A run keeps the templates it was given. What one expands to:  n4a templates preview FILE',
    ],
  },
})

/** The steps as they were written, generators unexpanded. */
export function stepLines(steps: readonly unknown[]): readonly Line[] {
  return steps.flatMap((step, i) =>
    JSON.stringify(step, null, 2)
      .split('\n')
      .map(
        (text, row): Line => [
          [row === 0 ? ` ${String(i + 1).padStart(3)}  ` : '      ', 'faint'],
          [printable(text), /^\s*"_\w+_"/.test(text) ? 'accent' : 'plain'],
        ],
      ),
  )
}

function templateLines(template: TemplateRecord, { width }: Drawing): readonly Line[] {
  return [
    [
      [` ${template.name}  `, 'strong'],
      [formatCount(template.expansion_count, 'pipeline'), 'good'],
    ],
    [],
    ...factLines(
      [
        ...(template.description ? [['Description', template.description] as const] : []),
        ['Run', template.run_id],
        ['From', template.source ?? 'code'],
        ['Saved', formatTime(template.created_at)],
      ],
      width,
    ),
    [],
    titleLine('Steps', 'before expansion'),
    ...stepLines(template.steps),
  ]
}

export const templateScreen = defineScreen<TemplateRecord>({
  id: 'template',
  title: 'Template',
  live: false,
  load: (engine, { subject }) => engine.templates.get(subject!),
  crumb: template => template.name,
  record: template => template,
  panes: [{ id: 'steps', title: 'Template', lines: templateLines }],
})
