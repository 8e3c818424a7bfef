import type { Matrix } from '../../math/matrix.ts'
import type { ParameterSet, ValuesOf } from '../../params/index.ts'
import { finiteScores } from '../checks.ts'
import { byItsParts, type Written } from './declaration.ts'
import { checkedFamily, type Family } from './family.ts'
import type { ModelDeclaration } from './model.ts'
import type { ModelContext, RowFacts } from './row-facts.ts'

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
  readonly fit: (X: Matrix, y: Float64Array, params: ValuesOf<P>, context?: ModelContext) => State
  /** X: (n_samples, n_features) → (n_samples, n_classes). */
  readonly scores: (X: Matrix, state: State, params: ValuesOf<P>, rows?: RowFacts) => Matrix
  readonly family?: ClassifierFamily<P>
}

/** y: (n_samples,) of codes → scores: (n_samples, n_classes). */
export type ClassifierFamily<P extends ParameterSet = ParameterSet> = Family<P, Float64Array, Matrix>

export function defineClassifier<const P extends ParameterSet, State>(
  operator: Written<Classifier<P, State>, 'kind' | 'task'>,
): Classifier<P, State> {
  const { family } = operator
  return {
    kind: 'model',
    task: 'classification',
    checked_against: byItsParts,
    ...operator,
    scores: (X, state, params, rows) => finiteScores(operator.scores(X, state, params, rows)),
    ...(family && { family: checkedFamily(family, finiteScores) }),
  }
}
