import { SingularFit } from '../../errors/index.ts'
import { solvePositiveDefinite } from '../../math/cholesky.ts'
import { row } from '../../math/matrix.ts'
import { dot } from '../../math/products.ts'
import { mean, standardDeviation } from '../../math/statistics.ts'
import { boolean, choice, integer, nullable, type Parameter, real } from '../../params/index.ts'
import { copy, unusedSeed } from '../accepted-parameters.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineRegressor } from '../operator.ts'
import { type Kernel, kernelMatrix, kernelRow } from './kernel-functions.ts'
import { onlyInitial } from './unused-parameters.ts'

const optimizer: Parameter<string | null> = {
  ...nullable(
    choice({
      initial: 'fmin_l_bfgs_b',
      options: ['fmin_l_bfgs_b'],
      help: 'Accepted without effect: the kernel has nothing to optimise',
    }),
  ),
  initial: 'fmin_l_bfgs_b',
}

/** exp(−‖u − v‖² / 2): constant 1 and length 1, both fixed. */
export const gaussianProcessKernel: Kernel = { kernel: 'rbf', gamma: 0.5, degree: 0, coef0: 0 }

/**
 * Gaussian process regression with the initial kernel of scikit-learn, whose constant and length are fixed at 1: scale the
 * spectra before, so that a distance of 1 means near.
 *
 * X: (n_samples, n_features), y: (n_samples,) → mean predictions in the unit of y. Keeps the training spectra.
 *
 * @throws SingularFit when spectra are so alike that alpha does not tell them apart; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Rasmussen & Williams (2006), Gaussian Processes for Machine Learning, algorithm 2.1
 */
export const gaussianProcessRegression = defineRegressor({
  id: 'gaussian_process_regression',
  label: 'GPR',
  class_path: 'sklearn.gaussian_process.GaussianProcessRegressor',
  aliases: ['GaussianProcessRegressor', 'sklearn.gaussian_process._gpr.GaussianProcessRegressor'],
  summary: 'Mean of a Gaussian process with a radial kernel of length 1',
  formula: 'ŷ = Σ cᵢ exp(−‖xᵢ − x‖² / 2) with c = (K + alpha)⁻¹ y',
  source: 'Rasmussen & Williams (2006), Gaussian Processes for Machine Learning, algorithm 2.1',
  checked_against: 'scikit-learn 1.2.1 on Tecator, within 1e-9 of sd(y)',
  params: {
    alpha: real({
      initial: 1e-10,
      min: 0,
      abbreviation: 'alpha',
      help: 'Variance of the noise of y, added to the diagonal',
    }),
    normalize_y: boolean({
      initial: false,
      help: 'Subtract the mean of y and divide by its standard deviation (ddof 0)',
    }),
    kernel: onlyInitial({ initial: null, refused: ['rbf', {}], help: 'Constant and length 1, both fixed' }),
    optimizer,
    n_restarts_optimizer: integer({ initial: 0, min: 0, help: 'Accepted without effect: nothing is optimised' }),
    n_targets: onlyInitial({ initial: null, refused: [2, 'one'], help: 'One' }),
    copy_X_train: copy,
    random_state: unusedSeed,
  },
  fit: (X, y, { alpha, normalize_y }) => {
    checkTrainingData(X, y, 1, 'Gaussian process regression')
    const y_mean = normalize_y ? mean(y) : 0
    const y_std = normalize_y ? standardDeviation(y, 0) || 1 : 1
    const covariances = kernelMatrix(gaussianProcessKernel, X, X)
    for (let i = 0; i < X.rows; i++) covariances.values[i * X.rows + i]! += alpha
    const dual_coefficients = solvePositiveDefinite(
      covariances,
      y.map(value => (value - y_mean) / y_std),
    )
    if (!dual_coefficients) {
      throw SingularFit({ reason: `some spectra are so alike that alpha ${alpha} does not tell them apart` })
    }
    return { X: { ...X, values: X.values.slice() }, y_mean, y_std, dual_coefficients }
  },
  predict: (X, { X: training, y_mean, y_std, dual_coefficients }) => {
    checkSpectra(X, training.columns)
    return Float64Array.from({ length: X.rows }, (_, i) => {
      return y_mean + y_std * dot(dual_coefficients, kernelRow(gaussianProcessKernel, row(X, i), training))
    })
  },
})
