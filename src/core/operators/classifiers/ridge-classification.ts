import { type Matrix, row, zeros } from '../../math/matrix.ts'
import { ridgeDecomposition, ridgeRegression } from '../models/ridge-regression.ts'
import { onlyInitial } from '../models/unused-parameters.ts'
import { defineClassifier } from '../operator.ts'
import { checkTrainingClasses } from './check-classes.ts'
import { type LinearDecisions, linearDecisions } from './linear-decisions.ts'

const { copy_X, solver, ...shared } = ridgeRegression.params

/**
 * Ridge classification: ridge regression of 1 for the samples of a class and −1 for the others, class by class.
 *
 * X: (n_samples, n_features), y: (n_samples,) of codes → decisions: (n_samples, n_classes). Learns a linear function for each
 * class; for two classes they are each other's opposites. One eigendecomposition serves every alpha and class.
 *
 * @throws OneClass; SingularFit when alpha is too small; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 4.2
 */
export const ridgeClassification = defineClassifier({
  id: 'ridge_classification',
  label: 'RidgeClassifier',
  class_path: 'sklearn.linear_model.RidgeClassifier',
  aliases: ['sklearn.linear_model._ridge.RidgeClassifier'],
  summary: 'Ridge regression of 1 for a class and −1 for the others; the greatest is the class',
  formula: 'class = argmax b₀ₖ + xᵀbₖ, where bₖ minimises ‖yₖ − b₀ₖ − Xbₖ‖² + alpha · ‖bₖ‖² for yₖ = ±1',
  source: 'Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 4.2',
  checked_against: 'scikit-learn 1.2.1, decisions within 1e-9',
  differs: 'class weights are refused',
  scores_are: 'decisions',
  params: {
    ...shared,
    copy_X,
    solver: {
      ...solver,
      expected: `${solver.expected}, lbfgs`,
      accepts: (value: unknown) => value === 'lbfgs' || solver.accepts(value),
    },
    class_weight: onlyInitial({ initial: null, refused: ['balanced', {}], help: 'Rows weigh the same' }),
  },
  fit: (X, y, { alpha, fit_intercept }) => fitRidge(X, y, fit_intercept, [alpha])[0]!,
  scores: linearDecisions,
  family: {
    parameters: ['alpha'],
    fitPredict: (X, y, members, targets) =>
      fitRidge(
        X,
        y,
        members[0]!.fit_intercept,
        members.map(({ alpha }) => alpha),
      ).map(model => ({
        predictions: targets.map(target => linearDecisions(target, model)),
      })),
  },
})

function fitRidge(X: Matrix, y: Float64Array, fit_intercept: boolean, alphas: readonly number[]): LinearDecisions[] {
  const n_classes = checkTrainingClasses(X, y, 'ridge classification').length
  const { x_mean, solve } = ridgeDecomposition(X, fit_intercept)
  const models = alphas.map(() => ({
    x_mean,
    intercepts: new Float64Array(n_classes),
    coefficients: zeros(n_classes, X.columns),
  }))
  for (let k = n_classes === 2 ? 1 : 0; k < n_classes; k++) {
    const solutions = solve(
      y.map(code => (code === k ? 1 : -1)),
      alphas,
    )
    solutions.forEach((found, i) => {
      const { intercepts, coefficients } = models[i]!
      intercepts[k] = found.y_mean
      row(coefficients, k).set(found.coefficients)
      if (n_classes !== 2) return
      intercepts[0] = -found.y_mean
      row(coefficients, 0).set(found.coefficients.map(value => -value))
    })
  }
  return models
}
