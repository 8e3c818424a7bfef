import { type Matrix, row, takeElements, takeRows } from '../../math/matrix.ts'
import { dot } from '../../math/products.ts'
import { real, type ValuesOf } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { stoppedEarly } from '../convergence-warning.ts'
import { defineRegressor, membersOf, solvedByThemselves } from '../operator.ts'
import { type Kernel, kernelFormulas, kernelRow } from './kernel-functions.ts'
import { positive } from './positive.ts'
import { gammaOf, kernelParams, solverParams, stepsOf, trainingKernels } from './support-vector-parameters.ts'
import { type SupportVectors, supportOf, supportVectors } from './support-vectors.ts'

const params = {
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
  params,
  fit: (X, y, given) => {
    const { gamma, found } = regress(X, y, [given])
    const { coefficients, ...rest } = found[0]!
    const support = supportOf([coefficients])
    return {
      gamma,
      n_features: X.columns,
      support_vectors: takeRows(X, support),
      dual_coefficients: takeElements(coefficients, support),
      ...rest,
    }
  },
  predict: (X, { gamma, n_features, support_vectors, dual_coefficients, intercept }, { kernel, degree, coef0 }) => {
    checkSpectra(X, n_features)
    return Float64Array.from({ length: X.rows }, (_, i) => {
      const likeness = kernelRow({ kernel, gamma, degree, coef0 }, row(X, i), support_vectors)
      return intercept + dot(dual_coefficients, likeness)
    })
  },
  warnings,
  family: {
    parameters: ['C', 'epsilon'],
    at_most: solvedByThemselves,
    fitPredict: (X, y, members, targets) => {
      const { gamma, found } = regress(X, y, members)
      const kernel = { ...members[0]!, gamma }
      const byTarget = targets.map(target => predictTogether(target, X, kernel, found))
      return membersOf(found, byTarget, warnings)
    },
  },
})

function warnings({ converged }: Pick<SupportVectors, 'converged'>): readonly string[] {
  return stoppedEarly(converged, 'max_iter')
}

/** A solution for each member, on kernels that are computed once for all. */
function regress(X: Matrix, y: Float64Array, members: readonly ValuesOf<typeof params>[]) {
  checkTrainingData(X, y, 1, 'support vector regression')
  const kernel: Kernel = { ...members[0]!, gamma: gammaOf(X, members[0]!.gamma) }
  const kernels = trainingKernels(kernel, X)
  const found = members.map(({ C, epsilon, tol, max_iter }) => {
    const upper = new Float64Array(X.rows).fill(C)
    const problem = { ...kernels, y, lower: upper.map(bound => -bound), upper, epsilon }
    return supportVectors(problem, tol / 100, stepsOf(max_iter))
  })
  return { gamma: kernel.gamma, found }
}

/** For each solution: (n_samples,). Kernels are computed once with every spectrum that supports any of them. */
function predictTogether(X: Matrix, training: Matrix, kernel: Kernel, found: readonly SupportVectors[]) {
  checkSpectra(X, training.columns)
  const support = supportOf(found.map(({ coefficients }) => coefficients))
  const vectors = takeRows(training, support)
  const models = found.map(({ coefficients, intercept }) => {
    const places = Array.from(support.keys()).filter(place => coefficients[support[place]!] !== 0)
    return { intercept, places, own: Float64Array.from(places, place => coefficients[support[place]!]!) }
  })
  const predicted = found.map(() => new Float64Array(X.rows))
  for (let i = 0; i < X.rows; i++) {
    const likeness = kernelRow(kernel, row(X, i), vectors)
    models.forEach(({ intercept, places, own }, m) => {
      predicted[m]![i] = intercept + dot(own, takeElements(likeness, places))
    })
  }
  return predicted
}
