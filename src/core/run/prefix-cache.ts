import type { Dataset } from '../datasets/index.ts'
import type { Matrix } from '../math/matrix.ts'
import type { AnyTransform } from '../operators/index.ts'
import type { Step } from '../pipeline/index.ts'
import { inStep } from './in-step.ts'

const kept = 8

/** The stateless beginning of a chain, computed once per dataset: it looks at one spectrum at a time, so no split can leak. */
export class PrefixCache {
  readonly #computed = new Map<string, Matrix>()
  #dataset: Dataset | null = null

  /** All spectra after the longest stateless prefix, and the steps that are left. */
  after(dataset: Dataset, transforms: readonly Step<AnyTransform>[]): readonly [Matrix, readonly Step<AnyTransform>[]] {
    if (this.#dataset !== dataset) this.#computed.clear()
    this.#dataset = dataset
    const firstFitted = transforms.findIndex(step => !step.operator.stateless)
    const length = firstFitted < 0 ? transforms.length : firstFitted
    let X = dataset.X
    for (let n = 1; n <= length; n++) X = this.#step(transforms.slice(0, n), X)
    return [X, transforms.slice(length)]
  }

  #step(prefix: readonly Step<AnyTransform>[], before: Matrix): Matrix {
    const key = JSON.stringify(prefix.map(({ operator, params }) => [operator.id, params]))
    const known = this.#computed.get(key)
    if (known) return known
    const step = prefix.at(-1)!
    const { operator, params } = step
    const X = inStep(step, () => operator.transform(before, operator.fit(before, params), params))
    const oldest = this.#computed.keys().next()
    if (this.#computed.size >= kept && !oldest.done) this.#computed.delete(oldest.value)
    this.#computed.set(key, X)
    return X
  }
}
