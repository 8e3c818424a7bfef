import { NotFinite } from '../../errors/index.ts'
import { columnMeans, type Matrix, row, zeros } from '../../math/matrix.ts'
import { addScaled } from '../../math/products.ts'
import { checkComponents, scaledRows, scalesOf } from '../models/pls-fit.ts'
import { type InnerLoop, severalTargetsComponents } from '../models/pls2-components.ts'
import { checkTrainingClasses } from './check-classes.ts'
import { classIndicators } from './class-indicators.ts'
import type { LinearDecisions } from './linear-decisions.ts'

/** Until nothing changes that predictions show; the initial 1e-6 of the Python library does show. */
export const untilSettled: InnerLoop = { tol: 1e-26, max_iter: 10_000 }

/**
 * PLS2 of the indicators of classes, for each of several numbers of components from one extraction.
 * @throws OneClass, SingularFit, TooManyComponents, TooFewSamples, WrongFeatureCount, NotFinite
 */
export function plsDecisions(X: Matrix, y: Float64Array, counts: readonly number[]): readonly LinearDecisions[] {
  checkTrainingClasses(X, y, 'PLS discriminant analysis')
  const most = Math.max(...counts)
  checkComponents({ n_samples: X.rows, n_features: X.columns }, most)
  const Y = classIndicators(y)
  const [x_mean, intercepts] = [columnMeans(X), columnMeans(Y)]
  const [x_std, y_std] = [scalesOf(X, x_mean, 1), scalesOf(Y, intercepts, 1)]
  const scaled = scaledRows(X, x_mean, x_std)
  const found = severalTargetsComponents(scaled, scaledRows(Y, intercepts, y_std), most, untilSettled)
  const sums = zeros(Y.columns, X.columns)
  const byCount = Array.from({ length: most }, (_, a) => {
    const coefficients = zeros(Y.columns, X.columns)
    for (let k = 0; k < Y.columns; k++) {
      addScaled(row(sums, k), row(found.y_loadings, a)[k]!, row(found.x_rotations, a))
      row(coefficients, k).set(row(sums, k).map((value, j) => (value * y_std[k]!) / x_std[j]!))
    }
    return coefficients
  })
  return counts.map(count => {
    const coefficients = byCount[count - 1]!
    if (!coefficients.values.every(Number.isFinite)) throw NotFinite({ what: 'The coefficients' })
    return { x_mean, intercepts, coefficients }
  })
}
