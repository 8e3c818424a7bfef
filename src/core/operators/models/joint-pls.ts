import { NotFinite, Unforeseen } from '../../errors/index.ts'
import { columnMeans, type Matrix, row, transposed, zeros } from '../../math/matrix.ts'
import { addScaled } from '../../math/products.ts'
import type { Parameter, ParameterSet } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import type { JointFit } from '../operator.ts'
import { linearPredictions } from './linear-predictions.ts'
import { checkComponents, checkVaries, scaledRows, scalesOf } from './pls-fit.ts'
import { type InnerLoop, type SeveralTargetsComponents, severalTargetsComponents } from './pls2-components.ts'
import { simplsComponents } from './simpls-components.ts'

/** Far below what predictions show; 1e-6 and 500, the initial `tol` and `max_iter`, leave up to 1e-4 sd(y) of chance in them on Tecator. */
const untilSettled: InnerLoop = { tol: 1e-26, max_iter: 10_000 }

type Extract = (
  X: Matrix,
  Y: Matrix,
  n_components: number,
  innerLoop: InnerLoop,
) => Pick<SeveralTargetsComponents, 'x_rotations' | 'y_loadings'>

interface JointPlsModel {
  /** (n_features,) */
  readonly x_mean: Float64Array
  /** (n_targets,) */
  readonly y_mean: Float64Array
  /** In units of Y per unit of X: (n_targets, n_features). */
  readonly coefficients: Matrix
}

interface JointPlsParameters extends ParameterSet {
  readonly n_components: Parameter<number>
  readonly scale: Parameter<boolean>
}

/** One model for each number of components. */
function fitJointly(
  extract: Extract,
  X: Matrix,
  Y: Matrix,
  scale: boolean,
  counts: readonly number[],
): readonly JointPlsModel[] {
  const targets = transposed(Y)
  if (targets.rows === 0) throw Unforeseen({ reason: 'a joint fit was asked for without targets' })
  for (let k = 0; k < targets.rows; k++) checkTrainingData(X, row(targets, k), 2, 'PLS regression')
  const n_components = Math.max(...counts)
  checkComponents({ n_samples: X.rows, n_features: X.columns }, n_components)
  for (let k = 0; k < targets.rows; k++) checkVaries(row(targets, k))
  const [x_mean, y_mean] = [columnMeans(X), columnMeans(Y)]
  const x_std = scale ? scalesOf(X, x_mean, 1) : new Float64Array(X.columns).fill(1)
  const y_std = scale ? scalesOf(Y, y_mean, 1) : new Float64Array(Y.columns).fill(1)
  const scaledX = scaledRows(X, x_mean, x_std)
  const { x_rotations, y_loadings } = extract(scaledX, scaledRows(Y, y_mean, y_std), n_components, untilSettled)
  const sums = zeros(Y.columns, X.columns)
  const byCount = Array.from({ length: n_components }, (_, a) => {
    const coefficients = zeros(Y.columns, X.columns)
    for (let k = 0; k < Y.columns; k++) {
      addScaled(row(sums, k), row(y_loadings, a)[k]!, row(x_rotations, a))
      row(coefficients, k).set(row(sums, k).map((value, j) => (value * y_std[k]!) / x_std[j]!))
    }
    return coefficients
  })
  return counts.map(count => {
    const coefficients = byCount[count - 1]!
    if (!coefficients.values.every(Number.isFinite)) throw NotFinite({ what: 'The coefficients' })
    return { x_mean, y_mean, coefficients }
  })
}

/** (n_samples, n_targets) */
function predictJointly(X: Matrix, { x_mean, y_mean, coefficients }: JointPlsModel): Matrix {
  checkSpectra(X, x_mean.length)
  const byTarget = zeros(y_mean.length, X.rows)
  y_mean.forEach((center, k) => {
    row(byTarget, k).set(linearPredictions(X, { x_mean, y_mean: center }, [row(coefficients, k)])[0]!)
  })
  return transposed(byTarget)
}

const jointly = (extract: Extract): JointFit<JointPlsParameters, JointPlsModel> => ({
  fit: (X, Y, { n_components, scale }) => fitJointly(extract, X, Y, scale, [n_components])[0]!,
  predict: predictJointly,
  family: {
    parameters: ['n_components'],
    fitPredict: (X, Y, members, parts) => {
      const counts = members.map(({ n_components }) => n_components)
      return fitJointly(extract, X, Y, members[0]!.scale, counts).map(model => ({
        predictions: parts.map(part => predictJointly(part, model)),
      }))
    },
  },
})

/**
 * PLS2: one set of components for all targets, which are scaled as the features are. The inner loop of NIPALS runs until it
 * has settled, whatever `tol` and `max_iter` say.
 *
 * X: (n_samples, n_features), Y: (n_samples, n_targets) → predictions in the units of Y.
 *
 * @throws ConstantTarget, SingularFit, TooManyComponents, TooFewSamples, NotFinite
 * @see Wold, Sjöström & Eriksson (2001), Chemometrics and Intelligent Laboratory Systems 58(2), 109–130
 */
export const jointPls = jointly(severalTargetsComponents)

/**
 * SIMPLS of several targets, whose components differ from those of PLS2 from the second on.
 *
 * X: (n_samples, n_features), Y: (n_samples, n_targets) → predictions in the units of Y.
 *
 * @throws ConstantTarget, SingularFit, TooManyComponents, TooFewSamples, NotFinite
 * @see de Jong (1993), Chemometrics and Intelligent Laboratory Systems 18(3), 251–263
 */
export const jointSimpls = jointly(simplsComponents)
