import { ParametersConflict } from '../../errors/index.ts'
import type { Matrix } from '../../math/matrix.ts'
import { sideBySide } from '../../math/side-by-side.ts'
import { type AnyTransform, defineTransform, type FitContext } from '../../operators/index.ts'
import { type ChainStep, isTransformStep, type Step } from '../pipeline.ts'
import { concreteStep } from '../steps/names.ts'
import { applyChain, fitChain } from './fitted-chain.ts'

/** Chains of transforms side by side: the columns of the first, then those of the second, … An empty chain is the spectra. */
export interface CompositeStep extends Step<AnyTransform> {
  readonly chains: readonly (readonly Step<AnyTransform>[])[]
  /** Later transforms belong to each chain, as the Python library applies them to each of its processings. */
  readonly open: boolean
}

type TransformChain = readonly Step<AnyTransform>[]

export const isComposite = (step: ChainStep): step is CompositeStep => 'chains' in step

export function compositeStep(chains: readonly TransformChain[], open: boolean): CompositeStep {
  const operator = compositeOperator(chains)
  // What tells two composites apart, as the parameters tell other steps apart.
  const params = { chains: chains.map(chain => chain.map(concreteStep)) }
  return { operator, given: {}, params, name: null, chains, open }
}

/** Put transforms that follow an open composite into each of its chains. @throws ParametersConflict */
export function closeComposites(steps: readonly ChainStep[]): readonly ChainStep[] {
  const closed: ChainStep[] = []
  let open: CompositeStep | null = null
  for (const step of steps) {
    const last = closed.at(-1)
    if (open && isTransformStep(step)) {
      if (last !== open) {
        const reason = `${step.operator.label} belongs to each part of a feature_augmentation, but rows are filtered or augmented between them`
        throw ParametersConflict({ reason })
      }
      open = compositeStep(
        open.chains.map(chain => [...chain, step]),
        true,
      )
      closed.splice(-1, 1, open)
      continue
    }
    closed.push(step)
    if (isComposite(step) && step.open) open = step
  }
  return closed
}

function compositeOperator(chains: readonly TransformChain[]): AnyTransform {
  return defineTransform({
    id: 'concat_transform',
    label: 'Concat',
    class_path: 'concat_transform',
    aliases: [],
    summary: 'Chains of transforms side by side',
    formula: '[chain₁(X), chain₂(X), …]',
    source: 'nirs4all: concat_transform, feature_augmentation',
    params: {},
    stateless: chains.every(chain => chain.every(step => step.operator.stateless)),
    changes_features: true,
    fit: (X: Matrix, _params, context: FitContext) => chains.map(chain => fitChain(chain, { X, ...context }).states),
    transform: (X, states, _params, rows) =>
      sideBySide(chains.map((chain, i) => applyChain(chain, states[i]!, X, rows))),
  })
}
