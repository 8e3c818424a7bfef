import type { StackedStep } from '../models-of-models/stacked-chain.ts'
import { type Chain, type ChainStep, isTransformStep } from '../pipeline.ts'
import { isComposite } from './composite.ts'

/** Instruments that a chain asks for by name or number, those inside of its composites and of its model among them. */
export function wantedSources({ steps, model }: Pick<Chain, 'steps' | 'model'>): readonly string[] {
  const { through = [] } = model as Partial<StackedStep>
  return [...steps, ...through].flatMap(ofStep)
}

function ofStep(step: ChainStep): readonly string[] {
  if (isComposite(step)) return step.chains.flatMap(chain => chain.flatMap(ofStep))
  return isTransformStep(step) && step.operator.id === 'by_source' ? [String(step.params.source)] : []
}
