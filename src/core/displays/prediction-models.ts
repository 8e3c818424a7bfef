import { quote } from '../errors/index.ts'
import { mean, standardDeviation } from '../math/statistics.ts'
import type { MetricCard, Partition, PredictionRecord, ResultRecord } from '../records/index.ts'
import { countColumn, numberColumn, textColumn } from './column.ts'
import { type TableDisplay, tableOf } from './display.ts'
import { formatSpread } from './format.ts'
import { betterEnd, metricLabel, partHeading } from './labels.ts'
import { modelWords } from './prediction-words.ts'

/** One of the models of a result, and what it predicted. */
export interface PredictedMember {
  /** Its place in the template. */
  readonly member: number
  readonly branch_name: string | null
  readonly model_name: string
  readonly predictions: readonly PredictionRecord[]
}

const isFold = (fold_id: string) => /^\d+$/.test(fold_id)

/** Predictions by the model that made them: one for a simple pipeline, several for one with branches. */
export function predictedModels(predictions: readonly PredictionRecord[]): readonly PredictedMember[] {
  const members = new Map<number, PredictionRecord[]>()
  for (const prediction of predictions) {
    const own = members.get(prediction.member)
    if (own) own.push(prediction)
    else members.set(prediction.member, [prediction])
  }
  return [...members]
    .sort(([a], [b]) => a - b)
    .map(([member, own]) => ({
      member,
      branch_name: own[0]!.branch_name,
      model_name: own[0]!.model_name,
      predictions: own,
    }))
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

/** The model whose scores are those of the result. */
export const leadingModel = (
  { best_member }: ResultRecord,
  models: readonly PredictedMember[],
): PredictedMember | undefined => models.find(({ member }) => member === best_member) ?? models[0]

/** Score of the model that would be used: refitted, else averaged over the folds. */
function testScore({ predictions }: PredictedMember, metric: string): number | null {
  const whole = predictions.find(({ partition, fold_id }) => partition === 'test' && fold_id === 'final')
  return whole ? (whole.scores[metric] ?? null) : foldSpread(predictions, 'test', metric).mean
}

const paramsText = ({ best_params }: PredictionRecord): string =>
  Object.entries(best_params)
    .map(([name, value]) => `${name}=${quote(value, 24)}`)
    .join(', ')

/** `#2 PLSRegression, branch snv`: models of one result may have the same name. */
export const memberWords = (member: PredictedMember): string => `#${member.member + 1} ${modelWords(member)}`

/** The branches and models of one result beside each other, by its ranking metric. */
export function modelsTable(
  { metric, best_member }: ResultRecord,
  models: readonly PredictedMember[],
  metrics: readonly MetricCard[] = [],
): TableDisplay {
  const better = betterEnd(metric, metrics)
  const validation = ({ predictions }: PredictedMember) => foldSpread(predictions, 'val', metric)
  return tableOf(
    `Branches and models: ${metricLabel(metric, metrics)}`,
    [
      countColumn<PredictedMember>('member', '#', 1, ({ member }) => member + 1),
      ...(models.some(({ branch_name }) => branch_name !== null)
        ? [textColumn<PredictedMember>('branch_name', 'Branch', 0, ({ branch_name }) => branch_name)]
        : []),
      textColumn<PredictedMember>('model_name', 'Model', 0, ({ model_name }) => model_name),
      textColumn<PredictedMember>('best_params', 'Parameters', 4, ({ predictions }) => paramsText(predictions[0]!)),
      numberColumn<PredictedMember>(
        'val',
        `${partHeading(metric, 'val', metrics)} mean ± sd`,
        { priority: 0, ...better },
        model => validation(model).mean,
        model => formatSpread(validation(model).mean, validation(model).sd),
      ),
      numberColumn<PredictedMember>('test', partHeading(metric, 'test', metrics), { priority: 1, ...better }, model =>
        testScore(model, metric),
      ),
      textColumn<PredictedMember>('ranks', 'Ranks', 2, ({ member }) =>
        best_member === null ? 'together' : member === best_member ? 'best' : null,
      ),
      countColumn<PredictedMember>('predictions', 'Predictions', 3, ({ predictions }) => predictions.length),
    ],
    models,
    'No predictions are stored for this result.',
  )
}
