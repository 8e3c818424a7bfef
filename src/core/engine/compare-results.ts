import { UnsupportedRequest } from '../errors/index.ts'
import { randomizationTest } from '../math/randomization-test.ts'
import { getMetric, type Metric, rankingValue } from '../metrics/index.ts'
import type { ComparedResult, PredictionRecord, ResultComparison, ResultRecord } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { comparisonVerdict, letterOf } from './comparison-verdict.ts'

const significance = 0.05

/** A result with its out-of-fold predictions. */
interface Candidate {
  readonly result: ResultRecord
  readonly score: number
  /** By row of the dataset, in the order of the folds. */
  readonly squares: ReadonlyMap<number, number>
  readonly folds: readonly (number | null)[]
  /** Which rows each fold validates. */
  readonly division: string
}

/**
 * Hold results against the first: score, folds won, and a paired test on the same samples.
 * @throws UnsupportedRequest for results without out-of-fold scores, of several datasets or metrics
 */
export async function compareResults(
  workspace: Workspace,
  results: readonly ResultRecord[],
): Promise<ResultComparison> {
  checkComparable(results)
  const metric = getMetric(results[0]!.metric)
  const candidates = await Promise.all(results.map(result => readCandidate(workspace, result, metric)))
  const [baseline] = candidates
  const band = tieBand(candidates, metric)
  const simplest = candidates.filter(candidate => band.has(candidate)).sort(bySimplicity)[0]
  const compared = candidates.map(
    (candidate, i): ComparedResult => ({
      letter: letterOf(i),
      result_id: candidate.result.id,
      pipeline_config: candidate.result.pipeline_config,
      dataset: candidate.result.dataset,
      score: candidate.score,
      fold_scores: candidate.folds,
      change: candidate.score / baseline!.score - 1,
      ...paired(candidate, baseline!, metric),
      in_tie_band: band.has(candidate),
      simplest: candidate === simplest,
    }),
  )
  const n_folds = baseline!.folds.length
  const comparison = {
    metric: metric.name,
    n_samples: baseline!.squares.size,
    n_folds,
    significance,
    results: compared,
  }
  return { ...comparison, verdict: comparisonVerdict(comparison) }
}

function checkComparable(results: readonly ResultRecord[]): void {
  const refuse = (reason: string, instead: string) => UnsupportedRequest({ what: 'This comparison', reason, instead })
  if (results.length < 2) throw refuse('there is only one result', 'Give two or more results.')
  const unscored = results.find(({ score_partition }) => score_partition !== 'val')
  if (unscored) throw refuse(`${unscored.id} has no out-of-fold score`, 'Leave it out.')
  if (new Set(results.map(({ dataset }) => dataset)).size > 1) {
    throw refuse(
      'the results are of several datasets, whose errors are in different units',
      'Compare one dataset at a time.',
    )
  }
  if (new Set(results.map(({ metric }) => metric)).size > 1) {
    throw refuse('the results are ranked by different metrics', 'Compare results of one metric.')
  }
}

async function readCandidate(workspace: Workspace, result: ResultRecord, metric: Metric): Promise<Candidate> {
  const rows = await workspace.predictions({ dataset: result.dataset, result_id: result.id, partition: 'val' })
  const pooled = rows.find(({ fold_id }) => fold_id === 'avg')!
  const folds = rows
    .filter(({ fold_id }) => /^\d+$/.test(fold_id))
    .sort((a, b) => Number(a.fold_id) - Number(b.fold_id))
  const [y_true, y_pred, indices] = await Promise.all([
    readArray(workspace, pooled, 'y_true'),
    readArray(workspace, pooled, 'y_pred'),
    readArray(workspace, pooled, 'sample_indices'),
  ])
  return {
    result,
    score: result.best_score!,
    squares: new Map(Array.from(indices, (row, i) => [row, (y_pred[i]! - y_true[i]!) ** 2])),
    folds: folds.map(({ scores }) => scores[metric.name] ?? null),
    division: JSON.stringify([Array.from(indices), folds.map(({ n_samples }) => n_samples)]),
  }
}

function readArray(workspace: Workspace, record: PredictionRecord, name: 'y_true' | 'y_pred' | 'sample_indices') {
  return workspace.readArray({
    array_id: record[`${name}_array_id`],
    offset: record[`${name}_offset`],
    length: record[`${name}_length`],
  })
}

function paired(candidate: Candidate, baseline: Candidate, metric: Metric) {
  if (candidate === baseline) return { p_value: null, folds_won: null, verdict: 'baseline' } as const
  const rows = [...baseline.squares.keys()]
  if (candidate.squares.size !== rows.length || !rows.every(row => candidate.squares.has(row))) {
    return { p_value: null, folds_won: null, verdict: 'other samples' } as const
  }
  const losses = ({ squares }: Candidate) => Float64Array.from(rows, row => squares.get(row)!)
  const { difference, p } = randomizationTest(losses(candidate), losses(baseline))
  const folds_won =
    candidate.division === baseline.division
      ? candidate.folds.filter((score, i) => isBetter(metric, score, baseline.folds[i] ?? null)).length
      : null
  const verdict = p > significance ? 'tie' : difference < 0 ? 'better' : 'worse'
  return { p_value: p, folds_won, verdict } as const
}

function isBetter(metric: Metric, a: number | null, b: number | null): boolean {
  return a !== null && b !== null && rankingValue(metric, a) < rankingValue(metric, b)
}

/** Those whose score is within one standard error (sd over folds / √folds) of the best. */
function tieBand(candidates: readonly Candidate[], metric: Metric): ReadonlySet<Candidate> {
  const rank = ({ score }: Candidate) => rankingValue(metric, score)
  const best = candidates.reduce((leader, candidate) => (rank(candidate) < rank(leader) ? candidate : leader))
  const sd = best.result.scores.val_folds?.[metric.name]?.sd ?? 0
  const error = best.folds.length > 1 ? sd / Math.sqrt(best.folds.length) : 0
  return new Set(candidates.filter(candidate => rank(candidate) <= rank(best) + error))
}

/** Fewest components, then fewest steps, then the better score. */
function bySimplicity(a: Candidate, b: Candidate): number {
  const components = ({ result }: Candidate) =>
    typeof result.params.n_components === 'number' ? result.params.n_components : Infinity
  const steps = ({ result }: Candidate) => result.pipeline_config.split(' > ').length
  const order = components(a) === components(b) ? 0 : components(a) - components(b)
  return order || steps(a) - steps(b) || a.score - b.score
}
