import { SingularFit } from '../../errors/index.ts'
import { solvePositiveDefinite } from '../../math/cholesky.ts'
import { row } from '../../math/matrix.ts'
import { dot } from '../../math/products.ts'
import { choice, nullable, type Parameter, real } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineRegressor } from '../operator.ts'
import { kernelFormulas, kernelMatrix, kernelRow } from './kernel-functions.ts'
import { onlyInitial } from './unused-parameters.ts'

const gamma: Parameter<number | null> = {
  ...nullable(real({ initial: 1, min: 0, abbreviation: 'gamma', help: 'Of the kernel; null is 1 / n_features' })),
  initial: null,
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
  params: {
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
  },
  fit: (X, y, { alpha, ...given }) => {
    checkTrainingData(X, y, 1, 'kernel ridge regression')
    const kernel = { ...given, gamma: given.gamma ?? 1 / X.columns }
    const penalized = kernelMatrix(kernel, X, X)
    for (let i = 0; i < X.rows; i++) penalized.values[i * X.rows + i]! += alpha
    const dual_coefficients = solvePositiveDefinite(penalized, y)
    if (!dual_coefficients) {
      throw SingularFit({ reason: `with alpha ${alpha}, several sets of coefficients fit the spectra equally well` })
    }
    return { gamma: kernel.gamma, X: { ...X, values: X.values.slice() }, dual_coefficients }
  },
  predict: (X, { gamma, X: training, dual_coefficients }, given) => {
    checkSpectra(X, training.columns)
    return Float64Array.from({ length: X.rows }, (_, i) => {
      return dot(dual_coefficients, kernelRow({ ...given, gamma }, row(X, i), training))
    })
  },
})
