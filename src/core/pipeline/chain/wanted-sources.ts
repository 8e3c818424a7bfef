import type { StackedStep } from '../models-of-models/stacked-chain.ts'
import { type Chain, type ChainStep, isTransformStep } from '../pipeline.ts'
import { stepLabel } from '../steps/names.ts'
import { isComposite } from './composite.ts'
import { isSeparated } from './separated-step.ts'
import { isSourceStep } from './source-step.ts'

/** An instrument that a step asks for by name or number. */
export interface WantedSource {
  readonly source: string
  /** The step that changed the columns before it, so that none comes from an instrument any more; null where none did. */
  readonly changed_by: string | null
}

/** What a chain asks for, the steps inside of its composites and of its model among them. */
export function wantedSources({ steps, model }: Pick<Chain, 'steps' | 'model'>): readonly WantedSource[] {
  const { through = [] } = model as Partial<StackedStep>
  // Steps inside of a model are a list of several chains, in which none is known to come before another.
  return [...along(steps, null), ...through.flatMap(step => inStep(step, null))]
}

function along(steps: readonly ChainStep[], before: string | null): readonly WantedSource[] {
  let changed_by = before
  return steps.flatMap(step => {
    const wanted = inStep(step, changed_by)
    if (isTransformStep(step) && step.operator.changes_features) changed_by ??= stepLabel(step)
    return wanted
  })
}

function inStep(step: ChainStep, changed_by: string | null): readonly WantedSource[] {
  if (isComposite(step)) return step.chains.flatMap(chain => along(chain, changed_by))
  if (isSeparated(step)) return [...step.byValue.values()].flatMap(chain => along(chain, changed_by))
  return isSourceStep(step) ? [{ source: step.source, changed_by }] : []
}
