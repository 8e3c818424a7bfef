import { UnsupportedRequest, WrongShape } from '../errors/index.ts'
import { classificationOutcome, getMetric, regressionErrors, scoreAll, scoreAllClasses } from '../metrics/index.ts'
import {
  type AggregatedPrediction,
  type Aggregation,
  type AggregationRequest,
  aggregations,
  type PredictionRecord,
} from '../records/index.ts'
import { aggregateSamples, foldWeights, type ModelSamples } from '../run/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { findProbabilities, readArray } from './read-prediction.ts'
import { sampleIdsOf } from './sample-ids.ts'

const isFold = ({ fold_id }: PredictionRecord): boolean => /^\d+$/.test(fold_id)
const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null)

/**
 * Several stored predictions of one partition of one dataset as one. Where there are fold models, averages of them and refits
 * among the records are left out, and named.
 * @throws WrongShape, UnsupportedRequest where they are of different things
 */
export async function aggregatePredictions(
  workspace: Workspace,
  given: readonly PredictionRecord[],
  { by = 'mean' }: AggregationRequest = {},
  classes: readonly string[] | null = null,
): Promise<AggregatedPrediction> {
  const folds = given.filter(isFold)
  const records = folds.length > 0 ? folds : given
  const first = checkAlike(records)
  checkAggregation(by, first)
  const metric = getMetric(first.metric)
  const weights =
    by === 'weighted'
      ? foldWeights(
          metric,
          records.map(({ val_score }) => val_score),
        )
      : records.map(() => 1 / records.length)
  const models = await Promise.all(
    records.map((record, i) => samplesOf(workspace, record, weights[i]!, classes?.length ?? null)),
  )
  checkTruth(records, models)
  const all = aggregateSamples(models, by, classes?.length ?? null)
  const ids = await sampleIdsOf(workspace, first)
  const { y_true, y_pred, scores } = all
  const quantities = classes === null
  return {
    by,
    predictions: records.map(({ id }, i) => ({ id, weight: weights[i]! })),
    left_out: given.filter(record => !records.includes(record)).map(({ id }) => id),
    dataset: first.dataset,
    target: first.target,
    task_type: first.task_type,
    partition: first.partition,
    n_samples: all.rows.length,
    metric: metric.name,
    scores: quantities
      ? scoreAll(regressionErrors(y_true, y_pred), metric)
      : scoreAllClasses(classificationOutcome(y_true, y_pred, classes.length, scores, by !== 'vote'), metric),
    n_models: Array.from(all.n_models),
    y_sd: quantities ? Array.from(all.sd, orNull) : null,
    classes,
    y_true: Array.from(y_true),
    y_pred: Array.from(y_pred),
    y_proba:
      scores &&
      Array.from({ length: scores.rows }, (_, i) =>
        Array.from(scores.values.subarray(i * scores.columns, (i + 1) * scores.columns)),
      ),
    sample_indices: Array.from(all.rows),
    sample_ids: ids && Array.from(all.rows, row => ids[row] ?? String(row)),
  }
}

function checkAlike(records: readonly PredictionRecord[]): PredictionRecord {
  const [first] = records
  if (!first) {
    throw WrongShape({ what: 'What is aggregated', expected: 'at least one prediction', received: [] })
  }
  for (const field of ['dataset', 'target', 'partition'] as const) {
    const values = [...new Set(records.map(record => record[field]))]
    if (values.length === 1) continue
    const reason = `the predictions are of several: ${field} ${values.join(', ')}`
    const instead = `Choose one, such as --where ${field}=${values[0]}.`
    throw UnsupportedRequest({ what: 'Aggregating', reason, instead })
  }
  return first
}

function checkAggregation(by: Aggregation, { task_type }: PredictionRecord): void {
  const quantities = task_type === 'regression'
  const fit = quantities ? ['mean', 'median', 'weighted'] : ['mean', 'weighted', 'vote']
  if (!aggregations.includes(by) || !fit.includes(by)) {
    const expected = `one of ${fit.join(', ')} for ${quantities ? 'quantities' : 'classes'}`
    throw WrongShape({ what: '`by`', expected, received: by }).at({ field: 'by' })
  }
}

async function samplesOf(
  workspace: Workspace,
  record: PredictionRecord,
  weight: number,
  n_classes: number | null,
): Promise<ModelSamples> {
  const [y_true, y_pred, rows] = await Promise.all(
    (['y_true', 'y_pred', 'sample_indices'] as const).map(name => readArray(workspace, record, name)),
  )
  const values = n_classes === null ? null : await findProbabilities(workspace, record)
  const probabilities = values && n_classes !== null ? { rows: rows!.length, columns: n_classes, values } : null
  return { rows: rows!, y_true: y_true!, y_pred: y_pred!, probabilities, weight }
}

/** A dataset of the same name may have been another file in another run. */
function checkTruth(records: readonly PredictionRecord[], models: readonly ModelSamples[]): void {
  const truth = new Map<number, number>()
  models.forEach(({ rows, y_true }, m) => {
    rows.forEach((row, i) => {
      const known = truth.get(row)
      if (known !== undefined && known !== y_true[i]) {
        const reason = `row ${row} is measured ${y_true[i]} in ${records[m]!.id} and ${known} in another: the dataset has changed between them`
        throw UnsupportedRequest({ what: 'Aggregating', reason, instead: 'Aggregate predictions of one run.' })
      }
      truth.set(row, y_true[i]!)
    })
  })
}
