import type { Matrix } from '../../math/matrix.ts'
import {
  type AnyModel,
  classIndicators,
  defineClassifier,
  defineRegressor,
  type ModelContext,
  type RowFacts,
} from '../../operators/index.ts'
import { likeliest } from '../chain/class-codes.ts'
import { type BaseModel, type FittedBaseModel, fitBaseModel, predictBaseModel } from './base-model.ts'

export interface Voting {
  readonly bases: readonly BaseModel[]
  /** `soft`: the mean of probabilities; `hard`: each model one vote. Of quantities always the mean. */
  readonly voting: 'soft' | 'hard'
  /** One for each base, summing to 1. */
  readonly weights: readonly number[]
}

export interface FittedVoting {
  readonly bases: readonly FittedBaseModel[]
  readonly n_classes: number
}

/** The operator of a vote, with what it is made of. */
export type VotingModel = AnyModel & { readonly votes: Voting }

export const isVoting = (operator: AnyModel): operator is VotingModel => 'votes' in operator

const declaration = (task: 'regression' | 'classification') => ({
  id: 'voting',
  label: 'Voting',
  class_path: `sklearn.ensemble.Voting${task === 'regression' ? 'Regressor' : 'Classifier'}`,
  aliases: [],
  summary: 'The weighted mean, or the majority, of several models',
  formula: 'ŷ = Σ wₘ fₘ(x) / Σ wₘ',
  source: 'Kuncheva (2004), Combining Pattern Classifiers, Wiley, chapters 4–5',
  params: {},
})

/** Several models fitted on the same rows, and what they say together. */
export function votingOperator(voting: Voting): VotingModel {
  const { bases } = voting
  const classification = bases[0]!.model.operator.task === 'classification'
  const fit = (X: Matrix, y: Float64Array, context?: ModelContext): FittedVoting => ({
    bases: bases.map(base => fitBaseModel(base, { axis: null, ...context, X, y })),
    n_classes: classification ? 1 + y.reduce((a, b) => Math.max(a, b)) : 0,
  })
  if (!classification) {
    const regressor = defineRegressor({
      ...declaration('regression'),
      fit: (X, y, _params, context) => fit(X, y, context),
      predict: (X, fitted: FittedVoting, _params, rows) => together(voting, fitted, X, rows).values,
    })
    return { ...regressor, votes: voting }
  }
  const classifier = defineClassifier({
    ...declaration('classification'),
    scores_are: voting.voting === 'soft' ? 'probabilities' : 'votes',
    fit: (X, y, _params, context) => fit(X, y, context),
    scores: (X, fitted: FittedVoting, _params, rows) => together(voting, fitted, X, rows),
  })
  return { ...classifier, votes: voting }
}

function together(
  { bases, voting, weights }: Voting,
  { bases: fitted, n_classes }: FittedVoting,
  X: Matrix,
  rows?: RowFacts,
): Matrix {
  const predicted = bases.map((base, b) => {
    const scores = predictBaseModel(base, fitted[b]!, X, n_classes, rows)
    return voting === 'hard' && n_classes > 0 ? classIndicators(likeliest(scores), n_classes) : scores
  })
  const columns = predicted[0]!.columns
  const values = new Float64Array(X.rows * columns)
  predicted.forEach((matrix, b) => {
    for (let at = 0; at < values.length; at++) values[at]! += weights[b]! * matrix.values[at]!
  })
  return { rows: X.rows, columns, values }
}
