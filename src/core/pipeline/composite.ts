import type { Matrix } from '../math/matrix.ts'
import { type AnyTransform, defineTransform, type FitContext } from '../operators/index.ts'
import { concreteStep } from './names.ts'
import type { Step } from './pipeline.ts'

/** Chains of transforms side by side: the columns of the first, then those of the second, … An empty chain is the spectra. */
export interface CompositeStep extends Step<AnyTransform> {
  readonly chains: readonly (readonly Step<AnyTransform>[])[]
  /** Later transforms belong to each chain, as the Python library applies them to each of its processings. */
  readonly open: boolean
}

type Chain = readonly Step<AnyTransform>[]

export const isComposite = (step: Step): step is CompositeStep => 'chains' in step

export function compositeStep(chains: readonly Chain[], open: boolean): CompositeStep {
  const operator = compositeOperator(chains)
  // What tells two composites apart, as the parameters tell other steps apart.
  const params = { chains: chains.map(chain => chain.map(concreteStep)) }
  return { operator, given: {}, params, name: null, chains, open }
}

/** Put transforms that follow an open composite into each of its chains. */
export function closeComposites(transforms: readonly Step<AnyTransform>[]): readonly Step<AnyTransform>[] {
  const closed: Step<AnyTransform>[] = []
  for (const step of transforms) {
    const last = closed.at(-1)
    if (!last || !isComposite(last) || !last.open) closed.push(step)
    else
      closed.splice(
        -1,
        1,
        compositeStep(
          last.chains.map(chain => [...chain, step]),
          true,
        ),
      )
  }
  return closed
}

function compositeOperator(chains: readonly Chain[]): AnyTransform {
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
    fit: (X: Matrix, _params, context) => chains.map(chain => fitSteps(chain, X, context)),
    transform: (X, states) => sideBySide(chains.map((chain, i) => applySteps(chain, X, states[i]!))),
  })
}

function fitSteps(chain: Chain, X: Matrix, context: FitContext): readonly unknown[] {
  let matrix = X
  let { axis } = context
  return chain.map(({ operator, params }) => {
    const state = operator.fit(matrix, params, { y: context.y, axis })
    matrix = operator.transform(matrix, state, params)
    if (operator.changes_features) axis = (axis && operator.axisAfter?.(axis, state, params)) ?? null
    return state
  })
}

function applySteps(chain: Chain, X: Matrix, states: readonly unknown[]): Matrix {
  return chain.reduce((matrix, { operator, params }, i) => operator.transform(matrix, states[i], params), X)
}

function sideBySide(parts: readonly Matrix[]): Matrix {
  const rows = parts[0]?.rows ?? 0
  const columns = parts.reduce((sum, part) => sum + part.columns, 0)
  const values = new Float64Array(rows * columns)
  let at = 0
  for (const part of parts) {
    for (let i = 0; i < rows; i++) {
      values.set(part.values.subarray(i * part.columns, (i + 1) * part.columns), i * columns + at)
    }
    at += part.columns
  }
  return { rows, columns, values }
}
