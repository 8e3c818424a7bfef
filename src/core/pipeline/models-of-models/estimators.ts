import { ParametersConflict, WrongShape, withinField } from '../../errors/index.ts'
import type { AnyModel } from '../../operators/index.ts'
import type { Parameter } from '../../params/index.ts'
import type { Chain, Step } from '../pipeline.ts'
import { isObject } from '../steps/parse-step.ts'
import type { BaseModel } from './base-model.ts'
import type { ParseChain, Task } from './declared-model.ts'

/** The parameter that holds the models. */
export const estimators = (): Parameter<unknown> => ({
  initial: null,
  help: 'Models by name: [[name, model], …], where a model is an operator or a list of steps that ends in one',
  expected: 'a list of [name, model]',
  accepts: value => Array.isArray(value) && value.length > 0,
  refused: ['PLS', 1, []],
})

/** `[name, model]` or `[name, [step, …, model]]`, each a chain of its own. */
export function basesOf(given: readonly unknown[], task: Task, parseChain: ParseChain): readonly BaseModel[] {
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

/** @throws WrongShape where a model predicts the other kind of target */
export function requireTask({ operator }: Step<AnyModel>, task: Task): void {
  if (operator.task === task) return
  const expected = `for ${task}; ${operator.label} is for ${operator.task}`
  throw WrongShape({ what: 'Each model in it', expected, received: operator.class_path })
}
