import { ParametersConflict, TooFewSamples } from '../../errors/index.ts'
import { row, zeros } from '../../math/matrix.ts'
import { addScaled } from '../../math/products.ts'
import { boolean, choice, integer, nullable, type Parameter, real } from '../../params/index.ts'
import { onlyInitial } from '../models/unused-parameters.ts'
import { defineClassifier } from '../operator.ts'
import { checkTrainingClasses } from './check-classes.ts'
import { classMeans } from './class-means.ts'
import { classPriors, priorsOf } from './class-priors.ts'
import { classProbabilities } from './class-probabilities.ts'
import { discriminantsByCovariance, discriminantsByWhitening } from './discriminants.ts'
import { linearDecisions } from './linear-decisions.ts'
import type { Shrinkage } from './within-covariance.ts'

const shrinkages: Parameter<Shrinkage> = {
  initial: null,
  abbreviation: 'sh',
  expected: 'auto, a number in [0, 1], or null',
  help: 'How far covariances are drawn to a multiple of the identity; auto: as Ledoit and Wolf estimate; null: not at all',
  accepts: value =>
    value === null || value === 'auto' || (Number.isFinite(value) && (value as number) >= 0 && (value as number) <= 1),
  refused: ['much', -0.1, 1.1, Number.NaN],
}

/**
 * Linear discriminant analysis: classes are normal, with means of their own and one covariance.
 *
 * X: (n_samples, n_features), y: (n_samples,) of codes → probabilities: (n_samples, n_classes). Learns a linear function for
 * each class. `svd` whitens with n − n_classes degrees of freedom and leaves out directions without variance; `lsqr` and
 * `eigen` invert the covariance (divided by n), shrunk if asked.
 *
 * @throws OneClass; SingularFit; ParametersConflict; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 4.3
 */
export const linearDiscriminantAnalysis = defineClassifier({
  id: 'linear_discriminant_analysis',
  label: 'LDA',
  class_path: 'sklearn.discriminant_analysis.LinearDiscriminantAnalysis',
  aliases: ['LinearDiscriminantAnalysis', 'sklearn.lda.LDA'],
  summary: 'Normal classes of one covariance: linear borders between them',
  formula: 'pₖ ∝ exp((x − x̄)ᵀΣ⁻¹(mₖ − x̄) − ½ (mₖ − x̄)ᵀΣ⁻¹(mₖ − x̄) + log πₖ)',
  source:
    'Fisher (1936), Annals of Eugenics 7(2), 179–188; shrinkage of Ledoit & Wolf (2004), Journal of Multivariate Analysis 88(2), 365–411',
  checked_against: 'scikit-learn 1.2.1, probabilities within 1e-9; on Tecator within 1e-8',
  differs:
    'directions that hold only rounding are left out by lsqr, so that they cannot swamp the rest; and priors that do not sum to 1 are refused',
  scores_are: 'probabilities',
  params: {
    solver: choice({
      initial: 'svd',
      options: ['svd', 'lsqr', 'eigen'],
      help: 'svd: whiten, without a covariance matrix; lsqr, eigen: invert the covariance, which may be shrunk',
    }),
    shrinkage: shrinkages,
    priors: classPriors,
    n_components: {
      ...nullable(
        integer({ initial: 1, min: 1, help: 'Accepted without effect: of a projection, not of the classes' }),
      ),
      initial: null,
    } as Parameter<number | null>,
    store_covariance: boolean({ initial: false, help: 'Accepted without effect' }),
    tol: real({
      initial: 1e-4,
      min: 0,
      help: 'Of svd: directions whose standard deviation within classes is not above it are left out; features are scaled',
    }),
    covariance_estimator: onlyInitial({ initial: null, refused: [{}, 'auto'], help: 'Of estimators given as objects' }),
  },
  check: ({ solver, shrinkage }) => {
    if (solver === 'svd' && shrinkage !== null) {
      throw ParametersConflict({ reason: `solver svd has no covariance to shrink, but shrinkage is ${shrinkage}` })
    }
  },
  fit: (X, y, { solver, shrinkage, priors: given, tol }) => {
    const counts = checkTrainingClasses(X, y, 'linear discriminant analysis')
    if (X.rows <= counts.length) {
      throw TooFewSamples({
        n_samples: X.rows,
        needed: counts.length + 1,
        purpose: `linear discriminant analysis of ${counts.length} classes`,
      })
    }
    const priors = priorsOf(given, counts)
    const means = classMeans(X, y, counts.length)
    const x_mean = new Float64Array(X.columns)
    priors.forEach((prior, k) => {
      addScaled(x_mean, prior, row(means, k))
    })
    const offsets = zeros(means.rows, means.columns)
    for (let k = 0; k < means.rows; k++) {
      row(offsets, k).set(row(means, k))
      addScaled(row(offsets, k), -1, x_mean)
    }
    const classes = { X, y, means, offsets, priors }
    const found =
      solver === 'svd' ? discriminantsByWhitening(classes, tol) : discriminantsByCovariance(classes, shrinkage, solver)
    return { x_mean, ...found }
  },
  scores: (X, model) => classProbabilities(linearDecisions(X, model), model.intercepts.length),
})
