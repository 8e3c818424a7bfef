import { N4aError, NotFinite, Unforeseen } from '../errors/index.ts'
import type { Matrix } from '../math/matrix.ts'
import type { AnyClassifier, AnyRegressor, RowFacts } from '../operators/index.ts'
import {
  type Chain,
  type ChainData,
  type FitNote,
  type FittedTarget,
  fitTarget,
  inStep,
  modelContext,
  plainNote,
  presentClasses,
  spreadScores,
} from '../pipeline/index.ts'
import { fitJointly } from './fit-jointly.ts'
import { classified, type Predicted, quantities } from './predicted.ts'
import type { SharedFit } from './run-plan.ts'

/** Predictions of one member on each of the sets, with what its model says of the fit, or why there are none. */
export type MemberPredictions = { readonly sets: readonly Predicted[]; readonly notes: readonly FitNote[] } | N4aError

/** What the models of a fit learn from. */
export interface TrainingSet {
  /** As it reached the model. */
  readonly data: ChainData
  /** Rows of the dataset, where no step has filtered or added any. */
  readonly rows: Int32Array
  /** Reference values that the target transforms are fitted on. */
  readonly fitted_y: Float64Array
}

/** Spectra to predict, as they reach the model, with what belongs to their rows. */
export interface PredictedSet {
  readonly X: Matrix
  readonly rows: RowFacts
}

/** Fit all members of a fit on one training set: by one computation where there is one for all, one by one where that fails. */
export function fitMembers(
  fit: SharedFit,
  training: TrainingSet,
  sets: readonly PredictedSet[],
): readonly MemberPredictions[] {
  const matrices = sets.map(({ X }) => X)
  if (fit.joint) return fitJointly(fit, training, matrices)
  const chains = fit.members.map(({ member }) => member.chain)
  const { task } = chains[0]!.model.operator
  if (task === 'classification') return fitClassifiers(chains, fit.dataset.classes?.length ?? 0, training, sets)
  const target = attempt(() => fitTarget(chains[0]!.targetTransforms, training.data.y, training.fitted_y))
  if (target instanceof N4aError) return chains.map(() => target)
  return (
    fitFamily(chains, training.data.X, target, matrices) ??
    chains.map(chain => attempt(() => fitRegressor(chain, training.data, target, sets)))
  )
}

function fitFamily(
  chains: readonly Chain[],
  X: Matrix,
  y: FittedTarget,
  sets: readonly Matrix[],
): readonly MemberPredictions[] | null {
  const { family } = chains[0]!.model.operator as AnyRegressor
  if (!family || chains.length === 1) return null
  const parameters = chains.map(({ model }) => model.params)
  const together = attempt(() => family.fitPredict(X, y.y, parameters, sets))
  // One member that cannot be fitted must not take the others with it.
  if (together instanceof N4aError) return null
  return together.map(({ predictions, warnings = [] }) =>
    attempt(() => ({
      sets: predictions.map(set => quantities(finite(y.undo(set)))),
      notes: warnings.map(plainNote),
    })),
  )
}

function fitRegressor({ model }: Chain, data: ChainData, { y, undo }: FittedTarget, sets: readonly PredictedSet[]) {
  const { params } = model
  const operator = model.operator as AnyRegressor
  return inStep(model, () => {
    const state = operator.fit(data.X, y, params, modelContext(data))
    const predict = ({ X, rows }: PredictedSet) =>
      X.rows === 0 ? new Float64Array(0) : operator.predict(X, state, params, rows)
    return {
      sets: sets.map(set => quantities(finite(undo(predict(set))))),
      notes: (operator.warnings?.(state, params) ?? []).map(plainNote),
    }
  })
}

function fitClassifiers(
  chains: readonly Chain[],
  n_classes: number,
  { data }: TrainingSet,
  sets: readonly PredictedSet[],
): readonly MemberPredictions[] {
  const classes = attempt(() => presentClasses(data.y))
  if (classes instanceof N4aError) return chains.map(() => classes)
  const { present, codes } = classes
  const operator = chains[0]!.model.operator as AnyClassifier
  const asPredicted = (scores: Matrix) => {
    finite(scores.values)
    return classified(spreadScores(scores, present, n_classes, operator.scores_are), operator.scores_are)
  }
  const { family } = operator
  if (family && chains.length > 1) {
    const parameters = chains.map(({ model }) => model.params)
    const matrices = sets.map(({ X }) => X)
    const together = attempt(() => family.fitPredict(data.X, codes, parameters, matrices))
    if (!(together instanceof N4aError)) {
      return together.map(({ predictions, warnings = [] }) =>
        attempt(() => ({ sets: predictions.map(asPredicted), notes: warnings.map(plainNote) })),
      )
    }
  }
  return chains.map(({ model }) =>
    attempt(() =>
      inStep(model, () => {
        const state = operator.fit(data.X, codes, model.params, modelContext(data))
        const predict = ({ X, rows }: PredictedSet) =>
          X.rows === 0
            ? { rows: 0, columns: present.length, values: new Float64Array(0) }
            : operator.scores(X, state, model.params, rows)
        return {
          sets: sets.map(set => asPredicted(predict(set))),
          notes: (operator.warnings?.(state, model.params) ?? []).map(plainNote),
        }
      }),
    ),
  )
}

/** @throws NotFinite */
export function finite(predictions: Float64Array): Float64Array {
  if (!predictions.every(Number.isFinite)) throw NotFinite({ what: 'The predictions' })
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
