import { SingularFit } from '../../errors/index.ts'
import { solvePositiveDefinite } from '../../math/cholesky.ts'
import { type Matrix, row } from '../../math/matrix.ts'
import { dot } from '../../math/products.ts'
import { choice, nullable, type Parameter, real, type ValuesOf } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineRegressor, membersOf, solvedByThemselves } from '../operator.ts'
import { type Kernel, kernelFormulas, kernelMatrix, kernelRow } from './kernel-functions.ts'
import { onlyInitial } from './unused-parameters.ts'

const gamma: Parameter<number | null> = {
  ...nullable(real({ initial: 1, min: 0, abbreviation: 'gamma', help: 'Of the kernel; null is 1 / n_features' })),
  initial: null,
}

const params = {
  alpha: real({ initial: 1, min: 0, abbreviation: 'alpha', help: 'Weight of the penalty' }),
  kernel: choice({
    initial: 'linear',
    options: ['linear', 'poly', 'rbf', 'sigmoid', 'laplacian', 'cosine'],
    abbreviation: 'kernel',
    help: 'How the likeness of two spectra is measured',
  }),
  gamma,
  degree: real({ initial: 3, min: 0, help: 'Degree of the poly kernel' }),
  coef0: real({ initial: 1, help: 'Constant of the poly and sigmoid kernels' }),
  kernel_params: onlyInitial({ initial: null, refused: [{}, 1], help: 'Of kernels given as functions' }),
}

/**
 * Kernel ridge regression: ridge regression on the likeness of spectra, without intercept: X and y are not centred.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Keeps the training spectra.
 *
 * @throws SingularFit when alpha is too small to make the solution unique; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Saunders, Gammerman & Vovk (1998), Proceedings of the 15th ICML, 515–521
 */
export const kernelRidgeRegression = defineRegressor({
  id: 'kernel_ridge_regression',
  label: 'KernelRidge',
  class_path: 'sklearn.kernel_ridge.KernelRidge',
  aliases: [],
  summary: 'Ridge regression on the likeness of spectra, without intercept',
  formula: `ŷ = Σ cᵢ k(xᵢ, x) with c = (K + alpha)⁻¹ y; ${kernelFormulas}, exp(−γ Σ|u − v|) (laplacian), uᵀv / ‖u‖‖v‖ (cosine)`,
  source: 'Saunders, Gammerman & Vovk (1998), Proceedings of the 15th ICML, 515–521',
  checked_against: 'scikit-learn 1.2.1 on Tecator, within 1e-9 of sd(y); nirs4all 0.11, within 1e-8',
  params,
  fit: (X, y, given) => {
    const { gamma, dual_coefficients } = regress(X, y, [given])
    return { gamma, X: { ...X, values: X.values.slice() }, dual_coefficients: dual_coefficients[0]! }
  },
  predict: (X, { gamma, X: training, dual_coefficients }, given) =>
    predictions(X, training, { ...given, gamma }, [dual_coefficients])[0]!,
  family: {
    parameters: ['alpha'],
    at_most: solvedByThemselves,
    fitPredict: (X, y, members, targets) => {
      const { gamma, dual_coefficients } = regress(X, y, members)
      const kernel = { ...members[0]!, gamma }
      return membersOf(
        members,
        targets.map(target => predictions(target, X, kernel, dual_coefficients)),
      )
    },
  },
})

/**
 * Coefficients for each member, by a Cholesky factor each of one matrix of kernels: an eigendecomposition would serve every
 * alpha, but costs as much as some twenty factors, and loses digits where alpha is small.
 */
function regress(X: Matrix, y: Float64Array, members: readonly ValuesOf<typeof params>[]) {
  checkTrainingData(X, y, 1, 'kernel ridge regression')
  const kernel = { ...members[0]!, gamma: members[0]!.gamma ?? 1 / X.columns }
  const likeness = kernelMatrix(kernel, X, X)
  const dual_coefficients = members.map(({ alpha }) => {
    const penalized = { ...likeness, values: likeness.values.slice() }
    for (let i = 0; i < X.rows; i++) penalized.values[i * X.rows + i]! += alpha
    const found = solvePositiveDefinite(penalized, y)
    if (!found) {
      throw SingularFit({ reason: `with alpha ${alpha}, several sets of coefficients fit the spectra equally well` })
    }
    return found
  })
  return { gamma: kernel.gamma, dual_coefficients }
}

/** For each set of coefficients: (n_samples,). */
function predictions(X: Matrix, training: Matrix, kernel: Kernel, coefficients: readonly Float64Array[]) {
  checkSpectra(X, training.columns)
  const predicted = coefficients.map(() => new Float64Array(X.rows))
  for (let i = 0; i < X.rows; i++) {
    const likeness = kernelRow(kernel, row(X, i), training)
    coefficients.forEach((own, c) => {
      predicted[c]![i] = dot(own, likeness)
    })
  }
  return predicted
}
