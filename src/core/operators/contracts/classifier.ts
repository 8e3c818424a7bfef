import type { Matrix } from '../../math/matrix.ts'
import type { ParameterSet, ValuesOf } from '../../params/index.ts'
import { finiteScores } from '../checks.ts'
import { byItsParts, type Written } from './declaration.ts'
import type { ModelDeclaration } from './model.ts'
import type { RowFacts } from './row-facts.ts'

/** What a classifier's scores are: probabilities sum to 1; votes are shares; decisions have no bounds. */
export type ClassScoreKind = 'probabilities' | 'votes' | 'decisions'

/**
 * A model of classes. It is fitted on codes 0 … n_classes − 1, each of which occurs (whoever calls it sees to that), and gives
 * a score for each class: the greatest is the prediction, of equal ones the first.
 */
export interface Classifier<P extends ParameterSet = ParameterSet, State = unknown> extends ModelDeclaration<P, State> {
  readonly task: 'classification'
  readonly scores_are: ClassScoreKind
  /** X: (n_samples, n_features), y: (n_samples,) of codes. */
  readonly fit: (X: Matrix, y: Float64Array, params: ValuesOf<P>, rows?: RowFacts) => State
  /** X: (n_samples, n_features) → (n_samples, n_classes). */
  readonly scores: (X: Matrix, state: State, params: ValuesOf<P>) => Matrix
  readonly family?: ClassifierFamily<P>
}

export interface ClassifierFamily<P extends ParameterSet = ParameterSet> {
  readonly parameter: keyof P & string
  /** Scores for each of `values` on each of `targets`, equal to the bits of `fit` and `scores` with that value. */
  readonly fitScores: (
    X: Matrix,
    y: Float64Array,
    params: ValuesOf<P>,
    values: readonly unknown[],
    targets: readonly Matrix[],
  ) => Matrix[][]
}

export function defineClassifier<const P extends ParameterSet, State>(
  operator: Written<Classifier<P, State>, 'kind' | 'task'>,
): Classifier<P, State> {
  const { family } = operator
  return {
    kind: 'model',
    task: 'classification',
    checked_against: byItsParts,
    ...operator,
    scores: (X, state, params) => finiteScores(operator.scores(X, state, params)),
    ...(family && {
      family: {
        ...family,
        fitScores: (X, y, params, values, targets) =>
          family.fitScores(X, y, params, values, targets).map(all => all.map(finiteScores)),
      },
    }),
  }
}
