import {
  type Engine,
  expansionTree,
  formatCount,
  printable,
  type TableDisplay,
  type TemplatePreview,
  type TemplateSource,
} from '../core/index.ts'
import { drawing } from './drawing.ts'
import type { TemplateItem } from './kernel.ts'
import { rememberSource } from './plain-request.ts'
import { shown, withMethods } from './renderable.ts'

/** A file, `library:NAME` or an object, counted and expanded. */
export async function templateItem(engine: Engine, source: TemplateSource, limit?: number): Promise<TemplateItem> {
  const preview = await engine.templates.preview(source, limit)
  const outline = await engine.templates.outline(source)
  const tree = expansionTree(preview.name, preview.count, outline)
  const drawn = shown(preview, [tree, previewTable(preview)])
  const expansion = () => engine.templates.expansion(stepsOf(source))
  return rememberSource(withMethods(drawn, { expansion, tree: () => drawing([tree]) }), source)
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
