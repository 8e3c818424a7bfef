import { type Matrix, row, takeElements, takeRows } from '../../math/matrix.ts'
import { dot } from '../../math/products.ts'
import { mean, squaredDeviations } from '../../math/statistics.ts'
import { boolean, choice, integer, type Parameter, real } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { stoppedEarly } from '../convergence-warning.ts'
import { defineRegressor } from '../operator.ts'
import { type Kernel, kernelFormulas, kernelRow } from './kernel-functions.ts'
import { positive } from './positive.ts'
import { supportVectors } from './support-vectors.ts'
import { verbose } from './unused-parameters.ts'

const gammas: Parameter<number | 'scale' | 'auto'> = {
  initial: 'scale',
  abbreviation: 'gamma',
  expected: 'scale, auto or a number ≥ 0',
  help: 'Of the kernel: scale is 1 / (n_features · variance of all values), auto is 1 / n_features',
  accepts: value => value === 'scale' || value === 'auto' || (Number.isFinite(value) && (value as number) >= 0),
  refused: ['wide', -1, Number.NaN, null],
}

const limits: Parameter<number> = {
  ...integer({ initial: -1, min: -1, help: 'Most steps; −1 for ten million, which the exact solution rarely needs' }),
  refused: ['many', 1.5, null, -2, 0],
  expected: 'an integer ≥ 1, or -1',
  accepts: value => value === -1 || (Number.isSafeInteger(value) && (value as number) >= 1),
}

/**
 * Support vector regression: the flattest function whose errors beyond `epsilon` are paid for by C each.
 *
 * X: (n_samples, n_features), best scaled before; y: (n_samples,) → predictions in the unit of y. Keeps the support vectors,
 * and whether `max_iter` was enough (`converged`).
 * Unlike the Python library: steps go on to a hundredth of `tol`, because at `tol` the third digit is still open.
 *
 * @throws TooFewSamples; WrongFeatureCount; NotFinite
 * @see Smola & Schölkopf (2004), Statistics and Computing 14(3), 199–222
 */
export const supportVectorRegression = defineRegressor({
  id: 'support_vector_regression',
  label: 'SVR',
  class_path: 'sklearn.svm.SVR',
  aliases: ['sklearn.svm._classes.SVR'],
  summary: 'The flattest function of the spectra that stays within epsilon of y where it can',
  formula: `ŷ = b + Σ βᵢ k(xᵢ, x), |βᵢ| ≤ C and βᵢ = 0 where the error is below epsilon; ${kernelFormulas}`,
  source:
    'Smola & Schölkopf (2004), Statistics and Computing 14(3), 199–222; computed by Fan, Chen & Lin (2005), Journal of Machine Learning Research 6, 1889–1918',
  checked_against:
    'scikit-learn 1.2.1 on Tecator, within 2e-4 of sd(y), the digits that its kernels keep; nirs4all 0.11, within 1e-3',
  differs: 'steps go on to a hundredth of tol, because at tol the third digit is still open',
  params: {
    kernel: choice({
      initial: 'rbf',
      options: ['linear', 'poly', 'rbf', 'sigmoid'],
      help: 'How the likeness of two spectra is measured',
    }),
    degree: integer({ initial: 3, min: 0, help: 'Degree of the poly kernel' }),
    gamma: gammas,
    coef0: real({ initial: 0, help: 'Constant of the poly and sigmoid kernels' }),
    tol: positive({
      initial: 1e-3,
      help: 'A hundred times the largest violation of the optimality conditions at the end, in the unit of y',
    }),
    C: positive({ initial: 1, abbreviation: 'C', help: 'Price of an error of 1 beyond epsilon' }),
    epsilon: real({
      initial: 0.1,
      min: 0,
      abbreviation: 'eps',
      help: 'Errors up to this cost nothing, in the unit of y',
    }),
    shrinking: boolean({ initial: true, help: 'Accepted without effect: a shortcut of another solver' }),
    cache_size: positive({ initial: 200, help: 'Accepted without effect: kernels are kept' }),
    verbose,
    max_iter: limits,
  },
  fit: (X, y, { C, epsilon, tol, max_iter, ...given }) => {
    checkTrainingData(X, y, 1, 'support vector regression')
    const kernel: Kernel = { ...given, gamma: gammaOf(X, given.gamma) }
    const kernelOf = remembered(X.rows, i => kernelRow(kernel, row(X, i), X))
    const diagonal = Float64Array.from({ length: X.rows }, (_, i) => {
      return kernelRow(kernel, row(X, i), { rows: 1, columns: X.columns, values: row(X, i) })[0]!
    })
    const limit = max_iter === -1 ? 1e7 : max_iter
    const found = supportVectors({ kernelOf, diagonal, y, C, epsilon }, tol / 100, limit)
    const support = Array.from(found.coefficients.keys()).filter(i => found.coefficients[i] !== 0)
    return {
      gamma: kernel.gamma,
      n_features: X.columns,
      support_vectors: takeRows(X, support),
      dual_coefficients: takeElements(found.coefficients, support),
      intercept: found.intercept,
      n_iter: found.n_iter,
      converged: found.converged,
    }
  },
  predict: (X, { gamma, n_features, support_vectors, dual_coefficients, intercept }, { kernel, degree, coef0 }) => {
    checkSpectra(X, n_features)
    return Float64Array.from({ length: X.rows }, (_, i) => {
      const likeness = kernelRow({ kernel, gamma, degree, coef0 }, row(X, i), support_vectors)
      return intercept + dot(dual_coefficients, likeness)
    })
  },
  warnings: ({ converged }) => stoppedEarly(converged, 'max_iter'),
})

function gammaOf(X: Matrix, gamma: number | 'scale' | 'auto'): number {
  if (typeof gamma === 'number') return gamma
  if (gamma === 'auto') return 1 / X.columns
  const variance = squaredDeviations(X.values, mean(X.values)) / X.values.length
  return variance > 0 ? 1 / (X.columns * variance) : 1
}

/** Rows of this many numbers are kept at most: 512 MB. */
const mostKept = 2 ** 26

function remembered(length: number, compute: (i: number) => Float64Array): (i: number) => Float64Array {
  const kept = new Map<number, Float64Array>()
  const most = Math.max(2, Math.floor(mostKept / length))
  return i => {
    const known = kept.get(i)
    if (known) return known
    if (kept.size >= most) kept.delete(kept.keys().next().value!)
    const computed = compute(i)
    kept.set(i, computed)
    return computed
  }
}
