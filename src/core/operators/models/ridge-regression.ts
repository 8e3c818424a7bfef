import { NotFinite, SingularFit } from '../../errors/index.ts'
import { centeredRows, columnMeans, type Matrix, transposed } from '../../math/matrix.ts'
import { penalizedPath } from '../../math/penalized-path.ts'
import { addScaled, dot, multiply, multiplyTransposed, rowProducts } from '../../math/products.ts'
import { mean } from '../../math/statistics.ts'
import { type SymmetricEigen, symmetricEigen } from '../../math/symmetric-eigen.ts'
import { boolean, choice, real } from '../../params/index.ts'
import { copy, tolerance, unlimitedIterations, unusedSeed } from '../accepted-parameters.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineRegressor, membersOf } from '../operator.ts'
import { explainLinear } from './linear-explanation.ts'
import { linearPredictions } from './linear-predictions.ts'
import { onlyInitial } from './unused-parameters.ts'

/**
 * Ridge regression: least squares with a penalty on the squared length of the coefficients. The intercept is not penalised,
 * and nothing is scaled.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns means and coefficients. One
 * bidiagonalisation of X that starts at y serves every alpha, and one eigendecomposition of the smaller of XᵀX and XXᵀ those so
 * small that the solution may not be unique.
 *
 * @throws SingularFit when alpha is too small to make the solution unique; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Hoerl & Kennard (1970), Technometrics 12(1), 55–67
 */
export const ridgeRegression = defineRegressor({
  id: 'ridge_regression',
  label: 'Ridge',
  class_path: 'sklearn.linear_model.Ridge',
  aliases: ['Ridge', 'sklearn.linear_model._ridge.Ridge'],
  summary: 'Least squares with a penalty on the squared length of the coefficients',
  formula: 'b minimises ‖y − b₀ − Xb‖² + alpha · ‖b‖²',
  source: 'Hoerl & Kennard (1970), Technometrics 12(1), 55–67',
  checked_against:
    'scikit-learn 1.2.1 on Tecator, within 1e-9 of sd(y), within 1e-7 in cross-validation; nirs4all 0.11, within 1e-8',
  params: {
    alpha: real({ initial: 1, min: 0, abbreviation: 'alpha', help: 'Weight of the penalty; 0 is least squares' }),
    fit_intercept: boolean({ initial: true, help: 'Center X and y, so that the line need not pass through 0' }),
    solver: choice({
      initial: 'auto',
      options: ['auto', 'svd', 'cholesky', 'lsqr', 'sparse_cg', 'sag', 'saga'],
      help: 'Accepted without effect: all of them seek the one solution that is computed here',
    }),
    max_iter: unlimitedIterations,
    tol: tolerance(1e-4),
    random_state: unusedSeed,
    copy_X: copy,
    positive: onlyInitial({
      initial: false,
      refused: [true, null],
      help: 'Coefficients are not kept from being negative',
    }),
  },
  fit: (X, y, { alpha, fit_intercept }) => {
    checkTrainingData(X, y, 1, 'ridge regression')
    const { x_mean, solve } = ridgeDecomposition(X, fit_intercept)
    return { x_mean, ...solve(y, [alpha])[0]! }
  },
  predict: (X, model) => {
    checkSpectra(X, model.x_mean.length)
    return linearPredictions(X, model, [model.coefficients])[0]!
  },
  explain: explainLinear,
  family: {
    parameters: ['alpha'],
    fitPredict: (X, y, members, targets) => {
      const { fit_intercept } = members[0]!
      checkTrainingData(X, y, 1, 'ridge regression')
      const { x_mean, solve } = ridgeDecomposition(X, fit_intercept)
      const solutions = solve(
        y,
        members.map(({ alpha }) => alpha),
      )
      const y_mean = solutions[0]?.y_mean ?? 0
      const coefficients = solutions.map(solution => solution.coefficients)
      const byTarget = targets.map(target => {
        checkSpectra(target, x_mean.length)
        return linearPredictions(target, { x_mean, y_mean }, coefficients)
      })
      return membersOf(members, byTarget)
    },
  },
})

interface RidgeSolution {
  readonly y_mean: number
  /** (n_features,) */
  readonly coefficients: Float64Array
}

interface RidgeDecomposition {
  /** (n_features,); 0 where there is no intercept. */
  readonly x_mean: Float64Array
  /**
   * A solution for each alpha, with the same bits alone and in company.
   * @throws SingularFit, NotFinite
   */
  readonly solve: (y: Float64Array, alphas: readonly number[]) => readonly RidgeSolution[]
}

