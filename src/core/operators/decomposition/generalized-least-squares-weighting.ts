import { SingularFit } from '../../errors/index.ts'
import { type Matrix, row, takeElements, takeRows, zeros } from '../../math/matrix.ts'
import { addScaled } from '../../math/products.ts'
import { savitzkyGolayWeights } from '../../math/savitzky-golay-weights.ts'
import { singularValueDecomposition } from '../../math/singular-value-decomposition.ts'
import { standardDeviation } from '../../math/statistics.ts'
import { real } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkTrainingData } from '../checks.ts'
import { checkVaries } from '../models/pls-fit.ts'
import { defineTransform } from '../operator.ts'
import { type DampedDirections, dampDirections } from './damped-directions.ts'

/** Neighbours in the order of the reference values from which a slope is taken. */
const window = 5

/** A singular value this small against the largest is what rounding leaves of none. */
const noSpread = 1e-13

/**
 * Generalised least squares weighting by the gradient of the reference values: samples are put in the order of y, and the
 * directions in which neighbours differ although their y hardly does are weakened.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns directions and what is left of each from spectra and
 * reference values. Slopes are those of straight lines through 5 neighbours; equal y keep the order of the samples. `alpha`
 * counts in units of the largest eigenvalue, so that the unit of the spectra does not matter.
 *
 * @throws ConstantTarget; SingularFit where neighbours do not differ; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Martens, Høy, Wise, Bro & Brockhoff (2003), Journal of Chemometrics 17(3), 153–165; Zorzetti, Shaver & Harynuk (2011),
 * Analytica Chimica Acta 694, 31–37
 */
export const generalizedLeastSquaresWeighting = defineTransform({
  id: 'generalized_least_squares_weighting',
  label: 'GLSW',
  class_path: 'n4a.transforms.GLSW',
  aliases: ['GeneralizedLeastSquaresWeighting'],
  summary: 'Weaken the directions in which spectra of like reference values differ',
  formula:
    'x (I + C/(alpha c₁))^(−1/2), C = ΔXᵀW²ΔX with largest eigenvalue c₁, w = 2^(−Δy/sd(Δy)), Δ along ascending y',
  source: 'Martens et al. (2003), Journal of Chemometrics 17(3), 153–165',
  checked_against: 'numpy 1.24.2 by the published formula, within 1e-11',
  params: {
    alpha: real({
      initial: 0.01,
      min: 1e-12,
      abbreviation: 'a',
      help: 'Less weakens more directions, and more of each',
    }),
    copy,
  },
  stateless: false,
  supervised: true,
  fit: (X, { alpha }, { y }): DampedDirections => {
    checkTrainingData(X, y, window, 'generalised least squares weighting')
    checkVaries(y)
    const order = Array.from(y.keys()).sort((a, b) => y[a]! - y[b]!)
    const steps = slopes({ rows: y.length, columns: 1, values: takeElements(y, order) }).values
    const differences = slopes(takeRows(X, order))
    const spread = standardDeviation(steps, 1)
    for (let i = 0; i < X.rows; i++) {
      const weight = spread > 0 ? 2 ** (-steps[i]! / spread) : 1
      for (let j = 0; j < X.columns; j++) differences.values[i * X.columns + j]! *= weight
    }
    const { values, right } = singularValueDecomposition(differences)
    if (!(values[0]! > 0)) throw SingularFit({ reason: 'neighbours in the order of y have the same spectra' })
    const count = values.filter(value => value > noSpread * values[0]!).length
    const kept = values.slice(0, count).map(value => 1 / Math.sqrt(1 + (value / values[0]!) ** 2 / alpha))
    return {
      directions: takeRows(
        right,
        Array.from({ length: count }, (_, k) => k),
      ),
      kept,
    }
  },
  transform: (X, filter) => dampDirections(X, filter),
})

/** Slope of each column along the rows, of the least-squares line through the window around each row or nearest to it. */
function slopes(X: Matrix): Matrix {
  const weights = savitzkyGolayWeights(window, 1, 1, 1, 0)
  const sloped = zeros(X.rows, X.columns)
  for (let i = 0; i < X.rows; i++) {
    const start = Math.min(Math.max(i - (window - 1) / 2, 0), X.rows - window)
    for (let k = 0; k < window; k++) addScaled(row(sloped, i), weights[k]!, row(X, start + k))
  }
  return sloped
}
