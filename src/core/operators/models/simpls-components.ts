import { type Matrix, row, zeros } from '../../math/matrix.ts'
import { addScaled, dot, multiply, multiplyTransposed } from '../../math/products.ts'
import { covariancesOf, dominantWeights, type InnerLoop, type SeveralTargetsComponents } from './pls2-components.ts'

/** A covariance this small against the lengths of X and Y is what rounding leaves of none. */
const noCovariance = 1e-14

/**
 * Components of several centred targets by SIMPLS: each takes centred spectra straight to the scores of greatest covariance
 * with any combination of the targets, orthogonal to the scores before. Of one target they are those of PLS.
 *
 * @param X centred (and scaled): (n_samples, n_features)
 * @param Y centred (and scaled): (n_samples, n_targets)
 * @throws SingularFit when the spectra hold fewer components that covary with the targets
 * @see de Jong (1993), Chemometrics and Intelligent Laboratory Systems 18(3), 251–263
 */
export function simplsComponents(
  X: Matrix,
  Y: Matrix,
  n_components: number,
  innerLoop: InnerLoop,
): Pick<SeveralTargetsComponents, 'x_rotations' | 'y_loadings'> {
  const x_rotations = zeros(n_components, X.columns)
  const y_loadings = zeros(n_components, Y.columns)
  /** Of unit length, orthogonal, and spanning the loadings so far. */
  const basis = zeros(n_components, X.columns)
  const original = covariancesOf(X, Y)
  const covariances = { ...original, values: original.values.slice() }
  const least = noCovariance * Math.sqrt(dot(X.values, X.values) * dot(Y.values, Y.values))
  for (let a = 0; a < n_components; a++) {
    const rotations = dominantWeights(covariances, least, innerLoop, a)
    // The covariances are orthogonal to the basis but for rounding, which would grow from component to component.
    for (let b = 0; b < a; b++) addScaled(rotations, -dot(row(basis, b), rotations), row(basis, b))
    const scores = multiply(X, rotations)
    const size = dot(scores, scores)
    const direction = row(basis, a)
    direction.set(multiplyTransposed(X, scores))
    for (const _ of ['once', 'and what that left']) {
      for (let b = 0; b < a; b++) addScaled(direction, -dot(row(basis, b), direction), row(basis, b))
    }
    const length = Math.sqrt(dot(direction, direction))
    for (let j = 0; j < direction.length; j++) direction[j]! /= length
    for (let k = 0; k < Y.columns; k++) {
      addScaled(row(covariances, k), -dot(row(covariances, k), direction), direction)
    }
    row(x_rotations, a).set(rotations)
    row(y_loadings, a).set(multiply(original, rotations).map(value => value / size))
  }
  return { x_rotations, y_loadings }
}
