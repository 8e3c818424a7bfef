import { FoldWithoutRows, TaskMismatch, UnknownSource, UnsupportedRequest } from '../errors/index.ts'
import { isTransformStep, modelName, wantedSources } from '../pipeline/index.ts'
import type { Evaluation, Member } from './run-plan.ts'

/**
 * Refuse what cannot work before anything starts.
 * @throws TaskMismatch where a model is for the other kind of target; FoldWithoutRows where a branch has no samples in a fold; UnknownSource;
 * TooManyComponents where the smallest training fold is too small; UnsupportedRequest
 */
export function checkEvaluation({ dataset, members }: Evaluation): void {
  const task = dataset.classes === null ? 'regression' : 'classification'
  for (const member of members) {
    const { model, targetTransforms } = member.chain
    if (model.operator.task !== task) {
      const found = dataset.classes ? `${dataset.classes.length} classes` : 'quantities'
      throw TaskMismatch({ what: modelName(member.chain), task: model.operator.task, target: dataset.target, found })
    }
    if (dataset.classes && targetTransforms.length > 0) {
      const what = `y_processing ${targetTransforms[0]!.operator.label}`
      throw TaskMismatch({
        what,
        task: 'regression',
        target: dataset.target,
        found: `${dataset.classes.length} classes`,
      })
    }
    checkSources(dataset, member)
    checkRows(member)
    checkShape(member, dataset.X.columns)
    if (isJoint({ dataset }, member)) refuseSupervisedSteps(member)
  }
}

/** Whether the targets of a dataset are modelled together. */
export function isJoint({ dataset }: Pick<Evaluation, 'dataset'>, { chain }: Member): boolean {
  const { operator } = chain.model
  return dataset.joint !== null && operator.task === 'regression' && operator.joint !== undefined
}

/** @throws UnknownSource */
function checkSources({ sources }: Evaluation['dataset'], { chain }: Member): void {
  const known = sources?.map(({ name }) => name) ?? []
  for (const source of wantedSources(chain)) {
    if (!known.includes(source) && known[Number(source)] === undefined) throw UnknownSource({ source, known })
  }
}

function checkRows({ chain, rows }: Member): void {
  for (const { fold_id, train, val } of rows.folds) {
    if (train.rows.length > 0 && val.rows.length > 0) continue
    const splitter = chain.branch ? `Branch ${chain.branch.name}` : 'The splitter'
    throw FoldWithoutRows({ splitter, fold_id: Number(fold_id), n_train: train.rows.length, n_val: val.rows.length })
  }
}

function checkShape({ chain, rows }: Member, columns: number): void {
  const { model, steps } = chain
  const n_samples = Math.min(...rows.folds.map(fold => fold.train.rows.length))
  // How many columns such a step leaves is known only when it has been fitted.
  const unknown = steps.some(step => isTransformStep(step) && step.operator.changes_features)
  model.operator.checkShape?.({ n_samples, n_features: unknown ? Number.POSITIVE_INFINITY : columns }, model.params)
}

/** One preprocessing serves all targets, so it cannot look at one of them. */
function refuseSupervisedSteps({ chain }: Member): void {
  const step = chain.steps.find(one => !isTransformStep(one) || one.operator.supervised)
  if (!step) return
  throw UnsupportedRequest({
    what: 'Modelling several targets together after a step that looks at the reference values or changes the samples',
    reason: 'which of the targets it should follow is not said',
    instead: 'List the dataset once for each target, or put another step in its place.',
  })
}
