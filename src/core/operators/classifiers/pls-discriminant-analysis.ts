import { integer } from '../../params/index.ts'
import { checkComponents } from '../models/pls-fit.ts'
import { defineClassifier } from '../operator.ts'
import { linearDecisions } from './linear-decisions.ts'
import { plsDecisions } from './pls-decisions.ts'

/**
 * Partial least squares discriminant analysis: PLS regression of the indicators of all classes together (PLS2), which are
 * scaled as the features are.
 *
 * X: (n_samples, n_features), y: (n_samples,) of codes → predicted indicators: (n_samples, n_classes). They sum to 1, but are
 * no probabilities: below 0 and above 1 happens. With two classes, the greater is that on its side of 0.5.
 *
 * @throws OneClass; SingularFit when the spectra hold fewer components; TooManyComponents; TooFewSamples; NotFinite
 * @see Barker & Rayens (2003), Journal of Chemometrics 17(3), 166–173
 */
export const plsDiscriminantAnalysis = defineClassifier({
  id: 'pls_discriminant_analysis',
  label: 'PLSDA',
  class_path: 'nirs4all.operators.models.PLSDA',
  aliases: ['nirs4all.operators.models.sklearn.plsda.PLSDA', 'nirs4all.operators.models.sklearn.PLSDA'],
  summary: 'PLS regression of the indicators of the classes; the greatest is the class',
  formula: 'ŷₖ = ȳₖ + Σ qₐₖ tₐ, with yₖ = 1 for samples of class k and 0 for others; class = argmax ŷₖ',
  source: 'Barker & Rayens (2003), Journal of Chemometrics 17(3), 166–173',
  checked_against:
    'scikit-learn 1.2.1 (PLSRegression of indicators), within 1e-9; on Tecator within 3e-6, and label for label',
  differs:
    'the inner loop runs until it has settled, where the library stops at 1e-6; components beyond the rank are an error, not left out',
  scores_are: 'decisions',
  params: {
    n_components: integer({ initial: 5, min: 1, abbreviation: 'nc', help: 'Number of components' }),
  },
  checkShape: (shape, { n_components }) => checkComponents(shape, n_components),
  fit: (X, y, { n_components }) => plsDecisions(X, y, [n_components])[0]!,
  scores: linearDecisions,
  family: {
    parameters: ['n_components'],
    fitPredict: (X, y, members, targets) =>
      plsDecisions(
        X,
        y,
        members.map(({ n_components }) => n_components),
      ).map(model => ({
        predictions: targets.map(target => linearDecisions(target, model)),
      })),
  },
})
