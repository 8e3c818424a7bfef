import { N4aError } from '../errors/index.ts'
import type { Metric } from '../metrics/index.ts'
import type { RunConfig } from '../records/index.ts'
import type { FoldPredictions } from './average-folds.ts'
import { fitChain } from './fit-chain.ts'
import { attempt, fitMembers, type MemberPredictions } from './fit-members.ts'
import type { RowSet } from './fold-rows.ts'
import type { Outcome, RefitOutcome } from './outcome.ts'
import type { PrefixCache } from './prefix-cache.ts'
import type { Evaluation, Task } from './run-plan.ts'
import { summarizeFolds, summarizeRefit } from './summarize-member.ts'
import { fitTarget } from './target-chain.ts'

export interface EvaluationSettings {
  readonly config: RunConfig
  readonly metric: Metric
  readonly prefixes: PrefixCache
  /** Lets other work of the process go on; throws to interrupt. */
  readonly pause: () => Promise<void>
}

/** Fit and score every member of a task on every fold. A member that fails becomes a failed outcome. */
export async function evaluateTask(task: Task, settings: EvaluationSettings): Promise<readonly Outcome[]> {
  const started = performance.now()
  const folds: TaskFit[] = []
  for (const fold of task.rows.folds) {
    folds.push(fitAll(task, task.evaluations, fold.train, [fold.train, fold.val, task.rows.test], settings))
    await settings.pause()
  }
  const refits = settings.config.refit === 'all' ? fitFinal(task, task.evaluations, settings) : null
  const share = () => (performance.now() - started) / task.evaluations.length
  return task.evaluations.map((evaluation, member) =>
    outcomeOf(
      evaluation,
      task,
      { folds: folds.map(fold => fold.members[member]!), final: refits?.members[member] ?? null },
      { metric: settings.metric, duration_ms: share(), n_features: folds.at(-1)?.n_features ?? task.dataset.X.columns },
    ),
  )
}

/** The models of kept evaluations, fitted once more on all training rows. */
export function refitKept(task: Task, evaluation: Evaluation, settings: EvaluationSettings): RefitOutcome | N4aError {
  const [final] = fitFinal(task, [evaluation], settings).members
  if (final instanceof N4aError) return final
  return summarizeRefit(task.rows, final![0]!, final![1]!, settings.metric)
}

/** What one training set gave. */
interface TaskFit {
  readonly members: readonly MemberPredictions[]
  /** Columns that reached the model; null where no step got so far. */
  readonly n_features: number | null
}

function fitFinal(task: Task, evaluations: readonly Evaluation[], settings: EvaluationSettings) {
  return fitAll(task, evaluations, task.rows.train, [task.rows.train, task.rows.test], settings)
}

function fitAll(
  { dataset, rows }: Task,
  evaluations: readonly Evaluation[],
  training: RowSet,
  sets: readonly RowSet[],
  { config, prefixes }: EvaluationSettings,
): TaskFit {
  const fitted = config.fit_scope === 'fold' ? training : rows.train
  const fits = attempt(() => {
    const [input, rest] = prefixes.after(dataset, evaluations[0]!.pipeline.transforms)
    const { matrices: targets } = fitChain(
      rest,
      input,
      fitted.rows,
      sets.map(set => set.rows),
    )
    const target = fitTarget(evaluations[0]!.pipeline.targetTransforms, training.y_true, fitted.y_true)
    return { members: fitMembers(evaluations, targets[0]!, target, targets), n_features: targets[0]!.columns }
  })
  return fits instanceof N4aError ? { members: evaluations.map(() => fits), n_features: null } : fits
}

function outcomeOf(
  evaluation: Evaluation,
  { rows }: Task,
  { folds, final }: { readonly folds: readonly MemberPredictions[]; readonly final: MemberPredictions | null },
  { metric, ...facts }: { readonly metric: Metric; readonly duration_ms: number; readonly n_features: number },
): Outcome {
  const failure = [...folds, final].findIndex(predictions => predictions instanceof N4aError)
  if (failure >= 0) {
    const error = (folds[failure] ?? final) as N4aError
    const fold = rows.folds[failure]?.fold_id ?? 'final'
    return { evaluation, ...facts, status: 'failed', error: error.at({ field: `fold ${fold}` }) }
  }
  const predicted = (folds as readonly (readonly Float64Array[])[]).map(
    ([train, val, test]): FoldPredictions => ({ train: train!, val: val!, test: test! }),
  )
  const { scores, parts } = summarizeFolds(rows, predicted, metric)
  const refit = final === null ? null : refitOf(rows, final as readonly Float64Array[], metric)
  return {
    evaluation,
    ...facts,
    status: 'completed',
    scores: { ...scores, ...refit?.scores },
    best_score: scores.val?.[metric.name] ?? null,
    parts: [...parts, ...(refit?.parts ?? [])],
  }
}

function refitOf(rows: Task['rows'], [train, test]: readonly Float64Array[], metric: Metric): RefitOutcome {
  return summarizeRefit(rows, train!, test!, metric)
}
