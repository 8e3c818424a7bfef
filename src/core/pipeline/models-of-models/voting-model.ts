import type { Matrix } from '../../math/matrix.ts'
import {
  type AnyModel,
  classIndicators,
  defineClassifier,
  defineRegressor,
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

interface FittedVoting {
  readonly bases: readonly FittedBaseModel[]
  readonly n_classes: number
}

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
export function votingOperator(voting: Voting): AnyModel {
  const { bases } = voting
  const classification = bases[0]!.model.operator.task === 'classification'
  const fit = (X: Matrix, y: Float64Array, rows?: RowFacts): FittedVoting => ({
    bases: bases.map(base => fitBaseModel(base, { X, y, axis: null, ...(rows && { rows }) })),
    n_classes: classification ? 1 + y.reduce((a, b) => Math.max(a, b)) : 0,
  })
  if (!classification) {
    return defineRegressor({
      ...declaration('regression'),
      fit: (X, y, _params, rows) => fit(X, y, rows),
      predict: (X, fitted: FittedVoting) => together(voting, fitted, X).values,
    })
  }
  return defineClassifier({
    ...declaration('classification'),
    scores_are: voting.voting === 'soft' ? 'probabilities' : 'votes',
    fit: (X, y, _params, rows) => fit(X, y, rows),
    scores: (X, fitted: FittedVoting) => together(voting, fitted, X),
  })
}

function together({ bases, voting, weights }: Voting, { bases: fitted, n_classes }: FittedVoting, X: Matrix): Matrix {
  const predicted = bases.map((base, b) => {
    const scores = predictBaseModel(base, fitted[b]!, X, n_classes)
    return voting === 'hard' && n_classes > 0 ? classIndicators(likeliest(scores), n_classes) : scores
  })
  const columns = predicted[0]!.columns
  const values = new Float64Array(X.rows * columns)
  predicted.forEach((matrix, b) => {
    for (let at = 0; at < values.length; at++) values[at]! += weights[b]! * matrix.values[at]!
  })
  return { rows: X.rows, columns, values }
}
