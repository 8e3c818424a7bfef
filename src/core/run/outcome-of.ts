import { N4aError } from '../errors/index.ts'
import { rankingValue } from '../metrics/index.ts'
import type { FitNote } from '../pipeline/index.ts'
import type { ResultScores } from '../records/index.ts'
import type { FoldPredictions } from './average-folds.ts'
import { combinedFolds, combinedSets, separatesAll } from './combine-members.ts'
import { resultWarnings } from './guards/look.ts'
import { failureWarnings, noteWarnings, refitWarnings } from './member-notes.ts'
import type { Outcome, PredictedPart, RefitOutcome } from './outcome.ts'
import type { Predicted } from './predicted.ts'
import type { Evaluation } from './run-plan.ts'
import { summarizeFolds, summarizeRefit } from './summarize-member.ts'

/** What one training set gave one member: predictions of each set, or why there are none. */
export interface MemberFit {
  readonly predictions: readonly Predicted[] | N4aError
  readonly notes: readonly FitNote[]
}

export interface EvaluatedMember {
  readonly folds: readonly MemberFit[]
  /** On all training rows; null where no refit was asked for. */
  readonly final: MemberFit | null
  readonly n_features: number
}

/** Score every member and choose the one that ranks the result. It fails where all of its members fail. */
export function outcomeOf(evaluation: Evaluation, evaluated: readonly EvaluatedMember[], duration_ms: number): Outcome {
  const { members, metric } = evaluation
  const facts = { evaluation, duration_ms, n_features: evaluated.map(({ n_features }) => n_features) }
  const failures = evaluated.map((one, m) => failureOf(evaluation, one, m))
  const scored = evaluated.map((one, m) => {
    if (failures[m]) return null
    const folds = one.folds.map(({ predictions }) => foldPredictions(predictions as readonly Predicted[]))
    const summary = summarizeFolds(members[m]!.rows, folds, metric)
    const refit = one.final && refitSummary(evaluation, one.final, m)
    return {
      folds,
      scores: { ...summary.scores, ...refit?.scores } satisfies ResultScores,
      parts: [...summary.parts, ...(refit?.parts ?? [])].map((part): PredictedPart => ({ ...part, member: m })),
    }
  })
  const best = bestOf(
    evaluation,
    scored.map(one => one?.scores ?? null),
  )
  if (best === null) {
    const error = failures.find(failure => failure !== null)!
    return { ...facts, status: 'failed', error, warnings: [] }
  }
  const together = separatesAll(evaluation)
  const scores = together ? combinedScores(evaluation, evaluated) : scored[best]!.scores
  if (scores instanceof N4aError) return { ...facts, status: 'failed', error: scores, warnings: [] }
  const completed = { ...facts, scores, best, parts: scored.flatMap(one => one?.parts ?? []) }
  return {
    ...completed,
    best: together ? null : best,
    status: 'completed',
    best_score: scores.val?.[metric.name] ?? null,
    warnings: [
      ...failureWarnings(evaluation, failures),
      ...noteWarnings(evaluation, evaluated),
      ...resultWarnings(completed),
    ],
  }
}

function foldPredictions([train, val, test]: readonly Predicted[]): FoldPredictions {
  return { train: train!, val: val!, test: test! }
}

/** The first failure of a member, with the fold that it happened in. */
function failureOf({ members }: Evaluation, { folds, final }: EvaluatedMember, m: number): N4aError | null {
  const all = [...folds, ...(final ? [final] : [])]
  const at = all.findIndex(({ predictions }) => predictions instanceof N4aError)
  if (at < 0) return null
  const fold = members[m]!.rows.folds[at]?.fold_id ?? 'final'
  return (all[at]!.predictions as N4aError).at({ field: `fold ${fold}` })
}

/** The member with the best pooled out-of-fold score, of equal ones the first. */
function bestOf({ metric }: Evaluation, scores: readonly (ResultScores | null)[]): number | null {
  let best: number | null = null
  let value = Number.POSITIVE_INFINITY
  scores.forEach((one, m) => {
    if (one === null) return
    const score = one.val?.[metric.name] ?? null
    const ranking = score === null ? Number.POSITIVE_INFINITY : rankingValue(metric, score)
    if (best === null || ranking < value) {
      best = m
      value = ranking
    }
  })
  return best
}

function combinedScores(evaluation: Evaluation, evaluated: readonly EvaluatedMember[]): ResultScores | N4aError {
  const failed = evaluated.findIndex((one, m) => failureOf(evaluation, one, m) !== null)
  if (failed >= 0) return failureOf(evaluation, evaluated[failed]!, failed)!
  const folds = combinedFolds(
    evaluation,
    evaluated.map(one => one.folds.map(({ predictions }) => foldPredictions(predictions as readonly Predicted[]))),
  )
  const { scores } = summarizeFolds(evaluation.rows, folds, evaluation.metric)
  if (evaluated.some(({ final }) => final === null)) return scores
  return {
    ...scores,
    ...combinedRefit(
      evaluation,
      evaluated.map(({ final }) => final!),
    ).scores,
  }
}

function combinedRefit(evaluation: Evaluation, finals: readonly MemberFit[]) {
  const [train, test] = combinedSets(
    evaluation,
    finals.map(({ predictions }) => predictions as readonly Predicted[]),
  )
  return summarizeRefit(evaluation.rows, train, test, evaluation.metric)
}

function refitSummary({ members, metric }: Evaluation, { predictions }: MemberFit, m: number) {
  const [train, test] = predictions as readonly Predicted[]
  return summarizeRefit(members[m]!.rows, train!, test!, metric)
}

/** Scores and parts of refitted members. @returns the first failure, where one failed */
export function refitOf(
  evaluation: Evaluation,
  finals: readonly MemberFit[],
  best: number | null,
): RefitOutcome | N4aError {
  const failed = finals.find(({ predictions }) => predictions instanceof N4aError)
  if (failed) return failed.predictions as N4aError
  const refits = finals.map((final, m) => refitSummary(evaluation, final, m))
  const { scores } = separatesAll(evaluation) ? combinedRefit(evaluation, finals) : refits[best ?? 0]!
  return {
    scores,
    parts: refits.flatMap(({ parts }, m) => parts.map(part => ({ ...part, member: m }))),
    warnings: refitWarnings(evaluation, finals),
  }
}
