import {
  displayTable,
  expansionTree,
  formatCount,
  groupedDigits,
  printable,
  type TemplatePreview,
} from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { foldsOption, given, jsonOption, type Limit, limitOption, maxPipelinesOption } from '../options.ts'
import { pipelinesTable } from '../output/pipelines-table.ts'
import { writeRecord, writeTable } from '../output/write.ts'
import { writeDisplays } from '../output/write-displays.ts'

const defaultPipelines = 10

interface Flags {
  readonly json?: boolean
  readonly tree?: boolean
  readonly limit?: Limit
  readonly folds?: number
  readonly maxPipelines?: number
}

/** What running it on a dataset would cost, and what to look at before. */
function notes({ count, fits, shared_fits, folds, refits, duplicates, max_pipelines }: TemplatePreview): string {
  const fitsText = `${formatCount(fits, 'fit')} on each dataset: ${formatCount(count, 'pipeline')} × ${folds} folds and ${formatCount(refits, 'refit')}`
  const same = (duplicates ?? []).slice(0, 5).map(one => `  ${one.pipeline_config_id} is ${one.same_as}`)
  return [
    fitsText,
    ...(shared_fits !== null && shared_fits < fits
      ? [`${formatCount(shared_fits, 'fit')} are computed: pipelines of a family share one`]
      : []),
    ...(duplicates && duplicates.length > 0
      ? [`The same as an earlier one: ${formatCount(duplicates.length, 'pipeline')}`, ...same]
      : []),
    ...(duplicates === null
      ? [`More than the limit of ${groupedDigits(max_pipelines)}: a run refuses it, unless --max-pipelines is higher.`]
      : []),
    '',
  ].join('\n')
}

export const addTemplatesPreview: AddCommand = (templates, context) => {
  templates
    .command('preview')
    .summary('count the pipelines and fits of a template and show the first pipelines')
    .argument('<file>', 'a template file (YAML or JSON), or library:NAME')
    .addOption(limitOption(String(defaultPipelines)))
    .addOption(foldsOption())
    .addOption(maxPipelinesOption())
    .option('--tree', 'the steps with what each generator chooses from, in place of pipelines')
    .addOption(jsonOption('the preview'))
    .action(async (file: string, { json, tree, limit = defaultPipelines, folds, maxPipelines }: Flags) => {
      const engine = await context.engine()
      const options = given({ folds, max_pipelines: maxPipelines })
      const preview = await engine.templates.preview(file, limit === 'all' ? Infinity : limit, options)
      if (json) return writeRecord(context, preview)
      if (tree) {
        const outline = await engine.templates.outline(file)
        return writeDisplays(context, [displayTable(expansionTree(preview.name, preview.count, outline))])
      }
      await context.write(`${printable(preview.name)}: ${formatCount(preview.count, 'pipeline')}\n`)
      await context.write(`${notes(preview)}\n`)
      await writeTable(context, pipelinesTable(preview.pipelines))
      const left = preview.count - preview.pipelines.length
      if (left > 0) await context.write(`… ${formatCount(left, 'more pipeline')}; --limit all shows them.\n`)
    })
}