/** Of training spectra, for every y and alpha. */
export function ridgeDecomposition(X: Matrix, fit_intercept: boolean): RidgeDecomposition {
  const x_mean = fit_intercept ? columnMeans(X) : new Float64Array(X.columns)
  const centered = centeredRows(X, x_mean)
  // An alpha above this is far from singular, because no eigenvalue is above the sum of squares.
  const least = Math.min(X.rows, X.columns) * Number.EPSILON * dot(centered.values, centered.values)
  let byEigenvalues: ReturnType<typeof eigenSolver> | undefined
  return {
    x_mean,
    solve: (y, alphas) => {
      const y_mean = fit_intercept ? mean(y) : 0
      const target = y.map(value => value - y_mean)
      const path = penalizedPath(
        centered,
        target,
        alphas.filter(alpha => alpha > least),
      )
      return alphas.map(alpha => {
        if (alpha <= least) byEigenvalues ??= eigenSolver(centered)
        const coefficients = alpha > least ? path.shift()! : byEigenvalues!(target, alpha)
        if (!coefficients.every(Number.isFinite)) throw NotFinite({ what: 'The coefficients' })
        return { y_mean, coefficients }
      })
    },
  }
}

/** Solves for alphas so small that uniqueness has to be proven. */
function eigenSolver(centered: Matrix): (target: Float64Array, alpha: number) => Float64Array {
  const wide = centered.columns > centered.rows
  const eigen = symmetricEigen(rowProducts(wide ? centered : transposed(centered)))
  const solveCentered = wide ? solveBySamples : solveByFeatures
  return (target, alpha) => {
    checkUnique(eigen, alpha, wide)
    return solveCentered(centered, target, eigen, alpha)
  }
}

function checkUnique({ values }: SymmetricEigen, alpha: number, wide: boolean): void {
  const least = values.length * Number.EPSILON * values[0]!
  if (values.at(-1)! + alpha <= least || (wide && alpha === 0)) {
    throw SingularFit({ reason: `with alpha ${alpha}, several sets of coefficients fit the spectra equally well` })
  }
}

/** (VΛVᵀ + alpha)⁻¹ v. */
function shiftedInverse({ values, vectors }: SymmetricEigen, alpha: number, v: Float64Array): Float64Array {
  const projections = multiply(vectors, v)
  for (let k = 0; k < projections.length; k++) projections[k]! /= Math.max(values[k]!, 0) + alpha
  return multiplyTransposed(vectors, projections)
}

const maxRefinements = 8

/** Whether a correction changes no digit that matters. */
const isNegligible = (step: Float64Array, whole: Float64Array): boolean => dot(step, step) <= 1e-26 * dot(whole, whole)

/** b = (XᵀX + alpha)⁻¹ Xᵀy, refined against X itself, because XᵀX has lost half of its digits. */
function solveByFeatures(X: Matrix, y: Float64Array, eigen: SymmetricEigen, alpha: number): Float64Array {
  const coefficients = shiftedInverse(eigen, alpha, multiplyTransposed(X, y))
  for (let round = 0; round < maxRefinements; round++) {
    const residual = y.slice()
    addScaled(residual, -1, multiply(X, coefficients))
    const gradient = multiplyTransposed(X, residual)
    addScaled(gradient, -alpha, coefficients)
    const step = shiftedInverse(eigen, alpha, gradient)
    addScaled(coefficients, 1, step)
    if (isNegligible(step, coefficients)) break
  }
  return coefficients
}

/**
 * b = Xᵀc with c = (XXᵀ + alpha)⁻¹ y: the same solution where there are fewer samples than features. The residuals come from
 * b as it is, so that refining also mends what rounding took in Xᵀc.
 */
function solveBySamples(X: Matrix, y: Float64Array, eigen: SymmetricEigen, alpha: number): Float64Array {
  const dual = shiftedInverse(eigen, alpha, y)
  const coefficients = multiplyTransposed(X, dual)
  for (let round = 0; round < maxRefinements; round++) {
    const residual = y.slice()
    addScaled(residual, -1, multiply(X, coefficients))
    addScaled(residual, -alpha, dual)
    const dualStep = shiftedInverse(eigen, alpha, residual)
    const step = multiplyTransposed(X, dualStep)
    addScaled(dual, 1, dualStep)
    addScaled(coefficients, 1, step)
    if (isNegligible(step, coefficients)) break
  }
  return coefficients
}
