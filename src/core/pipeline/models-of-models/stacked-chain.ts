import type { AnyModel } from '../../operators/index.ts'
import { closeComposites, isComposite } from '../chain/composite.ts'
import type { Chain, ChainStep, Step } from '../pipeline.ts'
import { modelName } from '../steps/names.ts'
import type { BaseModel } from './base-model.ts'
import type { MadeModelStep } from './declared-model.ts'
import { type Stacking, stackedOperator, writtenStacking } from './stacked-model.ts'

/** Models whose predictions are features, and what happens to those before they reach a model. */
export interface MergedPredictions {
  readonly models: readonly Chain[]
  readonly beside: Stacking['beside']
  readonly between: readonly ChainStep[]
}

/** A model of the predictions of others, with the steps that are inside of it. */
export interface StackedStep extends MadeModelStep {
  readonly through: readonly ChainStep[]
}

/**
 * The chain of a model that learns from other chains' predictions: what all of them begin with stays before it, what they
 * differ in goes inside of it.
 */
export function stackedChain(
  path: Pick<Chain, 'steps' | 'targetTransforms'>,
  { models, beside, between }: MergedPredictions,
  model: Step<AnyModel>,
  cv: number,
): Pick<Chain, 'steps' | 'targetTransforms' | 'model'> {
  const shared = commonStart([path.steps, ...models.map(chain => chain.steps)])
  // What follows an open composite belongs inside of it, so it cannot stay outside.
  const open = shared.findIndex(step => isComposite(step) && step.open)
  const steps = open < 0 ? shared : shared.slice(0, open)
  const targetTransforms = commonStart([path.targetTransforms, ...models.map(chain => chain.targetTransforms)])
  const bases = models.map(
    (chain, i): BaseModel => ({
      name: `${modelName(chain)}_${i}`,
      steps: closeComposites(chain.steps.slice(steps.length)),
      targetTransforms: chain.targetTransforms.slice(targetTransforms.length),
      model: chain.model,
    }),
  )
  const rest = path.steps.slice(steps.length)
  const stacking: Stacking = {
    bases,
    between,
    model,
    beside: beside.map(chain => closeComposites([...rest, ...chain])),
    cv,
  }
  const named = { label: 'MetaModel', class_path: 'nirs4all.operators.models.MetaModel' }
  const params = writtenStacking(stacking)
  const stacked: StackedStep = {
    operator: stackedOperator(stacking, named),
    given: {},
    params,
    name: model.name,
    said: `${bases.map(base => base.model.operator.label).join(', ')} → ${model.operator.label}`,
    written: { class: named.class_path, params },
    through: [...models.flatMap(chain => chain.steps), ...between, ...beside.flat()],
  }
  return { steps, targetTransforms, model: stacked }
}

function commonStart<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const [first = [], ...others] = lists
  const end = first.findIndex((item, i) => others.some(list => list[i] !== item))
  return end < 0 ? first : first.slice(0, end)
}
