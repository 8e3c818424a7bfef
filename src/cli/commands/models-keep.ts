import { Option } from 'commander'
import { formatBytes, type PredictingModel, printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given, jsonOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'

interface Flags {
  readonly model?: PredictingModel
  readonly member?: number
  readonly json?: boolean
}

export const addModelsKeep: AddCommand = (models, context) => {
  models
    .command('keep')
    .summary('store a model of a result, so that it predicts without the training data')
    .argument('<id>', 'id of the result')
    .option(
      '--model <model>',
      'final: fitted on all training rows; avg, w_avg: the models of all folds; or a fold (default: final)',
    )
    .addOption(
      new Option('--member <n>', 'this of its models, counted from 0 (default: the one that ranks it)').argParser(
        Number,
      ),
    )
    .addOption(jsonOption('the record'))
    .addHelpText(
      'after',
      '\nThe best result of each dataset of a run has its model stored already, unless the run says refit: none.',
    )
    .action(async (id: string, { json, ...request }: Flags) => {
      const stored = await (await context.engine()).models.keep(id, given(request))
      if (json) return writeRecord(context, stored)
      context.note(
        `Stored ${stored.id} of ${printable(stored.pipeline_config)} (${formatBytes(stored.bytes)}). \`n4a predict ${printable(stored.result_id)} DATA\` uses it.`,
      )
    })
}
