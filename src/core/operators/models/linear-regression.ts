import { centeredRows, columnMeans, row } from '../../math/matrix.ts'
import { addScaled, dot } from '../../math/products.ts'
import { singularValueDecomposition } from '../../math/singular-value-decomposition.ts'
import { mean } from '../../math/statistics.ts'
import { boolean } from '../../params/index.ts'
import { copy, tolerance } from '../accepted-parameters.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineRegressor } from '../operator.ts'
import { explainLinear } from './linear-explanation.ts'
import { linearPredictions } from './linear-predictions.ts'
import { n_jobs, onlyInitial } from './unused-parameters.ts'

/**
 * Ordinary least squares. Where several sets of coefficients fit equally well (more features than samples), the shortest.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns means and coefficients.
 * Unlike the Python library: directions that hold only rounding are left out, so that they cannot swamp the coefficients.
 *
 * @throws TooFewSamples; WrongFeatureCount; NotFinite
 * @see Golub & Van Loan (2013), Matrix Computations, section 5.5
 */
export const linearRegression = defineRegressor({
  id: 'linear_regression',
  label: 'OLS',
  class_path: 'sklearn.linear_model.LinearRegression',
  aliases: ['LinearRegression', 'sklearn.linear_model._base.LinearRegression'],
  summary: 'Ordinary least squares',
  formula: 'b minimises ‖y − b₀ − Xb‖², the shortest where there are several',
  source: 'Golub & Van Loan (2013), Matrix Computations, section 5.5',
  checked_against: 'scikit-learn 1.2.1 and numpy 1.24.2 (linalg.lstsq) on Tecator, within 1e-9 of sd(y)',
  differs: 'directions that hold only rounding are left out, so that they cannot swamp the coefficients',
  params: {
    fit_intercept: boolean({ initial: true, help: 'Center X and y, so that the line need not pass through 0' }),
    copy_X: copy,
    tol: tolerance(1e-6),
    n_jobs,
    positive: onlyInitial({
      initial: false,
      refused: [true, null],
      help: 'Coefficients are not kept from being negative',
    }),
  },
  fit: (X, y, { fit_intercept }) => {
    checkTrainingData(X, y, 1, 'linear regression')
    const x_mean = fit_intercept ? columnMeans(X) : new Float64Array(X.columns)
    const y_mean = fit_intercept ? mean(y) : 0
    const centered = centeredRows(X, x_mean)
    const target = y.map(value => value - y_mean)
    const { values, left, right } = singularValueDecomposition(centered)
    const least = Math.max(X.rows, X.columns) * Number.EPSILON * Math.sqrt(dot(X.values, X.values))
    const coefficients = new Float64Array(X.columns)
    values.forEach((value, k) => {
      if (value > least) addScaled(coefficients, dot(row(left, k), target) / value, row(right, k))
    })
    return { x_mean, y_mean, coefficients }
  },
  predict: (X, model) => {
    checkSpectra(X, model.x_mean.length)
    return linearPredictions(X, model, [model.coefficients])[0]!
  },
  explain: explainLinear,
})
