import { boolean, integer } from '../../params/index.ts'
import { copy, maxIterations, tolerance } from '../accepted-parameters.ts'
import { defineRegressor } from '../operator.ts'
import { jointPls } from './joint-pls.ts'
import { explainLatent } from './latent-diagnostics.ts'
import { checkComponents, fitPls, plsFamily, predictPls } from './pls-fit.ts'

/**
 * Partial least squares regression of one target, or of several at once (PLS2).
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns means, scales, loadings, rotations and
 * the coefficients in units of y per unit of X. The first components of a fit are those of any shorter fit, bit for bit.
 *
 * @throws ConstantTarget; SingularFit when the spectra hold fewer components; TooManyComponents; TooFewSamples; NotFinite
 * @see Wold, Sjöström & Eriksson (2001), Chemometrics and Intelligent Laboratory Systems 58(2), 109–130
 */
export const partialLeastSquaresRegression = defineRegressor({
  id: 'partial_least_squares_regression',
  label: 'PLS',
  class_path: 'sklearn.cross_decomposition.PLSRegression',
  aliases: ['PLSRegression', 'sklearn.cross_decomposition._pls.PLSRegression'],
  summary: 'Regression on the components of the spectra that covary most with y',
  formula: 'ŷ = ȳ + Σ qₐ tₐ, with scores tₐ of greatest covariance with y, each orthogonal to those before',
  source:
    'Wold, Sjöström & Eriksson (2001), Chemometrics and Intelligent Laboratory Systems 58(2), 109–130; computed by Dayal & MacGregor (1997), Journal of Chemometrics 11(1), 73–85',
  checked_against:
    'scikit-learn 1.2.1 on Tecator, within 1e-9 of sd(y); R pls 2.8-1 (kernelpls), within 1e-9; nirs4all 0.11, within 1e-8',
  differs:
    'components beyond the rank are an error, where the library warns and leaves them out, so that n_components would not be true',
  params: {
    n_components: integer({ initial: 2, min: 1, abbreviation: 'nc', help: 'Number of components' }),
    scale: boolean({ initial: true, help: 'Divide each feature by its training standard deviation (ddof 1)' }),
    max_iter: maxIterations,
    tol: tolerance(1e-6),
    copy,
  },
  checkShape: (shape, { n_components }) => checkComponents(shape, n_components),
  fit: fitPls,
  predict: predictPls,
  family: plsFamily,
  joint: jointPls,
  explain: explainLatent,
})
