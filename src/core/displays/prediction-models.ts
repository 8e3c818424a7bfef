import { mean, standardDeviation } from '../math/statistics.ts'
import type { MetricCard, Partition, PredictionRecord, ResultRecord } from '../records/index.ts'
import { countColumn, numberColumn, textColumn } from './column.ts'
import { type TableDisplay, tableOf } from './display.ts'
import { formatSpread } from './format.ts'
import { betterEnd, metricLabel, partHeading } from './labels.ts'
import { rankingCost } from './ranking.ts'

/** One model of one branch, and what it predicted. */
export interface PredictedModelGroup {
  readonly branch_id: number | null
  readonly branch_name: string | null
  readonly model_name: string
  readonly predictions: readonly PredictionRecord[]
}

const isFold = (fold_id: string) => /^\d+$/.test(fold_id)

/** Predictions by branch and model, in the order met: one group for a simple pipeline, several for one with branches. */
export function predictedModels(predictions: readonly PredictionRecord[]): readonly PredictedModelGroup[] {
  const groups = new Map<string, PredictionRecord[]>()
  for (const prediction of predictions) {
    const key = JSON.stringify([prediction.branch_id, prediction.branch_name, prediction.model_name])
    const group = groups.get(key)
    if (group) group.push(prediction)
    else groups.set(key, [prediction])
  }
  return [...groups.values()].map(own => {
    const { branch_id, branch_name, model_name } = own[0]!
    return { branch_id, branch_name, model_name, predictions: own }
  })
}

/** Mean and sd (n − 1) of a metric over the models of the folds, on one partition. */
export function foldSpread(predictions: readonly PredictionRecord[], partition: Partition, metric: string) {
  const scores = predictions.flatMap(({ fold_id, partition: own, scores }) => {
    const score = scores[metric]
    return own === partition && isFold(fold_id) && typeof score === 'number' ? [score] : []
  })
  const values = Float64Array.from(scores)
  return {
    mean: values.length > 0 ? mean(values) : null,
    sd: values.length > 1 ? standardDeviation(values, 1) : null,
  }
}

/** The model that validated best; the first where the folds cannot tell. */
export function leadingModel(
  models: readonly PredictedModelGroup[],
  metric: string,
  metrics: readonly MetricCard[],
): PredictedModelGroup | undefined {
  const cost = ({ predictions }: PredictedModelGroup) => {
    const validated = foldSpread(predictions, 'val', metric).mean
    const own = validated === null ? Number.NaN : rankingCost(validated, metric, metrics)
    return Number.isNaN(own) ? Number.POSITIVE_INFINITY : own
  }
  return models.reduce<PredictedModelGroup | undefined>(
    (best, model) => (best === undefined || cost(model) < cost(best) ? model : best),
    undefined,
  )
}

/** Score of the model that would be used: refitted, else averaged over the folds. */
function testScore({ predictions }: PredictedModelGroup, metric: string): number | null {
  const whole = predictions.find(({ partition, fold_id }) => partition === 'test' && fold_id === 'final')
  return whole ? (whole.scores[metric] ?? null) : foldSpread(predictions, 'test', metric).mean
}

/** The branches and models of one result beside each other, by its ranking metric. */
export function modelsTable(
  { metric }: ResultRecord,
  models: readonly PredictedModelGroup[],
  metrics: readonly MetricCard[] = [],
): TableDisplay {
  const better = betterEnd(metric, metrics)
  const validation = ({ predictions }: PredictedModelGroup) => foldSpread(predictions, 'val', metric)
  return tableOf(
    `Branches and models: ${metricLabel(metric, metrics)}`,
    [
      ...(models.some(({ branch_name }) => branch_name !== null)
        ? [textColumn<PredictedModelGroup>('branch_name', 'Branch', 0, ({ branch_name }) => branch_name)]
        : []),
      textColumn<PredictedModelGroup>('model_name', 'Model', 0, ({ model_name }) => model_name),
      numberColumn<PredictedModelGroup>(
        'val',
        `${partHeading(metric, 'val', metrics)} mean ± sd`,
        { priority: 0, ...better },
        model => validation(model).mean,
        model => formatSpread(validation(model).mean, validation(model).sd),
      ),
      numberColumn<PredictedModelGroup>(
        'test',
        partHeading(metric, 'test', metrics),
        { priority: 1, ...better },
        model => testScore(model, metric),
      ),
      countColumn<PredictedModelGroup>('predictions', 'Predictions', 3, ({ predictions }) => predictions.length),
    ],
    models,
    'No predictions are stored for this result.',
  )
}
