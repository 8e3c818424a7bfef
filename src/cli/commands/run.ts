import type { DatasetSpec, Engine, RunPreview, RunRequest } from '../../core/index.ts'
import { formatCount, printable, runCostLines, WrongUsage } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { addDatasetOptions, datasetFields, firstDatasetFlag, namingFlags } from '../dataset-options.ts'
import { type ExecutionOptions, executeRun } from '../execute-run.ts'
import { given, jsonOption, maxPipelinesOption, resourceOptions } from '../options.ts'
import { noteLines } from '../output/run-report.ts'
import { writeRecord } from '../output/write.ts'

interface RunFlags extends ExecutionOptions {
  readonly dataset?: readonly string[]
  readonly dryRun?: boolean
  readonly maxPipelines?: number
}

function datasetsOf(flags: RunFlags): readonly DatasetSpec[] {
  const { dataset = [] } = flags
  const first = firstDatasetFlag('dataset', { ...flags })
  if (first !== null && dataset.length === 0) {
    throw WrongUsage({
      reason: `${first} is for the datasets given with --dataset, and there are none.`,
      usage: 'Add `--dataset FILE`, or write it beside the dataset in the run file.',
    })
  }
  const fields = datasetFields('dataset', { ...flags })
  return dataset.map(path => ({ path, ...fields }))
}

/** The command line's word comes before the run file's. */
function withLimit(request: RunRequest, max_pipelines: number | undefined): RunRequest {
  return max_pipelines === undefined ? request : { ...request, config: { ...request.config, max_pipelines } }
}

/** How long a dry run may compute to tell how long the run takes, in milliseconds. */
const probe = 1000

function previewText(preview: RunPreview) {
  const { name, templates, datasets, total_pipeline_configs, total_results, fits, warnings } = preview
  return [
    `${printable(name)} would make ${formatCount(total_results, 'result')} with ${formatCount(fits, 'fit')}:`,
    ...templates.map(template => `  ${printable(template.name)}: ${formatCount(template.expansion_count, 'pipeline')}`),
    `${formatCount(total_pipeline_configs, 'pipeline')} × ${formatCount(datasets.length, 'dataset')}: ${datasets.map(printable).join(', ')}`,
    ...runCostLines(preview.cost),
    ...noteLines(warnings),
    'Nothing was started or written (--dry-run).',
    '',
  ].join('\n')
}

export const addRun: AddCommand = (program, context) => {
  const command = program
    .command('run')
    .summary('execute a run file, or templates on datasets')
    .description('Execute a run file (templates, datasets, configuration), or template files on datasets given here.')
    .argument('<file...>', 'a run file, or one or more template files or library:NAME')
    .option('--dataset <file...>', 'datasets for template files; several may follow, so write the templates first')
    .addOption(maxPipelinesOption())
    .option('--dry-run', 'check everything and say what would be done')
    .option('--progress', 'lines of progress on standard error where it is not a terminal')
    .addOption(jsonOption('the run record with its results, as one line'))
    .addHelpText('after', '\nExamples:\n  n4a run run.yaml\n  n4a run pls.yaml ridge.yaml --dataset meat.csv --y fat')
    .action(async (files: readonly string[], flags: RunFlags) => {
      const datasets = datasetsOf(flags)
      const read = async (runs: Engine['runs']): Promise<RunRequest> =>
        withLimit(await runs.read(files, datasets), flags.maxPipelines)
      if (flags.dryRun) {
        const { runs } = await context.engine()
        const { workers, maxMemory } = flags
        const options = { ...given({ workers, max_memory: maxMemory }), probe }
        const preview = await namingFlags({ ...flags }, async () => runs.preview(await read(runs), options))
        return flags.json ? writeRecord(context, preview) : context.write(previewText(preview))
      }
      await executeRun(context, flags, ({ runs }, options) =>
        namingFlags({ ...flags }, async () => runs.start(await read(runs), options)),
      )
    })
  for (const option of resourceOptions()) command.addOption(option)
  addDatasetOptions(command, 'dataset', 'the column to predict in those datasets')
}
