import { N4aError } from '../errors/index.ts'
import type { FitNote } from '../pipeline/index.ts'
import type { RunConfig } from '../records/index.ts'
import { attempt, type MemberPredictions } from './fit-members.ts'
import { type FitOutcome, fitShared } from './fit-shared.ts'
import type { RowSet } from './fold-rows.ts'
import type { Outcome, RefitOutcome } from './outcome.ts'
import { type EvaluatedMember, outcomeOf, refitOf } from './outcome-of.ts'
import type { PrefixCache } from './prefix-cache.ts'
import type { Evaluation, Member, SharedFit, Task } from './run-plan.ts'

export interface EvaluationSettings {
  readonly config: RunConfig
  readonly prefixes: PrefixCache
  /** Lets other work of the process go on; throws to interrupt. */
  readonly pause: () => Promise<void>
}

/** Fit and score every member of a task on every fold. An evaluation that fails becomes a failed outcome. */
export async function evaluateTask(task: Task, settings: EvaluationSettings): Promise<readonly Outcome[]> {
  const started = performance.now()
  const evaluated = new Map<Evaluation, Map<Member, EvaluatedMember>>()
  for (const fit of task.fits) {
    const members = await evaluateFit(fit, settings)
    fit.members.forEach(({ evaluation, member }, m) => {
      const ofEvaluation = evaluated.get(evaluation) ?? new Map<Member, EvaluatedMember>()
      evaluated.set(evaluation, ofEvaluation.set(member, members[m]!))
    })
  }
  const duration_ms = (performance.now() - started) / task.evaluations.length
  return task.evaluations.map(evaluation => {
    const ofEvaluation = evaluated.get(evaluation)!
    const members = evaluation.members.map(member => ofEvaluation.get(member)!)
    const outcome = attempt(() => outcomeOf(evaluation, members, duration_ms))
    return outcome instanceof N4aError ? failedToScore(evaluation, members, duration_ms, outcome) : outcome
  })
}

/** A metric of a program's own may fail; what was predicted is then worth nothing. */
function failedToScore(
  evaluation: Evaluation,
  members: readonly EvaluatedMember[],
  duration_ms: number,
  error: N4aError,
): Outcome {
  const n_features = members.map(member => member.n_features)
  return { status: 'failed', evaluation, duration_ms, n_features, warnings: [], error }
}

async function evaluateFit(fit: SharedFit, settings: EvaluationSettings): Promise<readonly EvaluatedMember[]> {
  const { rows } = fit
  const folds: FitOutcome[] = []
  for (const fold of rows.folds) {
    folds.push(fitOn(fit, fold.train, [fold.train, fold.val, rows.test], settings))
    await settings.pause()
  }
  const final = settings.config.refit === 'all' ? fitOn(fit, rows.train, [rows.train, rows.test], settings) : null
  const n_features = folds.at(-1)?.n_features ?? fit.dataset.X.columns
  return fit.members.map((_, m) => ({
    folds: folds.map(fold => withNotes(fold.members[m]!, fold.notes)),
    final: final && withNotes(final.members[m]!, final.notes),
    n_features,
  }))
}

function fitOn(fit: SharedFit, training: RowSet, sets: readonly RowSet[], { config, prefixes }: EvaluationSettings) {
  return fitShared(fit, training, sets, { prefixes, fit_scope: config.fit_scope })
}

function withNotes(predictions: MemberPredictions, notes: readonly FitNote[]): EvaluatedMember['folds'][number] {
  if (predictions instanceof N4aError) return { predictions, notes: [] }
  return { predictions: predictions.sets, notes: [...notes, ...predictions.notes] }
}

/**
 * The models of a kept evaluation, fitted once more on all training rows.
 * @param best the member that ranks it; null where all rank together
 */
export function refitKept(
  task: Task,
  evaluation: Evaluation,
  best: number | null,
  settings: EvaluationSettings,
): RefitOutcome | N4aError {
  const finals = evaluation.members.map(member => {
    const fit = task.fits.find(({ members }) => members.some(one => one.member === member))!
    const alone = { ...fit, members: fit.members.filter(one => one.member === member) }
    const { rows } = alone
    const outcome = fitOn(alone, rows.train, [rows.train, rows.test], settings)
    return withNotes(outcome.members[0]!, outcome.notes)
  })
  return attempt(() => refitOf(evaluation, finals, best))
}
