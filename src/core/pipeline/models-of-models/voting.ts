import { ParametersConflict, withinField } from '../../errors/index.ts'
import { choice, type Parameter } from '../../params/index.ts'
import type { ModelOfModels, Task } from './declared-model.ts'
import { basesOf, estimators } from './estimators.ts'
import { writtenBase } from './stacked-model.ts'
import { votingOperator } from './voting-model.ts'

const weights: Parameter<readonly number[] | null> = {
  initial: null,
  help: 'Weight of each model; null for equal ones',
  expected: 'a list of positive numbers, or null',
  accepts: value => value === null || (Array.isArray(value) && value.every(one => Number.isFinite(one) && one > 0)),
  refused: ['equal', [0], [-1]],
}

/** Models fitted on the same rows, whose predictions are averaged or counted. */
export const voting = (task: Task): ModelOfModels => ({
  kind: 'model',
  id: `voting_${task}`,
  label: task === 'regression' ? 'Voting' : 'VotingClassifier',
  class_path: `sklearn.ensemble.Voting${task === 'regression' ? 'Regressor' : 'Classifier'}`,
  aliases:
    task === 'regression'
      ? ['VotingRegressor', 'sklearn.ensemble._voting.VotingRegressor']
      : ['sklearn.ensemble._voting.VotingClassifier'],
  task,
  summary:
    task === 'regression'
      ? 'The weighted mean of several models'
      : 'The majority, or the mean probability, of several models',
  formula: 'ŷ = Σ wₘ fₘ(x) / Σ wₘ',
  source: 'Kuncheva (2004), Combining Pattern Classifiers, Wiley, chapters 4–5',
  checked_against: 'scikit-learn 1.2.1, within 1e-8',
  params: {
    estimators: estimators(),
    weights,
    ...(task === 'classification' && {
      voting: choice({
        initial: 'hard',
        options: ['hard', 'soft'],
        help: 'hard: each model one vote; soft: the mean of their probabilities',
      }),
    }),
  },
  build: (params, parseChain) => {
    const bases = withinField('estimators', () => basesOf(params.estimators as readonly unknown[], task, parseChain))
    const given = (params.weights as readonly number[] | null) ?? bases.map(() => 1)
    if (given.length !== bases.length) {
      throw ParametersConflict({ reason: `there are ${given.length} weights for ${bases.length} models` }).at({
        field: 'weights',
      })
    }
    const total = given.reduce((sum, weight) => sum + weight, 0)
    const soft = params.voting === 'soft'
    for (const { name, model } of soft ? bases : []) {
      if (model.operator.task === 'classification' && model.operator.scores_are === 'probabilities') continue
      throw ParametersConflict({ reason: `soft voting needs probabilities, which ${name} does not give` })
    }
    const spec = { bases, voting: soft ? 'soft' : 'hard', weights: given.map(weight => weight / total) } as const
    return {
      operator: votingOperator(spec),
      written: { ...params, estimators: bases.map(writtenBase) },
      said: bases.map(({ name }) => name).join(', '),
    }
  },
})
