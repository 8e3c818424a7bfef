import { SingularFit, TooFewSamples } from '../../errors/index.ts'
import { centeredRows, type Matrix, mapRows, row, takeRows, zeros } from '../../math/matrix.ts'
import { addScaled, dot, multiply } from '../../math/products.ts'
import { singularValueDecomposition } from '../../math/singular-value-decomposition.ts'
import { boolean, real } from '../../params/index.ts'
import { checkSpectra } from '../checks.ts'
import { defineClassifier } from '../operator.ts'
import { checkTrainingClasses } from './check-classes.ts'
import { classMeans, rowsOfClass } from './class-means.ts'
import { classPriors, priorsOf } from './class-priors.ts'
import { classProbabilities } from './class-probabilities.ts'

/**
 * Quadratic discriminant analysis: classes are normal, with means and covariances of their own.
 *
 * X: (n_samples, n_features), y: (n_samples,) of codes → probabilities: (n_samples, n_classes). Learns the mean, the principal
 * directions and their variances of each class. Directions in which a class does not vary have the variance `reg_param`, so a
 * class of few samples needs it above 0.
 *
 * @throws OneClass; SingularFit; ParametersConflict; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 4.3; Friedman (1989), Journal of the
 *   American Statistical Association 84(405), 165–175
 */
export const quadraticDiscriminantAnalysis = defineClassifier({
  id: 'quadratic_discriminant_analysis',
  label: 'QDA',
  class_path: 'sklearn.discriminant_analysis.QuadraticDiscriminantAnalysis',
  aliases: ['QuadraticDiscriminantAnalysis', 'sklearn.qda.QDA'],
  summary: 'Normal classes, each of its own covariance: quadratic borders between them',
  formula: 'pₖ ∝ πₖ |Σₖ|^(−½) exp(−½ (x − mₖ)ᵀΣₖ⁻¹(x − mₖ)), Σₖ = (1 − reg_param) Sₖ + reg_param I',
  source: 'Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 4.3',
  checked_against: 'scikit-learn 1.2.1, probabilities within 1e-9 (classes of more samples than features)',
  differs:
    'a class that does not vary in every direction is refused, not warned of, unless reg_param is the variance of the others, which the library passes over',
  scores_are: 'probabilities',
  params: {
    priors: classPriors,
    reg_param: real({
      initial: 0,
      min: 0,
      max: 1,
      abbreviation: 'reg',
      help: 'How far each covariance is drawn to the identity; above 0 for classes of fewer samples than features',
    }),
    store_covariance: boolean({ initial: false, help: 'Accepted without effect' }),
    tol: real({
      initial: 1e-4,
      min: 0,
      help: 'Accepted without effect: a covariance without an inverse is refused, not warned of',
    }),
  },
  fit: (X, y, { priors, reg_param }) => {
    const counts = checkTrainingClasses(X, y, 'quadratic discriminant analysis')
    const fewest = Math.min(...counts)
    if (fewest < 2) throw TooFewSamples({ n_samples: fewest, needed: 2, purpose: 'the covariance of each class' })
    const means = classMeans(X, y, counts.length)
    const classes = Array.from(counts.keys(), k =>
      normalClass(centeredRows(rowsOfClass(X, y, k), row(means, k)), reg_param),
    )
    return { means, log_priors: priorsOf(priors, counts).map(Math.log), classes }
  },
  scores: (X, { means, log_priors, classes }) => {
    checkSpectra(X, means.columns)
    const halves = mapRows(zeros(X.rows, means.rows), (_, target, i) => {
      for (let k = 0; k < means.rows; k++) {
        const offset = row(X, i).slice()
        addScaled(offset, -1, row(means, k))
        target[k] = log_priors[k]! - (squaredDistance(offset, classes[k]!) + classes[k]!.log_determinant) / 2
      }
    })
    return classProbabilities(halves, means.rows)
  },
})

interface NormalClass {
  /** Principal directions, one per row: (n_directions, n_features). */
  readonly directions: Matrix
  /** Along the directions: (n_directions,). */
  readonly variances: Float64Array
  /** Across all of them; 0 where they span the features. */
  readonly variance_elsewhere: number
  readonly log_determinant: number
}

function normalClass(centered: Matrix, reg_param: number): NormalClass {
  const { values, right } = singularValueDecomposition(centered)
  const least = Math.max(centered.rows, centered.columns) * Number.EPSILON * values[0]!
  const rank = values.filter(value => value > least).length
  if (rank < centered.columns && reg_param === 0) {
    throw SingularFit({
      reason: `a class of ${centered.rows} samples varies in ${rank} directions of ${centered.columns}, so its covariance has no inverse; reg_param above 0 would give it one`,
    })
  }
  const variances = values
    .slice(0, rank)
    .map(value => ((1 - reg_param) * value * value) / (centered.rows - 1) + reg_param)
  const elsewhere = centered.columns - rank
  let log_determinant = elsewhere > 0 ? elsewhere * Math.log(reg_param) : 0
  for (const variance of variances) log_determinant += Math.log(variance)
  const directions = takeRows(
    right,
    Array.from({ length: rank }, (_, a) => a),
  )
  return { directions, variances, variance_elsewhere: elsewhere > 0 ? reg_param : 0, log_determinant }
}

function squaredDistance(offset: Float64Array, { directions, variances, variance_elsewhere }: NormalClass): number {
  const projections = multiply(directions, offset)
  let distance = 0
  let rest = dot(offset, offset)
  for (let a = 0; a < variances.length; a++) {
    const square = projections[a]! ** 2
    distance += square / variances[a]!
    rest -= square
  }
  return variance_elsewhere > 0 ? distance + Math.max(rest, 0) / variance_elsewhere : distance
}
