import { describe, expect, it } from 'vitest'
import { type AnyModel, type AnyTransform, operators } from '../../src/core/operators/index.ts'
import { contextOf, paramsOf, sampleSpectra, sampleTarget } from './sample-spectra.ts'

const X = sampleSpectra(24, 16)
const y = sampleTarget(X)
const codes = Float64Array.from(y, (_, i) => i % 2)

const fitted = (operator: AnyModel | AnyTransform, given: object) => {
  const params = paramsOf(operator, { ...given })
  const target = operator.kind === 'model' && operator.task === 'classification' ? codes : y
  const state = operator.kind === 'model' ? operator.fit(X, target, params) : operator.fit(X, params, contextOf(X))
  return { state, warnings: operator.warnings?.(structuredClone(state), params) ?? [] }
}

/** Parameters under which a solver cannot converge, and under which it does. */
const starved: Readonly<Record<string, readonly [object, object]>> = {
  elastic_net: [
    { alpha: 1e-3, max_iter: 2 },
    { alpha: 1e-3, max_iter: 100_000 },
  ],
  lasso: [
    { alpha: 1e-3, max_iter: 2 },
    { alpha: 1e-3, max_iter: 100_000 },
  ],
  support_vector_regression: [{ C: 100, max_iter: 3 }, { C: 100 }],
  robust_pls: [
    { n_components: 2, max_iter: 1 },
    { n_components: 2, max_iter: 1000 },
  ],
  multilayer_perceptron_regression: [
    { solver: 'lbfgs', max_iter: 2 },
    { solver: 'lbfgs', alpha: 10, max_iter: 5000 },
  ],
  multilayer_perceptron_classification: [
    { solver: 'lbfgs', max_iter: 2 },
    { solver: 'lbfgs', alpha: 10, max_iter: 5000 },
  ],
}

const learning = operators.filter(
  (operator): operator is AnyModel | AnyTransform => operator.kind === 'model' || operator.kind === 'transform',
)

describe('operators whose solver may stop early', () => {
  it.each(Object.keys(starved))('%s names the parameter to raise when starved, and says nothing otherwise', id => {
    const operator = learning.find(one => one.id === id)!
    const [few, enough] = starved[id]!
    expect(fitted(operator, few).warnings).toEqual([expect.stringContaining('raise max_iter')])
    expect(fitted(operator, enough).warnings).toEqual([])
  })

  it('all warn of it', () => {
    for (const operator of learning.filter(one => 'max_iter' in one.params)) {
      const { state } = fitted(operator, operator.kind === 'model' ? { max_iter: 1 } : {})
      if (state && typeof state === 'object' && 'converged' in state)
        expect(operator.warnings, operator.id).toBeDefined()
    }
  })
})
