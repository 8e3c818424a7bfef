import { NotFinite, SingularFit } from '../../errors/index.ts'
import { columnVariances, type Matrix, mapRows, row, zeros } from '../../math/matrix.ts'
import { addScaled, dot, multiply, multiplyTransposed } from '../../math/products.ts'
import { singularValueDecomposition } from '../../math/singular-value-decomposition.ts'
import { symmetricEigen } from '../../math/symmetric-eigen.ts'
import type { LinearDecisions } from './linear-decisions.ts'
import { type Shrinkage, withinCovariance } from './within-covariance.ts'

export interface ClassesWithMeans {
  readonly X: Matrix
  /** Codes: (n_samples,). */
  readonly y: Float64Array
  /** (n_classes, n_features) */
  readonly means: Matrix
  /** Means less the mean of all classes, weighted by their priors: (n_classes, n_features). */
  readonly offsets: Matrix
  /** (n_classes,) */
  readonly priors: Float64Array
}

type Discriminants = Pick<LinearDecisions, 'intercepts' | 'coefficients'>

/** From the inverse of the shrunk covariance; where `lsqr` meets a singular one, from its pseudoinverse. @throws SingularFit */
export function discriminantsByCovariance(
  { X, y, offsets, priors }: ClassesWithMeans,
  shrinkage: Shrinkage,
  solver: 'lsqr' | 'eigen',
): Discriminants {
  const { values, vectors } = symmetricEigen(withinCovariance(X, y, priors, shrinkage))
  const least = values.length * Number.EPSILON * values[0]!
  if (!(values[0]! > 0)) throw SingularFit({ reason: 'nothing varies within the classes' })
  if (solver === 'eigen' && values.at(-1)! <= least) {
    throw SingularFit({ reason: 'the covariance within classes has no inverse; shrinkage would give it one' })
  }
  const coefficients = mapRows(offsets, (offset, target) => {
    const projections = multiply(vectors, offset).map((value, a) => (values[a]! > least ? value / values[a]! : 0))
    target.set(multiplyTransposed(vectors, projections))
  })
  return discriminants(coefficients, priors, k => dot(row(coefficients, k), row(offsets, k)))
}

/** Within classes, whitened; between them, only directions that hold more than `tol` of the greatest distance. @throws SingularFit */
export function discriminantsByWhitening(
  { X, y, means, offsets, priors }: ClassesWithMeans,
  tol: number,
): Discriminants {
  const n_classes = priors.length
  const residuals = mapRows(X, (spectrum, target, i) => {
    target.set(spectrum)
    addScaled(target, -1, row(means, y[i]!))
  })
  const deviations = columnVariances(residuals, new Float64Array(X.columns), 0).map(value => Math.sqrt(value) || 1)
  const size = Math.sqrt(X.rows - n_classes)
  const within = singularValueDecomposition(
    mapRows(residuals, (residual, target) => {
      for (let j = 0; j < target.length; j++) target[j] = residual[j]! / (deviations[j]! * size)
    }),
  )
  const whitening = zeros(within.values.filter(value => value > tol).length, X.columns)
  if (whitening.rows === 0) throw SingularFit({ reason: 'nothing varies within the classes' })
  for (let a = 0; a < whitening.rows; a++) {
    const direction = row(whitening, a)
    row(within.right, a).forEach((value, j) => {
      direction[j] = value / (deviations[j]! * within.values[a]!)
    })
  }
  const weighted = zeros(n_classes, whitening.rows)
  priors.forEach((prior, k) => {
    const weight = Math.sqrt((X.rows * prior) / (n_classes - 1))
    row(weighted, k).set(multiply(whitening, row(offsets, k)).map(value => weight * value))
  })
  const between = singularValueDecomposition(weighted)
  const kept = between.values.filter(value => value > tol * between.values[0]!).length
  const directions = zeros(kept, X.columns)
  for (let a = 0; a < kept; a++) row(directions, a).set(multiplyTransposed(whitening, row(between.right, a)))
  const projections = Array.from(priors.keys(), k => multiply(directions, row(offsets, k)))
  const coefficients = zeros(n_classes, X.columns)
  projections.forEach((projection, k) => {
    row(coefficients, k).set(multiplyTransposed(directions, projection))
  })
  return discriminants(coefficients, priors, k => dot(projections[k]!, projections[k]!))
}

function discriminants(coefficients: Matrix, priors: Float64Array, squareOf: (k: number) => number): Discriminants {
  if (!coefficients.values.every(Number.isFinite)) throw NotFinite({ what: 'The coefficients' })
  return { coefficients, intercepts: priors.map((prior, k) => Math.log(prior) - squareOf(k) / 2) }
}
