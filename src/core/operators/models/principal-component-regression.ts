import { SingularFit } from '../../errors/index.ts'
import { centeredRows, columnMeans, type Matrix, row, takeRows } from '../../math/matrix.ts'
import { addScaled, dot } from '../../math/products.ts'
import { singularValueDecomposition } from '../../math/singular-value-decomposition.ts'
import { mean } from '../../math/statistics.ts'
import { integer } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineRegressor, membersOf } from '../operator.ts'
import { explainLatent } from './latent-diagnostics.ts'
import { linearPredictions } from './linear-predictions.ts'
import { checkComponents } from './pls-fit.ts'
import type { TrainingSquares } from './training-squares.ts'

/**
 * Principal component regression: least squares of y on the scores of the first principal components of the spectra, centred
 * and not scaled.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns means, directions and
 * coefficients. The first components of a fit are those of any shorter fit, bit for bit.
 *
 * @throws SingularFit when the spectra hold fewer components; TooManyComponents; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Jolliffe (1982), Journal of the Royal Statistical Society C 31(3), 300–303
 */
export const principalComponentRegression = defineRegressor({
  id: 'principal_component_regression',
  label: 'PCR',
  class_path: 'nirs4all.operators.models.PCR',
  aliases: ['nirs4all.operators.models.sklearn.pcr.PCR', 'nirs4all.operators.models.sklearn.PCR'],
  summary: 'Least squares on the first principal components of the spectra',
  formula: 'ŷ = ȳ + Σ qₐ tₐ, with scores tₐ = (x − x̄)ᵀvₐ and vₐ the directions of greatest variance',
  source: 'Jolliffe (1982), Journal of the Royal Statistical Society C 31(3), 300–303',
  checked_against: 'scikit-learn 1.2.1 on Tecator, within 1e-9 of sd(y); R pls 2.8-1 (svdpc), within 1e-9',
  differs:
    'components beyond the rank are an error, where the library warns and leaves them out, so that n_components would not be true',
  params: {
    n_components: integer({ initial: 10, min: 1, abbreviation: 'nc', help: 'Number of principal components' }),
  },
  checkShape: (shape, { n_components }) => checkComponents(shape, n_components),
  fit: (X, y, { n_components }) => {
    const { x_mean, y_mean, coefficients, directions, y_loadings, training_squares } = regress(X, y, [n_components])
    return {
      x_mean,
      x_std: new Float64Array(X.columns).fill(1),
      y_mean,
      // Directions of unit length, each orthogonal to the others, are weights, loadings and rotations at once.
      x_weights: directions,
      x_loadings: directions,
      x_rotations: directions,
      y_loadings,
      training_squares,
      coefficients: coefficients[0]!,
    }
  },
  predict: (X, model) => {
    checkSpectra(X, model.x_mean.length)
    return linearPredictions(X, model, [model.coefficients])[0]!
  },
  explain: explainLatent,
  family: {
    parameters: ['n_components'],
    fitPredict: (X, y, members, targets) => {
      const { x_mean, y_mean, coefficients } = regress(
        X,
        y,
        members.map(({ n_components }) => n_components),
      )
      const byTarget = targets.map(target => {
        checkSpectra(target, x_mean.length)
        return linearPredictions(target, { x_mean, y_mean }, coefficients)
      })
      return membersOf(members, byTarget)
    },
  },
})

/** A component this short against the longest is what rounding leaves of none. */
const noSpread = 1e-13

/** For each number of components: (n_features,). */
function regress(X: Matrix, y: Float64Array, counts: readonly number[]) {
  checkTrainingData(X, y, 2, 'principal component regression')
  const n_components = Math.max(...counts)
  checkComponents({ n_samples: X.rows, n_features: X.columns }, n_components)
  const x_mean = columnMeans(X)
  const y_mean = mean(y)
  const centered = y.map(value => value - y_mean)
  const spectra = centeredRows(X, x_mean)
  const { values, left, right } = singularValueDecomposition(spectra)
  const least = noSpread * Math.sqrt(X.values.reduce((sum, value) => sum + value * value, 0))
  const sum = new Float64Array(X.columns)
  const byCount: Float64Array[] = []
  const y_loadings = new Float64Array(n_components)
  for (let a = 0; a < n_components; a++) {
    if (!(values[a]! > least)) throw SingularFit({ reason: `the spectra hold only ${a} principal components` })
    y_loadings[a] = dot(row(left, a), centered) / values[a]!
    addScaled(sum, y_loadings[a]!, row(right, a))
    byCount.push(sum.slice())
  }
  const training_squares: TrainingSquares = {
    n_samples: X.rows,
    x_squares: dot(spectra.values, spectra.values),
    y_squares: dot(centered, centered),
    score_squares: values.slice(0, n_components).map(value => value * value),
  }
  const directions = takeRows(
    right,
    Array.from({ length: n_components }, (_, a) => a),
  )
  return {
    x_mean,
    y_mean,
    directions,
    y_loadings,
    training_squares,
    coefficients: counts.map(count => byCount[count - 1]!),
  }
}
