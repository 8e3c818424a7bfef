import { boolean, integer } from '../../params/index.ts'
import { defineRegressor } from '../operator.ts'
import { jointPls, jointSimpls } from './joint-pls.ts'
import { explainLatent } from './latent-diagnostics.ts'
import { checkComponents, fitPls, plsFamily, predictPls } from './pls-fit.ts'
import { backend, onlyInitial } from './unused-parameters.ts'

const params = {
  n_components: integer({ initial: 10, min: 1, abbreviation: 'nc', help: 'Number of components' }),
  scale: boolean({ initial: true, help: 'Divide each feature by its training standard deviation (ddof 1)' }),
  center: onlyInitial({ initial: true, refused: [false, null], help: 'Subtract the training means' }),
  backend,
}

/**
 * Partial least squares under the name of the improved kernel algorithm, which is how it is computed here under every name. Of
 * several targets at once: PLS2.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns what PLS regression learns.
 *
 * @throws ConstantTarget; SingularFit when the spectra hold fewer components; TooManyComponents; TooFewSamples; NotFinite
 * @see Dayal & MacGregor (1997), Journal of Chemometrics 11(1), 73–85
 */
export const improvedKernelPls = defineRegressor({
  id: 'improved_kernel_pls',
  label: 'IKPLS',
  class_path: 'nirs4all.operators.models.IKPLS',
  aliases: ['nirs4all.operators.models.sklearn.ikpls.IKPLS', 'nirs4all.operators.models.sklearn.IKPLS'],
  summary: 'PLS regression by the improved kernel algorithm; predicts as PLS does',
  formula: 'ŷ = ȳ + Σ qₐ tₐ, with scores tₐ of greatest covariance with y, each orthogonal to those before',
  source: 'Dayal & MacGregor (1997), Journal of Chemometrics 11(1), 73–85',
  checked_against:
    'scikit-learn 1.2.1 (PLSRegression) and R pls 2.8-1 (kernelpls) on Tecator, within 1e-9; nirs4all 0.11, within 1e-8',
  differs:
    'components beyond the rank are an error, where the library warns and leaves them out, so that n_components would not be true',
  params: {
    ...params,
    algorithm: integer({ initial: 1, min: 1, max: 2, help: 'Accepted without effect: both give the same components' }),
  },
  checkShape: (shape, { n_components }) => checkComponents(shape, n_components),
  fit: fitPls,
  predict: predictPls,
  family: plsFamily,
  joint: jointPls,
  explain: explainLatent,
})

/**
 * Partial least squares under the name of SIMPLS. Of one target its predictions are the same, and are computed by the improved
 * kernel algorithm, which keeps more digits; of several at once they differ from those of PLS2.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns what PLS regression learns.
 *
 * @throws ConstantTarget; SingularFit when the spectra hold fewer components; TooManyComponents; TooFewSamples; NotFinite
 * @see de Jong (1993), Chemometrics and Intelligent Laboratory Systems 18(3), 251–263
 */
export const simpls = defineRegressor({
  id: 'simpls',
  label: 'SIMPLS',
  class_path: 'nirs4all.operators.models.SIMPLS',
  aliases: ['nirs4all.operators.models.sklearn.simpls.SIMPLS', 'nirs4all.operators.models.sklearn.SIMPLS'],
  summary: 'PLS regression; predicts as PLS does',
  formula: 'ŷ = ȳ + Σ qₐ tₐ, with scores tₐ of greatest covariance with y, each orthogonal to those before',
  source:
    'de Jong (1993), Chemometrics and Intelligent Laboratory Systems 18(3), 251–263; computed by Dayal & MacGregor (1997), Journal of Chemometrics 11(1), 73–85',
  checked_against:
    'scikit-learn 1.2.1 (PLSRegression) on Tecator, within 1e-9 of sd(y); R pls 2.8-1 (simpls), within 1e-8 to 6 components; nirs4all 0.11, within 1e-8',
  differs:
    'components beyond the rank are an error, where the library warns and leaves them out, so that n_components would not be true',
  params,
  checkShape: (shape, { n_components }) => checkComponents(shape, n_components),
  fit: fitPls,
  predict: predictPls,
  family: plsFamily,
  joint: jointSimpls,
  explain: explainLatent,
})
