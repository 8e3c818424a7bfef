import type { Matrix } from '../../math/matrix.ts'
import type { ParameterSet, ValuesOf } from '../../params/index.ts'
import { finitePredictions } from '../checks.ts'
import { byItsParts, type Written } from './declaration.ts'
import { checkedFamily, type Family } from './family.ts'
import type { ModelDeclaration } from './model.ts'
import type { ModelContext, RowFacts } from './row-facts.ts'

/** A model of one quantity, or of several at once where it says `joint`. */
export interface Regressor<P extends ParameterSet = ParameterSet, State = unknown> extends ModelDeclaration<P, State> {
  readonly task: 'regression'
  /** X: (n_samples, n_features), y: (n_samples,). */
  readonly fit: (X: Matrix, y: Float64Array, params: ValuesOf<P>, context?: ModelContext) => State
  /** X: (n_samples, n_features) → (n_samples,). */
  readonly predict: (X: Matrix, state: State, params: ValuesOf<P>, rows?: RowFacts) => Float64Array
  /** One fit may serve several values of some parameters. */
  readonly family?: ModelFamily<P>
  /** How it models several targets together, where that differs from modelling each by itself. */
  // biome-ignore lint/suspicious/noExplicitAny: what a joint fit learns is its own business, and goes back to it alone
  readonly joint?: JointFit<P, any>
}

export interface JointFit<P extends ParameterSet = ParameterSet, State = unknown> {
  /** X: (n_samples, n_features), Y: (n_samples, n_targets). */
  readonly fit: (X: Matrix, Y: Matrix, params: ValuesOf<P>) => State
  /** (n_samples, n_targets) */
  readonly predict: (X: Matrix, state: State, params: ValuesOf<P>) => Matrix
  /** One fit may serve several values of some parameters; predictions are (n_samples, n_targets). */
  readonly family?: JointFamily<P>
}

/** Y: (n_samples, n_targets) → (n_samples, n_targets). */
export type JointFamily<P extends ParameterSet = ParameterSet> = Family<P, Matrix, Matrix>

/** y: (n_samples,) → (n_samples,). */
export type ModelFamily<P extends ParameterSet = ParameterSet> = Family<P, Float64Array, Float64Array>

export function defineRegressor<const P extends ParameterSet, State>(
  operator: Written<Regressor<P, State>, 'kind' | 'task'>,
): Regressor<P, State> {
  const { family, joint } = operator
  return {
    kind: 'model',
    task: 'regression',
    checked_against: byItsParts,
    ...operator,
    predict: (X, state, params, rows) => finitePredictions(operator.predict(X, state, params, rows)),
    ...(family && { family: checkedFamily(family, one => finitePredictions(one)) }),
    ...(joint && {
      joint: {
        ...joint,
        predict: (X, state, params) => {
          const predicted = joint.predict(X, state, params)
          finitePredictions(predicted.values, predicted.columns)
          return predicted
        },
      },
    }),
  }
}
