import {
  type Engine,
  formatCount,
  printable,
  type TableDisplay,
  type TemplatePreview,
  type TemplateSource,
} from '../core/index.ts'
import type { TemplateItem } from './kernel.ts'
import { rememberSource } from './plain-request.ts'
import { shown, withMethods } from './renderable.ts'

/** A file, `library:NAME` or an object, counted and expanded. */
export async function templateItem(engine: Engine, source: TemplateSource, limit?: number): Promise<TemplateItem> {
  const preview = await engine.templates.preview(source, limit)
  const drawn = shown(preview, [previewTable(preview)])
  const expansion = () => engine.templates.expansion(stepsOf(source))
  return rememberSource(withMethods(drawn, { expansion }), source)
}

const stepsOf = (source: TemplateSource): unknown =>
  typeof source === 'object' && !Array.isArray(source) && 'pipeline' in source ? source.pipeline : source

function previewTable({ name, count, fits, pipelines }: TemplatePreview): TableDisplay {
  const more = count > pipelines.length ? `, the first ${pipelines.length}` : ''
  return {
    kind: 'table',
    title: printable(`${name}: ${formatCount(count, 'pipeline')}, ${formatCount(fits, 'fit')}${more}`),
    columns: [{ label: 'Pipeline', align: 'left' }],
    rows: pipelines.map(({ pipeline_config }) => [printable(pipeline_config)]),
    whenEmpty: 'No pipeline.',
  }
}
