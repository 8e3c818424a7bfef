import {
  formatScore,
  type MetricCard,
  metricLabel,
  type PredictionArrays,
  type PredictionRecord,
  quote,
  scoreText,
  type TableDisplay,
} from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { type Detail, textDetails } from '../output/text-details.ts'
import { writeLine, writeRecord, writeTable } from '../output/write.ts'

function details(prediction: PredictionRecord, metrics: readonly MetricCard[]): readonly Detail[] {
  const params = Object.entries(prediction.best_params).map(([name, value]) => `${name}=${quote(value)}`)
  return [
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

function arraysTable({ y_true, y_pred, sample_indices, sample_ids }: PredictionArrays): TableDisplay {
  return {
    kind: 'table',
    title: 'Predictions',
    columns: [
      { label: 'Row', align: 'right' },
      ...(sample_ids ? [{ label: 'Sample', align: 'left' as const }] : []),
      { label: 'Measured', align: 'right' },
      { label: 'Predicted', align: 'right' },
      { label: 'Residual', align: 'right' },
    ],
    rows: y_true.map((truth, i) => [
      String(sample_indices[i] ?? i),
      ...(sample_ids ? [quote(sample_ids[i]).slice(1, -1)] : []),
      formatScore(truth, 5),
      formatScore(y_pred[i], 5),
      formatScore((y_pred[i] ?? Number.NaN) - truth),
    ]),
    whenEmpty: 'This prediction has no samples.',
  }
}

export const addPredictionsShow: AddCommand = (predictions, context) => {
  predictions
    .command('show')
    .summary('show one prediction')
    .argument('<id>', 'id of the prediction')
    .option('--arrays', 'with measured and predicted value of every sample')
    .addOption(jsonOption('the record'))
    .action(async (id: string, flags: { arrays?: boolean; json?: boolean }) => {
      const engine = await context.engine()
      const prediction = await engine.predictions.get(id)
      const arrays = flags.arrays ? await engine.predictions.arrays(prediction.id) : undefined
      if (flags.json) {
        return arrays ? writeLine(context, { ...prediction, ...arrays }) : writeRecord(context, prediction)
      }
      await context.write(textDetails(details(prediction, engine.metrics.list())))
      if (!arrays) return
      await context.write('\n')
      await writeTable(context, arraysTable(arrays))
    })
}
