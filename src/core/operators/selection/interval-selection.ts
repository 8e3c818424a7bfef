import { checkTrainingData } from '../checks.ts'
import { bestIntervals, checkFolds, intervalParameters } from '../models/interval-search.ts'
import { checkVaries } from '../models/pls-fit.ts'
import { defineTransform } from '../operator.ts'
import { type SelectedFeatures, selectedAxis, selectFeatures } from './selected-features.ts'

/**
 * Selection of intervals: keep the features of the intervals on which PLS regression predicts best within the training rows,
 * for whatever model comes after. The IntervalPLS model makes the same choice and fits PLS on it.
 *
 * X: (n_samples, n_features), any unit → (n_samples, n_selected), same unit. Learns which features from spectra and reference
 * values; its scores are 1 for the features of the interval chosen first, 1/2 for those of the second, 0 where none was.
 *
 * @throws SingularFit when no interval can be judged; ConstantTarget; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Nørgaard et al. (2000), Applied Spectroscopy 54(3), 413–419
 */
export const intervalSelection = defineTransform({
  id: 'interval_selection',
  label: 'IntervalSelection',
  class_path: 'n4a.transforms.IntervalSelection',
  aliases: ['iPLSSelection'],
  summary: 'Keep the features of the intervals on which PLS regression predicts best',
  formula: 'features of intervals chosen by the mean score of PLS over folds of the training rows',
  source: 'Nørgaard et al. (2000), Applied Spectroscopy 54(3), 413–419',
  checked_against: 'scikit-learn 1.2.1 (PLSRegression over KFold) on Tecator, the same features',
  params: intervalParameters,
  stateless: false,
  supervised: true,
  changes_features: true,
  fit: (X, params, { y }): SelectedFeatures => {
    checkTrainingData(X, y, 2, 'a selection of intervals')
    checkFolds(X.rows, params.cv)
    checkVaries(y)
    const scores = new Float64Array(X.columns)
    bestIntervals(X, y, params).forEach((interval, place) => {
      for (const j of interval) scores[j] = 1 / (place + 1)
    })
    return { indices: Int32Array.from(scores.keys()).filter(j => scores[j]! > 0), n_features: X.columns, scores }
  },
  transform: (X, selection) => selectFeatures(X, selection),
  axisAfter: selectedAxis,
})
