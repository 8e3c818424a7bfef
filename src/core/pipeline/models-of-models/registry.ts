import { withinField } from '../../errors/index.ts'
import { resolveParameters } from '../../params/index.ts'
import type { NamedOperator } from '../steps/parse-step.ts'
import type { MadeModelStep, ModelOfModels, ParseChain } from './declared-model.ts'
import { stacking } from './stacking.ts'
import { voting } from './voting.ts'

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
