import type { FoldSpread, Partition, ResultScores, Scores } from '../../records/index.ts'
import { metricName } from './cells.ts'
import type { AverageKind, ForeignPrediction } from './content.ts'

/** How well one model of a pipeline did, and what of it may rank. */
export interface ChainScores {
  readonly scores: ResultScores
  /** Name of the ranking metric with us; RMSE where the store says MSE. */
  readonly metric: string
  readonly best_score: number | null
  readonly score_partition: 'val' | 'test' | null
  readonly warnings: readonly string[]
  /** `avg` and `w_avg` of the validation are no out-of-fold predictions. */
  readonly in_sample: boolean
}

/** Means over samples: those of folds, weighted by their sizes, are the one of all samples. */
const additive = new Set(['mse', 'mae', 'bias', 'accuracy', 'hamming_loss'])

export const isFold = (fold_id: string) => /^\d+$/.test(fold_id)

/** @param rows of one model, refits among them */
export function chainScores(rows: readonly ForeignPrediction[], averages: AverageKind): ChainScores {
  const stored = rows.find(({ refit }) => !refit)?.metric ?? rows[0]?.metric ?? ''
  const metric = stored === 'mse' ? 'rmse' : metricName(stored)
  const of = (part: Partition, fits: (row: ForeignPrediction) => boolean) =>
    rows.filter(row => row.partition === part && fits(row))
  const named = (fold_id: string, part: Partition) => of(part, row => !row.refit && row.fold_id === fold_id)[0]
  const folds = (part: Partition) => of(part, row => !row.refit && isFold(row.fold_id))
  const final = (part: Partition) => of(part, row => row.refit)[0]?.scores
  const validations = folds('val')
  const average = named('avg', 'val')
  const joined = validations.length > 0 ? pooledScores(validations, metric) : null
  // 0.7.0 and 0.7.1 should have joined the folds, and wrote in-sample averages all the same.
  const kind = averages === 'pooled' && average && joined && !agree(average.scores, joined) ? 'in_sample' : averages
  const whole = average && kind === 'pooled' && average.scores[metric] != null ? average.scores : null
  const pooled = whole ?? joined
  const alone = pooled ? null : named('', 'test')
  const spread = foldSpread(validations)
  const scores: ResultScores = {
    ...entry('train', meanScores(folds('train'))),
    ...entry('val', pooled),
    ...(Object.keys(spread).length > 0 && { val_folds: spread }),
    ...entry('test', meanScores(folds('test')) ?? alone?.scores),
    ...entry('avg_test', named('avg', 'test')?.scores),
    ...entry('w_avg_test', named('w_avg', 'test')?.scores),
    ...entry('final_train', final('train')),
    ...entry('final_test', final('test')),
  }
  const warnings: string[] = []
  if (stored === 'mse') {
    warnings.push('The store ranks by MSE; RMSE is its root and stands here, as later versions of the library have it.')
  }
  if (!whole && pooled) {
    const how =
      additive.has(metric) || metric === 'rmse'
        ? 'joins the folds, weighted by their sizes'
        : 'is the mean of the folds, for this metric cannot be joined from them'
    warnings.push(`The store has no pooled out-of-fold score that can be used: the one shown ${how}.`)
  }
  if (average && kind === 'in_sample') {
    warnings.push(
      'Its avg and w_avg of the validation are in-sample (the fold models predict rows they were trained on): shown as stored, never ranked by.',
    )
  }
  if (average && kind === 'mean_of_folds') {
    warnings.push(
      'Its avg and w_avg of the validation hold the mean of the fold scores beside arrays that are in-sample: shown as stored, never ranked by.',
    )
  }
  if (!pooled && (alone || named('', 'val'))) {
    warnings.push('There was no cross-validation: what the store calls validation is the test set. It ranks nothing.')
  }
  const best_score = pooled?.[metric] ?? alone?.scores[metric] ?? null
  return {
    scores,
    metric,
    best_score,
    score_partition: best_score === null ? null : pooled ? 'val' : 'test',
    warnings,
    in_sample: kind !== 'pooled',
  }
}

/** Whether scores are those of the folds joined, by the metrics that tell. */
function agree(whole: Scores, joined: Scores): boolean {
  return [...additive].every(name => {
    const [a, b] = [whole[name], joined[name]]
    if (typeof a !== 'number' || typeof b !== 'number') return true
    return Math.abs(a - b) <= 1e-5 * Math.max(Math.abs(a), Math.abs(b), 1e-6)
  })
}

function entry<Name extends keyof ResultScores>(name: Name, scores: Scores | null | undefined) {
  return scores && Object.keys(scores).length > 0 ? { [name]: scores } : {}
}

/** What of the scores of the folds makes a score of all samples; the ranking metric always, as a mean if need be. */
function pooledScores(folds: readonly ForeignPrediction[], metric: string): Scores {
  const n = folds.reduce((sum, { n_samples }) => sum + n_samples, 0)
  const pooled: Record<string, number | null> = {}
  for (const name of new Set([...additive, metric])) {
    const values = folds.map(({ scores }) => scores[name])
    if (!values.every(value => typeof value === 'number')) continue
    const weights = additive.has(name) && n > 0 ? folds.map(({ n_samples }) => n_samples / n) : null
    pooled[name] = values.reduce((sum, value, i) => sum + value * (weights?.[i] ?? 1 / values.length), 0)
  }
  if (typeof pooled.mse === 'number') pooled.rmse = Math.sqrt(pooled.mse)
  return pooled
}

function meanScores(folds: readonly ForeignPrediction[]): Scores | null {
  if (folds.length === 0) return null
  return Object.fromEntries(
    Object.keys(folds[0]!.scores).map(name => {
      const values = folds.map(({ scores }) => scores[name])
      const all = values.every(value => typeof value === 'number')
      return [name, all ? values.reduce((sum, value) => sum + value, 0) / values.length : null]
    }),
  )
}

function foldSpread(folds: readonly ForeignPrediction[]): Readonly<Record<string, FoldSpread>> {
  if (folds.length < 2) return {}
  const mean = meanScores(folds)!
  return Object.fromEntries(
    Object.entries(mean).map(([name, centre]) => {
      if (centre === null) return [name, { mean: null, sd: null }]
      const squares = folds.reduce((sum, { scores }) => sum + (scores[name]! - centre) ** 2, 0)
      return [name, { mean: centre, sd: Math.sqrt(squares / (folds.length - 1)) }]
    }),
  )
}
