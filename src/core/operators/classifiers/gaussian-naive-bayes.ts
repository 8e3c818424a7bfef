import { SingularFit } from '../../errors/index.ts'
import { columnMeans, columnVariances, mapRows, row, zeros } from '../../math/matrix.ts'
import { real } from '../../params/index.ts'
import { checkSpectra } from '../checks.ts'
import { defineClassifier } from '../operator.ts'
import { checkTrainingClasses } from './check-classes.ts'
import { classMeans, rowsOfClass } from './class-means.ts'
import { classPriors, priorsOf } from './class-priors.ts'
import { classProbabilities } from './class-probabilities.ts'

/**
 * Gaussian naive Bayes: classes are normal, and their features are taken for independent of each other.
 *
 * X: (n_samples, n_features), y: (n_samples,) of codes → probabilities: (n_samples, n_classes). Learns means and variances of
 * each class. Neighbouring wavelengths are anything but independent: use it on scores of components.
 *
 * @throws OneClass; SingularFit where no feature varies; ParametersConflict; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 6.6.3
 */
export const gaussianNaiveBayes = defineClassifier({
  id: 'gaussian_naive_bayes',
  label: 'GNB',
  class_path: 'sklearn.naive_bayes.GaussianNB',
  aliases: ['GaussianNB'],
  summary: 'Normal classes whose features are independent of each other',
  formula: 'pₖ ∝ πₖ Πⱼ N(xⱼ; mₖⱼ, sₖⱼ² + var_smoothing · maxⱼ sⱼ²)',
  source: 'Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 6.6.3',
  checked_against: 'scikit-learn 1.2.1, probabilities within 1e-9',
  scores_are: 'probabilities',
  params: {
    priors: classPriors,
    var_smoothing: real({
      initial: 1e-9,
      min: 0,
      help: 'Share of the greatest variance of a feature that is added to every variance',
    }),
  },
  fit: (X, y, { priors, var_smoothing }) => {
    const counts = checkTrainingClasses(X, y, 'naive Bayes')
    const overall = columnVariances(X, columnMeans(X), 0)
    const floor = var_smoothing * overall.reduce((most, variance) => Math.max(most, variance), 0)
    const means = classMeans(X, y, counts.length)
    const variances = zeros(counts.length, X.columns)
    for (let k = 0; k < counts.length; k++) {
      const ofClass = columnVariances(rowsOfClass(X, y, k), row(means, k), 0)
      row(variances, k).set(ofClass.map(variance => variance + floor))
    }
    if (variances.values.some(variance => !(variance > 0))) {
      throw SingularFit({ reason: 'a feature does not vary within a class, and var_smoothing adds nothing' })
    }
    return { means, variances, log_priors: priorsOf(priors, counts).map(Math.log) }
  },
  scores: (X, { means, variances, log_priors }) => {
    checkSpectra(X, means.columns)
    const sums = mapRows(zeros(X.rows, means.rows), (_, target, i) => {
      const spectrum = row(X, i)
      for (let k = 0; k < means.rows; k++) {
        const [center, spread] = [row(means, k), row(variances, k)]
        let sum = log_priors[k]!
        for (let j = 0; j < spectrum.length; j++) {
          sum -= (Math.log(2 * Math.PI * spread[j]!) + (spectrum[j]! - center[j]!) ** 2 / spread[j]!) / 2
        }
        target[k] = sum
      }
    })
    return classProbabilities(sums, means.rows)
  },
})
