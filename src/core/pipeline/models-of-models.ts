import { ParametersConflict, WrongShape, withinField } from '../errors/index.ts'
import type { AnyModel } from '../operators/index.ts'
import { boolean, choice, integer, type Parameter, type ParameterSet, resolveParameters } from '../params/index.ts'
import type { BaseModel } from './chain-model.ts'
import { isObject, type NamedOperator } from './parse-step.ts'
import type { Chain, Step } from './pipeline.ts'
import { stackedOperator, writtenBase, writtenStacking } from './stacked-model.ts'
import { votingOperator } from './voting-model.ts'

type Task = 'regression' | 'classification'

/** A declared model whose parameters hold other models: `operators list` shows it among the others. */
export interface DeclaredModel {
  readonly kind: 'model'
  readonly id: string
  readonly label: string
  readonly class_path: string
  readonly aliases: readonly string[]
  /** null where it takes that of its models. */
  readonly task: Task | null
  readonly summary: string
  readonly formula: string
  readonly source: string
  readonly checked_against: string
  readonly params: ParameterSet
}

export interface ModelOfModels extends DeclaredModel {
  readonly build: (params: Readonly<Record<string, unknown>>, parseChain: ParseChain) => BuiltModel
}

/** Steps that end in a model → the chain that leads to it. */
export type ParseChain = (steps: readonly unknown[]) => Chain

interface BuiltModel {
  readonly operator: AnyModel
  /** Parameters with the models in them written by permanent names. */
  readonly written: Readonly<Record<string, unknown>>
  /** For labels: `PLS, Ridge → Ridge`. */
  readonly said: string
}

/** A step whose operator was made from other models. */
export interface MadeModelStep extends Step<AnyModel> {
  readonly said: string
  readonly written: unknown
}

const estimators = (): Parameter<unknown> => ({
  initial: null,
  help: 'Models by name: [[name, model], …], where a model is an operator or a list of steps that ends in one',
  expected: 'a list of [name, model]',
  accepts: value => Array.isArray(value) && value.length > 0,
  refused: ['PLS', 1, []],
})

const finalEstimator = (standard: string): Parameter<unknown> => ({
  initial: standard,
  help: 'Model of their out-of-fold predictions',
  expected: 'an operator name or {class, params}',
  accepts: value => typeof value === 'string' || isObject(value),
  refused: [1, []],
})

const cv = integer({ initial: 5, min: 2, help: 'Folds inside the training rows; samples of a group stay together' })
const passthrough = boolean({ initial: false, help: 'Let the model see the spectra beside the predictions' })

const stacking = (task: Task): ModelOfModels => ({
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

const weights: Parameter<readonly number[] | null> = {
  initial: null,
  help: 'Weight of each model; null for equal ones',
  expected: 'a list of positive numbers, or null',
  accepts: value => value === null || (Array.isArray(value) && value.every(one => Number.isFinite(one) && one > 0)),
  refused: ['equal', [0], [-1]],
}

const voting = (task: Task): ModelOfModels => ({
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

/** Every model of models. */
export const modelsOfModels: readonly ModelOfModels[] = [
  stacking('regression'),
  stacking('classification'),
  voting('regression'),
  voting('classification'),
]

export function findModelOfModels(name: string): ModelOfModels | undefined {
  return modelsOfModels.find(
    ({ id, label, class_path, aliases }) =>
      [id, label, class_path, ...aliases].includes(name) || class_path.split('.').at(-1) === name,
  )
}

/** @throws UnknownParameter, ParameterOutOfRange, and what the models in it throw */
export function madeModelStep(
  made: ModelOfModels,
  { given, name }: NamedOperator,
  parseChain: ParseChain,
): MadeModelStep {
  const params = resolveParameters(made.label, made.params, given)
  const { operator, written, said } = withinField('params', () => made.build(params, parseChain))
  return {
    operator: { ...operator, id: made.id },
    given: {},
    params: written,
    name,
    said,
    written: { class: made.class_path, params: written },
  }
}

/** `[name, model]` or `[name, [step, …, model]]`, each a chain of its own. */
function basesOf(given: readonly unknown[], task: Task, parseChain: ParseChain): readonly BaseModel[] {
  const bases = given.map((entry, i) =>
    withinField(`[${i}]`, () => {
      const [name, model] = Array.isArray(entry) && typeof entry[0] === 'string' ? entry : [null, entry]
      const chain = parseChain(
        Array.isArray(model) ? model : [isObject(model) && !('class' in model) ? model : { model }],
      )
      return { ...baseOf(chain, task), name: (name as string | null) ?? `${chain.model.operator.label}_${i}` }
    }),
  )
  const names = bases.map(({ name }) => name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw ParametersConflict({ reason: `two models are called ${twice}` })
  return bases
}

function baseOf({ steps, targetTransforms, model }: Chain, task: Task): Omit<BaseModel, 'name'> {
  requireTask(model, task)
  return { steps, targetTransforms, model }
}

function finalModel(given: unknown, task: Task, parseChain: ParseChain): Step<AnyModel> {
  const { model } = parseChain([{ model: given }])
  requireTask(model, task)
  return model
}

/** @throws WrongShape where a model predicts the other kind of target */
export function requireTask({ operator }: Step<AnyModel>, task: Task): void {
  if (operator.task === task) return
  const expected = `for ${task}; ${operator.label} is for ${operator.task}`
  throw WrongShape({ what: 'Each model in it', expected, received: operator.class_path })
}
