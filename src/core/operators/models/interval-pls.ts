import { takeColumns } from '../../math/matrix.ts'
import { choice } from '../../params/index.ts'
import type { ModelExplanation } from '../../records/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineRegressor } from '../operator.ts'
import { bestIntervals, checkFolds, fitLimited, intervalParameters } from './interval-search.ts'
import { explainLatent } from './latent-diagnostics.ts'
import { checkVaries, predictPls } from './pls-fit.ts'
import { backend } from './unused-parameters.ts'

/**
 * Interval partial least squares: PLS regression on the intervals of the spectra that predict best within the training rows.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns which features count and their PLS model.
 *
 * @throws SingularFit when no interval can be judged; ConstantTarget; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Nørgaard et al. (2000), Applied Spectroscopy 54(3), 413–419
 */
export const intervalPls = defineRegressor({
  id: 'interval_pls',
  label: 'IntervalPLS',
  class_path: 'nirs4all.operators.models.IntervalPLS',
  aliases: [
    'nirs4all.operators.models.sklearn.ipls.IntervalPLS',
    'nirs4all.operators.models.sklearn.IntervalPLS',
    'iPLS',
    'IPLS',
  ],
  summary: 'PLS regression on the intervals of the spectra that predict best',
  formula: 'PLS on the features of intervals chosen by their mean score over folds of the training rows',
  source: 'Nørgaard et al. (2000), Applied Spectroscopy 54(3), 413–419',
  checked_against:
    'scikit-learn 1.2.1 (PLSRegression over KFold) on Tecator, the same features and within 1e-9 of sd(y); nirs4all 0.11, within 1e-8',
  params: {
    ...intervalParameters,
    combination_method: choice({
      initial: 'union',
      options: ['union', 'best'],
      help: 'union: all selected intervals; best: the first of them',
    }),
    backend,
  },
  checkShape: ({ n_samples }, { cv }) => checkFolds(n_samples, cv),
  fit: (X, y, given) => {
    checkTrainingData(X, y, 2, 'interval PLS')
    checkVaries(y)
    const found = bestIntervals(X, y, given)
    const kept = given.combination_method === 'union' ? found : found.slice(0, 1)
    const columns = Int32Array.from(kept.flatMap(interval => Array.from(interval))).sort()
    return { n_features: X.columns, columns, pls: fitLimited(takeColumns(X, columns), y, given.n_components) }
  },
  predict: (X, { n_features, columns, pls }) => {
    checkSpectra(X, n_features)
    return predictPls(takeColumns(X, columns), pls)
  },
  explain: ({ n_features, columns, pls }, X, params, training = X) => {
    checkSpectra(X, n_features)
    checkSpectra(training, n_features)
    const chosen = takeColumns(X, columns)
    const ofTraining = training === X ? chosen : takeColumns(training, columns)
    return spreadOver(n_features, columns, explainLatent(pls, chosen, params, ofTraining))
  },
})

/** Features that were not selected count for nothing. */
function spreadOver(n_features: number, columns: Int32Array, found: ModelExplanation): ModelExplanation {
  const spread = (values: readonly number[] = []) => {
    const all = new Array<number>(n_features).fill(0)
    values.forEach((value, j) => {
      all[columns[j]!] = value
    })
    return all
  }
  const { components } = found
  return {
    ...found,
    coefficients: spread(found.coefficients),
    ...(components && {
      components: {
        ...components,
        x_weights: (components.x_weights ?? []).map(values => spread(values)),
        x_loadings: (components.x_loadings ?? []).map(values => spread(values)),
        x_rotations: (components.x_rotations ?? []).map(values => spread(values)),
        vip: spread(components.vip),
        selectivity_ratio: spread(components.selectivity_ratio),
      },
    }),
  }
}
