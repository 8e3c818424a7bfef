import { withinField } from '../../errors/index.ts'
import type { AnyModel } from '../../operators/index.ts'
import { boolean, integer, type Parameter } from '../../params/index.ts'
import type { Step } from '../pipeline.ts'
import { isObject } from '../steps/parse-step.ts'
import type { ModelOfModels, ParseChain, Task } from './declared-model.ts'
import { basesOf, estimators, requireTask } from './estimators.ts'
import { stackedOperator, writtenStacking } from './stacked-model.ts'

const finalEstimator = (standard: string): Parameter<unknown> => ({
  initial: standard,
  help: 'Model of their out-of-fold predictions',
  expected: 'an operator name or {class, params}',
  accepts: value => typeof value === 'string' || isObject(value),
  refused: [1, []],
})

const cv = integer({ initial: 5, min: 2, help: 'Folds inside the training rows; samples of a group stay together' })
const passthrough = boolean({ initial: false, help: 'Let the model see the spectra beside the predictions' })

/** Models whose out-of-fold predictions another model learns from. */
export const stacking = (task: Task): ModelOfModels => ({
  kind: 'model',
  id: `stacking_${task}`,
  label: task === 'regression' ? 'Stacking' : 'StackingClassifier',
  class_path: `sklearn.ensemble.Stacking${task === 'regression' ? 'Regressor' : 'Classifier'}`,
  aliases:
    task === 'regression'
      ? ['StackingRegressor', 'sklearn.ensemble._stacking.StackingRegressor']
      : ['sklearn.ensemble._stacking.StackingClassifier'],
  task,
  summary: 'A model of the out-of-fold predictions of other models',
  formula: 'ŷ = g(f₁(x), f₂(x), …); g learns from predictions for rows that the f had not seen',
  source: 'Wolpert (1992), Neural Networks 5(2), 241–259',
  checked_against: 'scikit-learn 1.2.1, within 1e-8',
  params: {
    estimators: estimators(),
    final_estimator: finalEstimator(task === 'regression' ? 'Ridge' : 'LogisticRegression'),
    cv,
    passthrough,
  },
  build: (params, parseChain) => {
    const bases = withinField('estimators', () => basesOf(params.estimators as readonly unknown[], task, parseChain))
    const model = withinField('final_estimator', () => finalModel(params.final_estimator, task, parseChain))
    const spec = { bases, between: [], model, beside: params.passthrough ? [[]] : [], cv: params.cv as number }
    const names = { label: stacking(task).label, class_path: stacking(task).class_path }
    const { estimators, final_estimator, cv } = writtenStacking(spec)
    return {
      operator: stackedOperator(spec, names),
      written: { estimators, final_estimator, cv, passthrough: params.passthrough },
      said: `${bases.map(({ name }) => name).join(', ')} → ${model.operator.label}`,
    }
  },
})

function finalModel(given: unknown, task: Task, parseChain: ParseChain): Step<AnyModel> {
  const { model } = parseChain([{ model: given }])
  requireTask(model, task)
  return model
}
