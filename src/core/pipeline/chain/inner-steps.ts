import type { StackedStep } from '../models-of-models/stacked-chain.ts'
import type { Chain, ChainStep } from '../pipeline.ts'
import { isComposite } from './composite.ts'
import { isSeparated } from './separated-step.ts'

/** Every step of a chain, with those inside of its composites, of separated samples, and of merged predictions. */
export function innerSteps({ steps, model }: Pick<Chain, 'steps' | 'model'>): readonly ChainStep[] {
  const { through = [] } = model as Partial<StackedStep>
  return [...steps, ...through].flatMap(withInner)
}

function withInner(step: ChainStep): readonly ChainStep[] {
  if (isComposite(step)) return [step, ...step.chains.flat().flatMap(withInner)]
  if (isSeparated(step)) return [step, ...[...step.byValue.values()].flat().flatMap(withInner)]
  return [step]
}
