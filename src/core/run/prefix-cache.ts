import type { Dataset } from '../datasets/index.ts'
import type { Matrix } from '../math/matrix.ts'
import type { AnyTransform } from '../operators/index.ts'
import type { Step } from '../pipeline/index.ts'
import { axisAfter, type ChainInput } from './fit-chain.ts'
import { inStep } from './in-step.ts'

const kept = 8

interface Computed {
  readonly X: Matrix
  readonly axis: Float64Array | null
}

/** The stateless beginning of a chain, computed once per dataset: it looks at one spectrum at a time, so no split can leak. */
export class PrefixCache {
  readonly #computed = new Map<string, Computed>()
  #dataset: Dataset | null = null

  /** All spectra after the longest stateless prefix, and the steps that are left. */
  after(
    dataset: Dataset,
    transforms: readonly Step<AnyTransform>[],
  ): readonly [ChainInput, readonly Step<AnyTransform>[]] {
    if (this.#dataset !== dataset) this.#computed.clear()
    this.#dataset = dataset
    const firstFitted = transforms.findIndex(step => !step.operator.stateless)
    const length = firstFitted < 0 ? transforms.length : firstFitted
    let input: Computed = { X: dataset.X, axis: dataset.axis?.values ?? null }
    for (let n = 1; n <= length; n++) input = this.#step(transforms.slice(0, n), input, dataset.y)
    return [{ ...input, y: dataset.y }, transforms.slice(length)]
  }

  #step(prefix: readonly Step<AnyTransform>[], { X, axis }: Computed, y: Float64Array): Computed {
    const key = JSON.stringify(prefix.map(({ operator, params }) => [operator.id, params]))
    const known = this.#computed.get(key)
    if (known) return known
    const step = prefix.at(-1)!
    const { operator, params } = step
    const computed = inStep(step, () => {
      const state = operator.fit(X, params, { y, axis })
      return { X: operator.transform(X, state, params), axis: axisAfter(step, state, axis) }
    })
    const oldest = this.#computed.keys().next()
    if (this.#computed.size >= kept && !oldest.done) this.#computed.delete(oldest.value)
    this.#computed.set(key, computed)
    return computed
  }
}
