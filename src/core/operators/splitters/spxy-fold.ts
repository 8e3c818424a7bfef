import { choice, nullable } from '../../params/index.ts'
import { unusedSeed } from '../accepted-parameters.ts'
import { defineSplitter } from '../operator.ts'
import { foldsOfLabels } from './folds.ts'
import { requireRows } from './k-fold.ts'
import { foldCount } from './parameters.ts'
import { distanceParameters, jointDistances } from './spectral-distances.ts'
import { spxyLabels } from './spxy-labels.ts'

export const yMetric = nullable(
  choice({
    initial: 'euclidean',
    options: ['euclidean', 'hamming'],
    help: 'Distance between two reference values: hamming for classes; null: look at the spectra alone',
  }),
)

/**
 * K-fold cross-validation in which every fold covers spectra and reference values evenly; each row validates once.
 *
 * @throws TooFewSamples, TooManyToCompare, NotFinite
 * @see Galvão et al. (2005), Talanta 67(4), 736–740, for the distance
 */
export const spxyFold = defineSplitter({
  id: 'spxy_fold',
  label: 'SPXYFold',
  class_path: 'nirs4all.operators.splitters.SPXYFold',
  aliases: ['nirs4all.operators.splitters.splitters.SPXYFold'],
  summary: 'K-fold cross-validation with folds that cover spectra and reference values evenly',
  formula: 'k extreme rows found the folds, which in turn take the row farthest from their own by the distance of SPXY',
  source: 'Galvão et al. (2005), Talanta 67(4), 736–740; nirs4all: SPXYFold',
  checked_against: 'nirs4all 0.11, the same folds',
  params: { n_splits: foldCount(5), ...distanceParameters, y_metric: yMetric, random_state: unusedSeed },
  split: (rows, params) => {
    requireRows(rows.n_samples, params.n_splits, 'SPXYFold')
    const distances = jointDistances(rows, params, params.y_metric)
    return foldsOfLabels(spxyLabels(distances, params.n_splits), params.n_splits)
  },
})
