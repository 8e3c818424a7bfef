import { UnsupportedRequest } from '../errors/index.ts'
import { getMetric, type Metric, rankingValue, scoreSamples } from '../metrics/index.ts'
import type { ComparedResult, PairedTest, PredictionRecord, ResultComparison, ResultRecord } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { comparisonVerdict, letterOf } from './comparison-verdict.ts'
import { lossOf, pairedTests, significance } from './paired-tests.ts'
import { byFold, outOfFold, rankingPredictions } from './ranking-predictions.ts'
import { readArrays, readSamples } from './read-prediction.ts'
import { bySimplicity } from './simplicity.ts'

/** A result with its out-of-fold predictions. */
interface Candidate {
  readonly result: ResultRecord
  readonly score: number
  /** Squared residual, or 1 of a wrong class, by row of the dataset, in the order of the folds. */
  readonly losses: ReadonlyMap<number, number>
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
  const test: PairedTest = results[0]!.task_type === 'regression' ? 'randomization' : 'McNemar'
  const candidates = await Promise.all(results.map(result => readCandidate(workspace, result, metric)))
  const [baseline] = candidates
  const band = tieBand(candidates, metric)
  const simpler = bySimplicity(metric)
  const simplest = [...band].sort((a, b) => simpler(a.result, b.result))[0]
  const compared = candidates.map(
    (candidate, i): ComparedResult => ({
      letter: letterOf(i),
      result_id: candidate.result.id,
      pipeline_config: candidate.result.pipeline_config,
      dataset: candidate.result.dataset,
      score: candidate.score,
      fold_scores: candidate.folds,
      change: candidate.score / baseline!.score - 1,
      ...paired(candidate, baseline!, { metric, test }),
      in_tie_band: band.has(candidate),
      simplest: candidate === simplest,
    }),
  )
  const n_folds = baseline!.folds.length
  const comparison = {
    metric: metric.name,
    n_samples: baseline!.losses.size,
    n_folds,
    test,
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
  const stored = await workspace.predictions({ dataset: result.dataset, result_id: result.id, partition: 'val' })
  const rows = rankingPredictions(result, stored)
  const pooled = outOfFold(rows)
  const folds = byFold(rows.filter(({ fold_id }) => /^\d+$/.test(fold_id)))
  const loss = lossOf(result.task_type)
  const { y_true, y_pred } = await readSamples(workspace, pooled, result)
  const indices = await readArrays(workspace, pooled, 'sample_indices')
  const sizes = folds.map(fold => fold.reduce((sum, { n_samples }) => sum + n_samples, 0))
  return {
    result,
    score: result.best_score!,
    losses: new Map(Array.from(indices, (row, i) => [row, loss(y_pred[i]!, y_true[i]!)])),
    folds: await Promise.all(folds.map(fold => foldScore(workspace, fold, result, metric))),
    division: JSON.stringify([Array.from(indices), sizes]),
  }
}

/** As stored, or of all models together where each has its own samples. */
async function foldScore(
  workspace: Workspace,
  fold: readonly PredictionRecord[],
  result: ResultRecord,
  metric: Metric,
): Promise<number | null> {
  const [only, ...others] = fold
  if (only && others.length === 0) return only.scores[metric.name] ?? null
  const score = scoreSamples(metric, await readSamples(workspace, fold, result))
  return Number.isFinite(score) ? score : null
}

const untested = { p_value: null, only_right: null, folds_won: null } as const

function paired(candidate: Candidate, baseline: Candidate, { metric, test }: { metric: Metric; test: PairedTest }) {
  if (candidate === baseline) return { ...untested, verdict: 'baseline' } as const
  const rows = [...baseline.losses.keys()]
  if (candidate.losses.size !== rows.length || !rows.every(row => candidate.losses.has(row))) {
    return { ...untested, verdict: 'other samples' } as const
  }
  const lossesOf = ({ losses }: Candidate) => Float64Array.from(rows, row => losses.get(row)!)
  const { difference, p, only_right } = pairedTests[test](lossesOf(candidate), lossesOf(baseline))
  const folds_won =
    candidate.division === baseline.division
      ? candidate.folds.filter((score, i) => isBetter(metric, score, baseline.folds[i] ?? null)).length
      : null
  const verdict = p > significance ? 'tie' : difference < 0 ? 'better' : 'worse'
  return { p_value: p, only_right, folds_won, verdict } as const
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
