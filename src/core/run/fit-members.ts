import { N4aError, NotFinite, Unforeseen } from '../errors/index.ts'
import type { Matrix } from '../math/matrix.ts'
import type { AnyRegressor } from '../operators/index.ts'
import { inStep } from './in-step.ts'
import type { Evaluation } from './run-plan.ts'
import type { FittedTarget } from './target-chain.ts'

/** Predictions of one member on each of the target matrices, or why there are none. */
export type MemberPredictions = readonly Float64Array[] | N4aError

/** Fit all members of a task on one training set: by one fit where their model is a family, one by one where that fails. */
export function fitMembers(
  evaluations: readonly Evaluation[],
  X: Matrix,
  y: FittedTarget,
  targets: readonly Matrix[],
): readonly MemberPredictions[] {
  return fitFamily(evaluations, X, y, targets) ?? evaluations.map(one => attempt(() => fitOne(one, X, y, targets)))
}

function fitFamily(
  evaluations: readonly Evaluation[],
  X: Matrix,
  y: FittedTarget,
  targets: readonly Matrix[],
): readonly MemberPredictions[] | null {
  const { operator, params } = evaluations[0]!.pipeline.model
  const { family } = operator as AnyRegressor
  if (!family || evaluations.length === 1) return null
  const values = evaluations.map(({ pipeline }) => pipeline.model.params[family.parameter])
  const predictions = attempt(() => family.fitPredict(X, y.y, params, values, targets))
  // One member that cannot be fitted must not take the others with it.
  if (predictions instanceof N4aError) return null
  return predictions.map(ofMember => attempt(() => finite(ofMember.map(y.undo))))
}

function fitOne(evaluation: Evaluation, X: Matrix, { y, undo }: FittedTarget, targets: readonly Matrix[]) {
  const { model } = evaluation.pipeline
  const { params } = model
  const operator = model.operator as AnyRegressor
  return inStep(model, () => {
    const state = operator.fit(X, y, params)
    const predict = (target: Matrix) =>
      target.rows === 0 ? new Float64Array(0) : operator.predict(target, state, params)
    return finite(targets.map(target => undo(predict(target))))
  })
}

function finite(predictions: readonly Float64Array[]): readonly Float64Array[] {
  if (!predictions.every(values => values.every(Number.isFinite))) throw NotFinite({ what: 'The predictions' })
  return predictions
}

/** The value, or the error as a value: one failing member is recorded and the run goes on. */
export function attempt<T>(work: () => T): T | N4aError {
  try {
    return work()
  } catch (error) {
    return error instanceof N4aError ? error : Unforeseen({ reason: String(error) }, { cause: error })
  }
}
