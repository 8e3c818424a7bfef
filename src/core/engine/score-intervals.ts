import { UnsupportedRequest, WrongShape } from '../errors/index.ts'
import {
  type BootstrapInterval,
  bootstrapInterval,
  getMetric,
  intervalMethods,
  type Metric,
  scoreSamples,
} from '../metrics/index.ts'
import {
  type IntervalPart,
  type IntervalRequest,
  intervalParts,
  type PredictionRecord,
  type ResultRecord,
  type ScoreInterval,
} from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { byFold, outOfFold, rankingPredictions } from './ranking-predictions.ts'
import { readArrays, readSamples } from './read-prediction.ts'
import { datasetAsRun } from './sample-ids.ts'

/** Below it, resamples of so few units say little of others. */
const fewUnits = 20

/** Which stored predictions make each part; `test` has one of each fold model, all of the same samples. */
const madeOf: Readonly<Record<Exclude<IntervalPart, 'val'>, (record: PredictionRecord) => boolean>> = {
  test: ({ fold_id, partition }) => /^\d+$/.test(fold_id) && partition === 'test',
  avg_test: ({ fold_id, partition }) => fold_id === 'avg' && partition === 'test',
  w_avg_test: ({ fold_id, partition }) => fold_id === 'w_avg' && partition === 'test',
  final_train: ({ fold_id, partition }) => fold_id === 'final' && partition === 'train',
  final_test: ({ fold_id, partition }) => fold_id === 'final' && partition === 'test',
}

/**
 * Bootstrap intervals of one metric on the parts of a result, from its stored predictions. Replicates are drawn together, and
 * so are repeated predictions of one sample.
 * @throws UnknownMetric, WrongShape, UnsupportedRequest
 */
export async function scoreIntervals(
  workspace: Workspace,
  result: ResultRecord,
  request: IntervalRequest = {},
): Promise<readonly ScoreInterval[]> {
  const options = checkRequest(request)
  const metric = getMetric(request.metric ?? result.metric)
  checkMetric(metric, result)
  const records = await workspace.predictions({ dataset: result.dataset, result_id: result.id })
  const ranking = rankingPredictions(result, records)
  const parts = (request.part ? [request.part] : intervalParts)
    .map(part => ({ part, records: part === 'val' ? outOfFold(ranking) : ranking.filter(madeOf[part]) }))
    .filter(({ records }) => records.length > 0)
  if (parts.length === 0) {
    const reason = `${result.id} has no stored predictions${request.part ? ` of the part ${request.part}` : ''}`
    throw UnsupportedRequest({ what: 'An interval', reason, instead: '`n4a results show ID` lists the parts it has.' })
  }
  const grouping = await groupingOf(workspace, result)
  return Promise.all(
    parts.map(async ({ part, records }): Promise<ScoreInterval> => {
      // Out-of-fold predictions are one set of samples, whichever folds they stand in.
      const folds = part === 'val' ? [records] : byFold(records)
      const models = await Promise.all(folds.map(fold => readSamples(workspace, fold, result)))
      const rows = await readArrays(workspace, folds[0]!, 'sample_indices')
      const scoreOf = (drawn: Int32Array) =>
        models.reduce((sum, samples) => sum + scoreSamples(metric, samples, drawn), 0) / models.length
      const groups = grouping.groups ? Array.from(rows, row => grouping.groups![row]) : rows
      const interval = bootstrapInterval(scoreOf, rows.length, { ...options, groups })
      return {
        result_id: result.id,
        metric: metric.name,
        part,
        score: orNull(interval.score),
        low: orNull(interval.low),
        high: orNull(interval.high),
        confidence: options.confidence,
        method: options.method,
        n_samples: rows.length,
        resampled: grouping.groups ? 'groups' : 'samples',
        n_resampled: interval.n_units,
        n_resamples: options.n_resamples,
        random_state: options.random_state,
        note: noteOf(interval, metric, options.n_resamples, grouping.note),
      }
    }),
  )
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null)

function checkRequest({ part, method, confidence = 0.95, n_resamples = 2000, random_state }: IntervalRequest) {
  const refuse = (what: string, expected: string, received: unknown) =>
    WrongShape({ what: `\`${what}\``, expected, received }).at({ field: what })
  if (part !== undefined && !intervalParts.includes(part)) {
    throw refuse('part', `one of ${intervalParts.join(', ')}`, part)
  }
  if (method !== undefined && !intervalMethods.includes(method)) {
    throw refuse('method', `one of ${intervalMethods.join(', ')}`, method)
  }
  if (!(confidence > 0 && confidence < 1)) {
    throw refuse('confidence', 'a number between 0 and 1, such as 0.95', confidence)
  }
  if (!Number.isInteger(n_resamples) || n_resamples < 1 || n_resamples > 1_000_000) {
    throw refuse('n_resamples', 'a whole number from 1 to 1,000,000', n_resamples)
  }
  const seed = random_state ?? 0
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    throw refuse('random_state', 'a whole number from 0 to 4,294,967,295, or null', random_state)
  }
  return { method: method ?? 'percentile', confidence, n_resamples, random_state: seed } as const
}

function checkMetric({ name, task }: Metric, { id, task_type }: ResultRecord): void {
  if ((task === 'regression') === (task_type === 'regression')) return
  const reason = `${name} is a metric of ${task}, and ${id} predicts ${task_type === 'regression' ? 'quantities' : 'classes'}`
  throw UnsupportedRequest({ what: 'An interval', reason, instead: '`n4a metrics list` shows what each metric is of.' })
}

/** By row of the dataset, the group of replicates it belongs to; null where samples stand alone. */
async function groupingOf(workspace: Workspace, result: ResultRecord) {
  const { datasets } = await workspace.runs.read(result.run_id)
  const grouped = datasets.some(({ name, group }) => name === result.dataset && group !== null)
  const groups = grouped ? ((await datasetAsRun(workspace, result))?.groups ?? null) : null
  const note = 'The dataset is gone or changed, so replicates were not drawn together: the interval is too narrow.'
  return { groups, note: grouped && !groups ? note : null }
}

function noteOf(
  { score, low, n_units, n_undefined }: BootstrapInterval,
  { label }: Metric,
  n_resamples: number,
  grouping: string | null,
): string | null {
  const undefinedScore = !Number.isFinite(score)
  const notes = [
    grouping,
    undefinedScore && `${label} is not defined by what is stored of these samples.`,
    !undefinedScore && n_undefined > 0 && `${n_undefined} of ${n_resamples} resamples have no ${label}: left out.`,
    !undefinedScore && Number.isNaN(low) && 'There is no interval: the resamples lie on one side of the score.',
    !undefinedScore && n_units < fewUnits && `Rough: it rests on ${n_units} only.`,
  ].filter(note => note)
  return notes.length > 0 ? notes.join(' ') : null
}
