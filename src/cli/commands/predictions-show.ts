import {
  calibrationNote,
  confusionMatrix,
  labelledArrays,
  type MetricCard,
  matrixTable,
  metricLabel,
  ofClasses,
  type PredictionRecord,
  quote,
  scoreText,
} from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { arraysTable } from '../output/arrays-table.ts'
import { type Detail, textDetails } from '../output/text-details.ts'
import { writeLine, writeRecord, writeTable } from '../output/write.ts'

function details(prediction: PredictionRecord, metrics: readonly MetricCard[]): readonly Detail[] {
  const params = Object.entries(prediction.best_params).map(([name, value]) => `${name}=${quote(value)}`)
  return [
    ['Branch', prediction.branch_name],
    ['Model', `${prediction.model_name} (${prediction.model_classname})`],
    ['Preprocessing', prediction.preprocessings],
    ['Parameters', params.join(', ')],
    ['Dataset', `${prediction.dataset}, target ${prediction.target}`],
    ['Partition', `${prediction.partition}, fold ${prediction.fold_id}, ${prediction.n_samples} samples`],
    ...Object.keys(prediction.scores).map(
      metric => [metricLabel(metric, metrics), scoreText(prediction.scores, metric)] as const,
    ),
    ['Result', prediction.result_id],
    ['Run', prediction.run_id],
    ['Id', prediction.id],
  ]
}

const afterHelp = `
With --json --arrays, y_true and y_pred of classes are their labels: numbers where all labels are numbers, else texts.
"classes" lists the labels in the order of the columns of y_proba; it is null for quantities.`

export const addPredictionsShow: AddCommand = (predictions, context) => {
  predictions
    .command('show')
    .summary('show one prediction; of classes with its confusion matrix')
    .argument('<id>', 'id of the prediction')
    .option('--arrays', 'with measured and predicted value of every sample')
    .addOption(jsonOption('the record'))
    .addHelpText('after', afterHelp)
    .action(async (id: string, flags: { arrays?: boolean; json?: boolean }) => {
      const engine = await context.engine()
      const prediction = await engine.predictions.get(id)
      const classes = ofClasses(prediction)
      const needed = flags.arrays || (classes && !flags.json)
      const arrays = needed ? await engine.predictions.arrays(prediction.id) : undefined
      if (flags.json) {
        return arrays
          ? writeLine(context, { ...prediction, ...labelledArrays(arrays) })
          : writeRecord(context, prediction)
      }
      const metrics = engine.metrics.list()
      await context.write(textDetails(details(prediction, metrics)))
      if (!arrays) return
      await context.write('\n')
      if (classes) {
        await writeTable(context, matrixTable(confusionMatrix(prediction, arrays, { metrics })), { title: true })
        const calibration = calibrationNote([arrays])
        if (calibration) await context.write(`${calibration}\n`)
        if (!flags.arrays) return
        await context.write('\n')
      }
      await writeTable(context, arraysTable(arrays, classes))
    })
}
