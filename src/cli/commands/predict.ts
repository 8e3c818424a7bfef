import { Option } from 'commander'
import {
  csvLine,
  type DatasetSpec,
  type NewPredictions,
  newPredictionsTable,
  type PredictingModel,
  printable,
} from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { addDatasetOptions, datasetFields, namingFlags } from '../dataset-options.ts'
import { given, jsonOption } from '../options.ts'
import { writeRecord, writeTable } from '../output/write.ts'
import { writeOutput } from '../output/write-output.ts'

interface Flags {
  readonly model?: PredictingModel
  readonly member?: number
  readonly resample?: boolean
  readonly save?: string | true
  readonly confidence?: number
  readonly output?: string
  readonly force?: boolean
  readonly json?: boolean
}

const afterHelp = `
The interval covers a new sample like the training samples with the given probability, by the residuals of cross-validation.
Outside of the domain are samples whose spectra, or whose prediction, are unlike those of the training samples.`

export const addPredict: AddCommand = (program, context) => {
  const command = program
    .command('predict')
    .summary(
      'predict new samples by a stored result or a model file, with intervals and a word on samples that are unlike the calibration',
    )
    .argument(
      '<model>',
      'id of a result, a model file (n4a models export), or the id of a model from elsewhere (n4a models list)',
    )
    .argument('<data>', 'a file or folder of spectra; reference values are scored where they are there')
    .option(
      '--model <model>',
      'final: refitted on all training rows; avg, w_avg: the mean of the fold models; or a fold (default: final)',
    )
    .addOption(
      new Option('--member <n>', 'this of its models, counted from 0 (default: the one that ranks it)').argParser(
        Number,
      ),
    )
    .option('--save [name]', 'keep the predictions in the workspace, as those of an external set of this name')
    .option('--resample', 'interpolate spectra that were measured at other wavelengths')
    .addOption(new Option('--confidence <share>', 'of the intervals (default: 0.95)').argParser(Number))
    .option('-o, --output <file>', 'a CSV file with a line for each sample')
    .option('--force', 'write over an existing file')
    .addOption(jsonOption('the record'))
    .addHelpText('after', afterHelp)
    .action(async (result: string, path: string, flags: Flags) => {
      const { model, member, resample, confidence, save, output, force, json } = flags
      const engine = await context.engine()
      const spec: DatasetSpec = { path, ...datasetFields('spectra', { ...flags }) }
      const request = given({ model, member, resample, confidence, save })
      const made = await namingFlags({ ...flags }, () => engine.predict(result, spec, request))
      if (output !== undefined) {
        await writeOutput(context, { output, force }, async write => {
          for (const line of csvLines(made)) await write(line)
        })
      }
      if (made.saved) {
        const { dataset, run_id, prediction_id } = made.saved
        context.note(`Kept as ${printable(dataset)} in the run ${run_id}; \`n4a predictions show ${prediction_id}\`.`)
      }
      if (json) return writeRecord(context, made)
      if (output === undefined) await writeTable(context, newPredictionsTable(made), { title: true })
      for (const line of summaryLines(made)) context.note(printable(line))
    })
  addDatasetOptions(command, 'spectra', 'the reference values, where the column is not called as the target')
}

function* csvLines({ samples, classes }: NewPredictions): Iterable<string> {
  const scored = samples.some(({ y_true }) => y_true !== undefined)
  const probable = classes !== null && samples.some(({ y_proba }) => y_proba !== undefined)
  yield csvLine([
    ...['sample', 'y_pred', 'lower', 'upper', 'hotelling_t2', 'q_residual', 'inside_domain', 'reasons'],
    ...(probable ? classes!.map(label => `p(${label})`) : []),
    ...(scored ? ['y_true', 'residual'] : []),
  ])
  for (const sample of samples) {
    yield csvLine([
      ...[sample.sample_id, sample.y_pred, sample.lower ?? '', sample.upper ?? ''],
      ...[
        sample.hotelling_t2 ?? '',
        sample.q_residual ?? '',
        String(sample.inside_domain ?? ''),
        sample.reasons.join('; '),
      ],
      ...(probable ? (sample.y_proba ?? classes!.map(() => '')) : []),
      ...(scored ? [sample.y_true ?? '', sample.residual ?? ''] : []),
    ])
  }
}

function summaryLines({ scores, target, notes }: NewPredictions): readonly string[] {
  const named = Object.entries(scores ?? {}).filter(([name]) =>
    ['rmse', 'bias', 'sep', 'r2', 'accuracy', 'balanced_accuracy'].includes(name),
  )
  const shown = named.map(([name, value]) => `${name} ${value === null ? '–' : Number(value.toPrecision(4))}`)
  return [...(shown.length > 0 ? [`Against the measured ${target}: ${shown.join(', ')}`] : []), ...notes]
}
