import type { Matrix } from '../../src/core/math/matrix.ts'
import type { AnyTransform, FitContext, Operator, SplitRows } from '../../src/core/operators/index.ts'
import { resolveParameters } from '../../src/core/params/index.ts'

/** Smooth, distinct spectra with some noise, the same at each call: (n_samples, n_features). */
export function sampleSpectra(n_samples: number, n_features: number, phase = 0): Matrix {
  const values = new Float64Array(n_samples * n_features)
  for (let i = 0; i < n_samples; i++) {
    const [a, b, c] = [Math.sin(3 * i + phase), Math.cos(5 * i + phase), Math.sin(7 * i + 1 + phase)]
    for (let j = 0; j < n_features; j++) {
      const noise = (Math.sin((i + 1) * 12.9898 + (j + 1) * 78.233 + phase) * 43758.5453) % 0.05
      values[i * n_features + j] = 2 + a * Math.sin(j / 4) + b * Math.cos(j / 7) + c * (j / n_features) ** 2 + noise
    }
  }
  return { rows: n_samples, columns: n_features, values }
}

/** Reference values that follow the spectra but for some noise. */
export function sampleTarget(X: Matrix): Float64Array {
  return Float64Array.from({ length: X.rows }, (_, i) => {
    const at = (j: number) => X.values[i * X.columns + j]!
    return 10 + 3 * at(1) - 2 * at(5) + 0.1 * Math.sin(40 * i)
  })
}

export function copyOf(X: Matrix): Matrix {
  return { ...X, values: X.values.slice() }
}

/** What an operator cannot do without, for spectra of 16 features. */
const needed: Readonly<Record<string, object>> = {
  metadata_filter: { column: 'variety', values_to_exclude: ['b'] },
  composite_filter: { filters: ['YOutlierFilter', { class: 'XOutlierFilter', params: { method: 'hotelling_t2' } }] },
  external_parameter_orthogonalization: { interferents: [Array.from(sampleSpectra(1, 16, 3).values)] },
}

/** The operator's initial parameters, with those given. */
export function paramsOf(operator: Operator, given: Readonly<Record<string, unknown>> = {}) {
  return resolveParameters(operator.label, operator.params, { ...needed[operator.id], ...given })
}

/** Sample reference values and ascending wavelengths for X. */
export function contextOf(X: Matrix): FitContext {
  const axis = Float64Array.from({ length: X.columns }, (_, j) => 1000 + 10 * j)
  return { y: X.columns > 5 ? sampleTarget(X) : new Float64Array(X.rows), axis }
}

/** Rows to split: sample spectra, their target, and groups of three unless none are wanted. */
export function rowsToSplit(n_samples: number): SplitRows {
  const X = sampleSpectra(n_samples, 8)
  return {
    n_samples,
    X,
    y: sampleTarget(X),
    groups: Array.from({ length: n_samples }, (_, i) => `g${Math.floor(i / 3)}`),
  }
}

/** Fit on `training`, store the state as a worker or an artifact would, and apply it. */
export function fitTransform(operator: AnyTransform, training: Matrix, X: Matrix, given = {}): Matrix {
  const params = paramsOf(operator, given)
  return operator.transform(X, structuredClone(operator.fit(training, params, contextOf(training))), params)
}
