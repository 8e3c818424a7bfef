import type { Matrix } from '../../math/matrix.ts'
import type { ParameterSet, ValuesOf } from '../../params/index.ts'
import { finitePredictions } from '../checks.ts'
import { byItsParts, type Written } from './declaration.ts'
import type { ModelDeclaration } from './model.ts'
import type { RowFacts } from './row-facts.ts'

/** A model of one quantity, or of several at once where it says `joint`. */
export interface Regressor<P extends ParameterSet = ParameterSet, State = unknown> extends ModelDeclaration<P, State> {
  readonly task: 'regression'
  /** X: (n_samples, n_features), y: (n_samples,). */
  readonly fit: (X: Matrix, y: Float64Array, params: ValuesOf<P>, rows?: RowFacts) => State
  /** X: (n_samples, n_features) → (n_samples,). */
  readonly predict: (X: Matrix, state: State, params: ValuesOf<P>) => Float64Array
  /** One fit may serve every value of `parameter`: an execution detail that no record shows. */
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
  /** One fit may serve every value of `parameter`, as in `ModelFamily`. */
  readonly family?: JointFamily<P>
}

export interface JointFamily<P extends ParameterSet = ParameterSet> {
  readonly parameter: keyof P & string
  /**
   * Predictions for each of `values` on the spectra of each of `parts`: `[value][part]` → (n_samples, n_targets). Equal to the
   * bits of `fit` and `predict` with that value.
   */
  readonly fitPredict: (
    X: Matrix,
    Y: Matrix,
    params: ValuesOf<P>,
    values: readonly unknown[],
    parts: readonly Matrix[],
  ) => Matrix[][]
}

export interface ModelFamily<P extends ParameterSet = ParameterSet> {
  readonly parameter: keyof P & string
  /**
   * Predictions for each of `values` on each of `targets`: `[value][target]` → (n_samples,). Equal to the bits of `fit` and
   * `predict` with that value.
   */
  readonly fitPredict: (
    X: Matrix,
    y: Float64Array,
    params: ValuesOf<P>,
    values: readonly unknown[],
    targets: readonly Matrix[],
  ) => Float64Array[][]
}

export function defineRegressor<const P extends ParameterSet, State>(
  operator: Written<Regressor<P, State>, 'kind' | 'task'>,
): Regressor<P, State> {
  const { family, joint } = operator
  return {
    kind: 'model',
    task: 'regression',
    checked_against: byItsParts,
    ...operator,
    predict: (X, state, params) => finitePredictions(operator.predict(X, state, params)),
    ...(family && {
      family: {
        ...family,
        fitPredict: (X, y, params, values, targets) =>
          family.fitPredict(X, y, params, values, targets).map(all => all.map(one => finitePredictions(one))),
      },
    }),
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
