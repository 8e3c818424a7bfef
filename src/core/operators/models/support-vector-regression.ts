import { row, takeElements, takeRows } from '../../math/matrix.ts'
import { dot } from '../../math/products.ts'
import { real } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { stoppedEarly } from '../convergence-warning.ts'
import { defineRegressor } from '../operator.ts'
import { type Kernel, kernelFormulas, kernelRow } from './kernel-functions.ts'
import { positive } from './positive.ts'
import { gammaOf, kernelParams, solverParams, stepsOf, trainingKernels } from './support-vector-parameters.ts'
import { supportVectors } from './support-vectors.ts'

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
    ...kernelParams,
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
    ...solverParams,
  },
  fit: (X, y, { C, epsilon, tol, max_iter, ...given }) => {
    checkTrainingData(X, y, 1, 'support vector regression')
    const kernel: Kernel = { ...given, gamma: gammaOf(X, given.gamma) }
    const { kernelOf, diagonal } = trainingKernels(kernel, X)
    const upper = new Float64Array(X.rows).fill(C)
    const problem = { kernelOf, diagonal, y, lower: upper.map(bound => -bound), upper, epsilon }
    const found = supportVectors(problem, tol / 100, stepsOf(max_iter))
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
