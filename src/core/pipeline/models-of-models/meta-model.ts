import { ParametersConflict, withinField } from '../../errors/index.ts'
import { boolean, integer, type Parameter, type ParameterSet, resolveParameters } from '../../params/index.ts'
import { concreteStep } from '../steps/names.ts'
import type { Node } from '../steps/nodes.ts'
import { isObject, type NamedOperator } from '../steps/parse-step.ts'
import type { DeclaredModel, ParseChain } from './declared-model.ts'

const model: Parameter<unknown> = {
  initial: 'Ridge',
  help: 'Model of the predictions of the models before it',
  expected: 'an operator name or {class, params}',
  accepts: value => typeof value === 'string' || isObject(value),
  refused: [1, []],
}

const sources: Parameter<'all' | readonly string[]> = {
  initial: 'all',
  help: 'Models whose predictions it uses, by name; all: every model before it',
  expected: 'all, or a list of names of models',
  accepts: value =>
    value === 'all' || (Array.isArray(value) && value.length > 0 && value.every(name => typeof name === 'string')),
  refused: ['some', [], 1],
}

/** Accepted where it asks for what is done anyway; anything else would change numbers. */
const onlyThis = (initial: unknown, help: string): Parameter<unknown> => ({
  initial,
  help,
  expected: JSON.stringify(initial),
  accepts: value => value === initial,
  refused: ['other'],
})

const params: ParameterSet = {
  model,
  source_models: sources,
  passthrough: boolean({ initial: false, help: 'Let it see the spectra beside the predictions' }),
  cv: integer({ initial: 5, min: 2, help: 'Folds inside the training rows; samples of a group stay together' }),
  use_proba: boolean({ initial: true, help: 'Accepted without effect: of classes their scores are used' }),
  stacking_config: onlyThis(null, 'Predictions cover every training row, and nothing is averaged away'),
  selector: onlyThis(null, 'Choosing among models by their scores would need validation inside each fold'),
}

/** What it tells about itself. */
export const metaModel: DeclaredModel = {
  kind: 'model',
  id: 'meta_model',
  label: 'MetaModel',
  class_path: 'nirs4all.operators.models.MetaModel',
  aliases: ['nirs4all.operators.models.meta.MetaModel', 'nirs4all.operators.models.meta.meta_model.MetaModel'],
  task: null,
  summary: 'A model of the out-of-fold predictions of the models before it in the pipeline',
  formula: 'ŷ = g(f₁(x), f₂(x), …); g learns from predictions for rows that the f had not seen',
  source: 'Wolpert (1992), Neural Networks 5(2), 241–259; nirs4all: MetaModel',
  checked_against: 'scikit-learn 1.2.1 StackingRegressor of the same models, within 1e-8',
  params,
}

/** `{model: {class: MetaModel, params: {model, source_models, …}}}`, or null where it is another class. */
export function metaModelNode(named: NamedOperator, parseChain: ParseChain): Node | null {
  const { label, class_path, aliases } = metaModel
  if (![label, class_path, ...aliases].includes(named.className)) return null
  const resolved = withinField('params', () => resolveParameters('MetaModel', params, named.given))
  const inner = withinField('params.model', () => parseChain([{ model: resolved.model }]))
  if (inner.steps.length > 0) throw ParametersConflict({ reason: 'the model of a MetaModel has no steps of its own' })
  const { source_models, passthrough, cv } = resolved
  const meta = { model: inner.model, source_models, passthrough, cv, name: named.name }
  const written = {
    ...(named.name !== null && { name: named.name }),
    model: { class: class_path, params: { model: concreteStep(inner.model), source_models, passthrough, cv } },
  }
  return { type: 'meta', meta, written }
}
