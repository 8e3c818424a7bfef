import { UnsupportedRequest, WrongShape } from '../errors/index.ts'
import type { FittedPipeline } from '../pipeline/index.ts'
import type { PredictingModel, ResultRecord } from '../records/index.ts'
import { type Evaluation, fitPipeline, foldWeights, type Member, type RowSet } from '../run/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { evaluationAgain } from './evaluation-again.ts'
import { memberAt } from './member-at.ts'

/** Models of a result, fitted again on what its run trained them on. */
export interface FittedModels {
  readonly evaluation: Evaluation
  readonly member: Member
  /** Its number. */
  readonly index: number
  readonly pipelines: readonly FittedPipeline[]
  /** Of each pipeline; they sum to 1. */
  readonly weights: readonly number[]
  /** What each was fitted on. */
  readonly rows: readonly RowSet[]
}

/**
 * The models that a result stands for, planned again and fitted: results store what models said, not the models.
 * @param what that is asked of it, for the error
 * @throws UnsupportedRequest, WrongShape, ChangedDataset, MissingDataset, and what the fit throws
 */
export async function fittedModels(
  workspace: Workspace,
  result: ResultRecord,
  model: PredictingModel,
  given: number | undefined,
  what: string,
): Promise<FittedModels> {
  const evaluation = await evaluationAgain(workspace, result, what)
  return modelsFor(workspace, result, evaluation, model, given ?? result.best_member ?? 0, what)
}

/** The same of an evaluation that is at hand. */
export async function modelsFor(
  workspace: Workspace,
  result: ResultRecord,
  evaluation: Evaluation,
  model: PredictingModel,
  index: number,
  what: string,
): Promise<FittedModels> {
  const member = memberAt(evaluation, index)
  const rows = model === 'final' ? [member.rows.train] : await foldsOf(workspace, result, member, model, what)
  return {
    evaluation,
    member,
    index,
    pipelines: rows.map(one => fitPipeline(evaluation.dataset, member, one)),
    weights:
      model === 'w_avg' ? await weightsOf(workspace, result, evaluation, index) : rows.map(() => 1 / rows.length),
    rows,
  }
}

/** Training rows of each fold that is asked for, where each fold model learned from nothing else. */
async function foldsOf(
  workspace: Workspace,
  { run_id }: ResultRecord,
  { rows }: Member,
  model: PredictingModel,
  what: string,
): Promise<readonly RowSet[]> {
  const { config } = await workspace.runs.read(run_id)
  const reason =
    rows.folds.length === 0
      ? 'its run had none'
      : config.fit_scope === 'train_partition'
        ? 'its run fitted the steps before the models on all training rows (`fit_scope: train_partition`)'
        : null
  if (reason !== null) {
    const instead = 'Ask for `final`, fitted on all training rows.'
    throw UnsupportedRequest({ what: `${what} by the models of its folds`, reason, instead })
  }
  if (model === 'avg' || model === 'w_avg') return rows.folds.map(({ train }) => train)
  const fold = rows.folds.find(({ fold_id }) => fold_id === model)
  if (fold) return [fold.train]
  const expected = `final, avg, w_avg or a fold (${rows.folds.map(({ fold_id }) => fold_id).join(', ')})`
  throw WrongShape({ what: '`model`', expected, received: model }).at({ field: 'model' })
}

/** From the validation scores that its run stored. */
async function weightsOf(workspace: Workspace, result: ResultRecord, { metric }: Evaluation, index: number) {
  const records = await workspace.predictions({ dataset: result.dataset, result_id: result.id })
  const validated = records.filter(
    ({ partition, fold_id, member }) => partition === 'val' && /^\d+$/.test(fold_id) && member === index,
  )
  const scores = validated.sort((a, b) => Number(a.fold_id) - Number(b.fold_id)).map(({ val_score }) => val_score)
  return foldWeights(metric, scores)
}
