import { fQuantile } from './f-distribution.ts'
import { type Matrix, transposed } from './matrix.ts'
import { normalQuantile } from './normal-distribution.ts'
import { dot, rowProducts } from './products.ts'

/**
 * What Hotelling's T² of a new sample stays below with this probability, where its scores come from the normal distribution of
 * the `n_samples` that its covariance was estimated on: A (n² − 1) / (n (n − A)) · F(A, n − A), A components. Null where n ≤ A.
 *
 * @see Tracy, Young & Mason (1992), Journal of Quality Technology 24(2), 88–95
 */
export function hotellingLimit(n_samples: number, n_components: number, probability: number): number | null {
  const n = n_samples
  const A = n_components
  if (n <= A) return null
  return ((A * (n * n - 1)) / (n * (n - A))) * fQuantile(probability, A, n - A)
}

/** Residuals this small against the spectra are what rounding leaves of none. */
const noResidual = 1e-13

/**
 * What the Q residual (the sum of squares that a model of the spectra leaves of one) stays below with each probability, where
 * residuals are normal: θ₁ (1 + z √(2 θ₂ h²) / θ₁ + θ₂ h (h − 1) / θ₁²)^(1/h) with h = 1 − 2 θ₁ θ₃ / (3 θ₂²), θₖ the sum of the
 * k-th powers of the eigenvalues of the residuals' covariance, and z the normal quantile with the sign of h. Null where the
 * model leaves nothing, and where the formula has no value. An approximation: where one direction dominates the residuals (h < 0)
 * the limits are too wide.
 *
 * @param residuals of the training spectra: (n_samples, n_features)
 * @param squares sum of squares of the training spectra, centred
 * @see Jackson & Mudholkar (1979), Technometrics 21(3), 341–349
 */
export function residualLimits(
  residuals: Matrix,
  squares: number,
  probabilities: readonly number[],
): readonly (number | null)[] {
  const total = dot(residuals.values, residuals.values)
  if (residuals.rows < 2 || !(Math.sqrt(total) > noResidual * Math.sqrt(squares))) return probabilities.map(() => null)
  // Powers of the covariance have the traces that are wanted, and so have those of the smaller of RRᵀ and RᵀR.
  const products = rowProducts(residuals.rows <= residuals.columns ? residuals : transposed(residuals))
  const df = residuals.rows - 1
  const first = total / df
  const second = dot(products.values, products.values) / df ** 2
  const third = dot(rowProducts(products).values, products.values) / df ** 3
  return probabilities.map(probability => limitOfPowerSums(first, second, third, probability))
}

/** The same from the sums of the eigenvalues, of their squares and of their cubes. */
export function limitOfPowerSums(first: number, second: number, third: number, probability: number): number | null {
  const h = 1 - (2 * first * third) / (3 * second * second)
  const z = Math.sign(h) * normalQuantile(probability)
  const base = 1 + (z * Math.sqrt(2 * second * h * h)) / first + (second * h * (h - 1)) / first ** 2
  const limit = first * base ** (1 / h)
  return Number.isFinite(limit) ? limit : null
}
