import { Option } from 'commander'
import { exportedModels, formatCount, type OnnxRequest, printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given } from '../options.ts'
import { writeOutput } from '../output/write-output.ts'

interface Flags extends OnnxRequest {
  readonly format: 'onnx' | 'n4a'
  readonly output: string
  readonly force?: boolean
}

const afterHelp = `
n4a: preprocessing, model, intervals, domain and lineage, with a checksum; \`n4a predict FILE DATA\` uses it.
onnx: the input X takes spectra as they were measured, (samples, wavelengths) in 64-bit floats; the output y_pred is in the unit of y.
Classes have label and y_proba (or y_score) beside it. docs/onnx.md says how each operator is expressed, and which are not.`

export const addModelsExport: AddCommand = (models, context) => {
  models
    .command('export')
    .summary('the model of a result as one file: for n4a without its workspace, or as ONNX without n4a')
    .argument('<id>', 'id of the result')
    .addOption(new Option('--format <format>', 'of the file').choices(['n4a', 'onnx']).makeOptionMandatory())
    .requiredOption('-o, --output <file>', 'the file')
    .addOption(
      new Option(
        '--model <model>',
        'final: fitted on all training rows; avg: the mean of the models of all folds',
      ).choices(exportedModels),
    )
    .addOption(
      new Option('--member <n>', 'this of its models, counted from 0 (default: the one that ranks it)').argParser(
        Number,
      ),
    )
    .option('--force', 'write over an existing file')
    .addHelpText('after', afterHelp)
    .action(async (id: string, { format, output, force, ...request }: Flags) => {
      const engine = await context.engine()
      if (format === 'n4a') {
        const text = await engine.models.export(id, given(request))
        await writeOutput(context, { output, force }, write => write(text))
        return context.note(
          `Written to ${printable(output)}. \`n4a predict ${printable(output)} DATA\` uses it anywhere.`,
        )
      }
      const made = await engine.results.exportOnnx(id, given(request))
      await writeOutput(context, { output, force }, write => write(made.bytes))
      const models = made.models > 1 ? `the mean of ${formatCount(made.models, 'model')}, ` : ''
      const columns = `X (N, ${made.n_features}) → ${made.target}`
      context.note(`${made.preprocessings} > ${made.model_name}, ${models}${columns} written to ${printable(output)}`)
    })
}
