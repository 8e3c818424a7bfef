import type { Dataset } from '../datasets/index.ts'
import type { Matrix } from '../math/matrix.ts'
import type { AnyTransform } from '../operators/index.ts'
import { axisAfter, type ChainStep, concreteStep, inStep, isTransformStep, type Step } from '../pipeline/index.ts'

const kept = 8

export interface Computed {
  readonly X: Matrix
  readonly axis: Float64Array | null
  /** The instruments that X came from, as long as no step has changed its columns. */
  readonly sources: Dataset['sources']
}

/** The stateless beginning of a chain, computed once per dataset: it looks at one spectrum at a time, so no split can leak. */
export class PrefixCache {
  readonly #computed = new Map<string, Computed>()
  #dataset: Dataset | null = null

  /** All spectra after the longest stateless prefix, and the steps that are left. */
  after(dataset: Dataset, steps: readonly ChainStep[]): readonly [Computed, readonly ChainStep[]] {
    if (this.#dataset !== dataset) this.#computed.clear()
    this.#dataset = dataset
    const prefix: Step<AnyTransform>[] = []
    let input: Computed = { X: dataset.X, axis: dataset.axis?.values ?? null, sources: dataset.sources }
    for (const step of steps) {
      if (!isTransformStep(step) || !step.operator.stateless) break
      prefix.push(step)
      input = this.#step(prefix, input, dataset.y)
    }
    return [input, steps.slice(prefix.length)]
  }

  #step(prefix: readonly Step<AnyTransform>[], { X, axis, sources }: Computed, y: Float64Array): Computed {
    const key = JSON.stringify(prefix.map(concreteStep))
    const known = this.#computed.get(key)
    if (known) return known
    const step = prefix.at(-1)!
    const { operator, params } = step
    const computed = inStep(step, () => {
      const state = operator.fit(X, params, { y, axis })
      return {
        X: operator.transform(X, state, params),
        axis: axisAfter(step, state, axis),
        sources: operator.changes_features ? null : sources,
      }
    })
    const oldest = this.#computed.keys().next()
    if (this.#computed.size >= kept && !oldest.done) this.#computed.delete(oldest.value)
    this.#computed.set(key, computed)
    return computed
  }
}
