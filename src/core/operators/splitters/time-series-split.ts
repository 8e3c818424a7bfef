import { TooFewSamples } from '../../errors/index.ts'
import { integer, nullable, type Parameter } from '../../params/index.ts'
import { defineSplitter } from '../operator.ts'
import { inOrder } from './folds.ts'
import { foldCount } from './parameters.ts'

const limit = (help: string): Parameter<number | null> => ({
  ...nullable(integer({ initial: 1, min: 1, help })),
  initial: null,
})

/**
 * Each block of rows validates on a model of the rows before it, so that nothing is predicted from its future. The rows
 * must be in the order of time; the first ones never validate.
 *
 * @throws TooFewSamples
 * @see Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, section 5.10
 */
export const timeSeriesSplit = defineSplitter({
  id: 'time_series_split',
  label: 'TimeSeriesSplit',
  class_path: 'sklearn.model_selection.TimeSeriesSplit',
  aliases: ['sklearn.model_selection._split.TimeSeriesSplit'],
  summary: 'Each block validates on a model of the rows before it',
  formula: 'the last k blocks of ⌊n / (k + 1)⌋ rows validate, each on the rows before it',
  source:
    'Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, section 5.10; scikit-learn: sklearn.model_selection.TimeSeriesSplit',
  checked_against: 'scikit-learn 1.9.1, the same folds',
  params: {
    n_splits: foldCount(5),
    max_train_size: limit('Train on this many rows at most, the latest ones; null: on all before'),
    test_size: limit('Rows in each block that validates; null: ⌊n / (n_splits + 1)⌋'),
    gap: integer({ initial: 0, min: 0, help: 'Rows left out between those that train and those that validate' }),
  },
  split: ({ n_samples }, { n_splits, max_train_size, test_size, gap }) => {
    const block = test_size ?? Math.max(1, Math.floor(n_samples / (n_splits + 1)))
    const needed = Math.max(n_splits + 1, gap + n_splits * block + 1)
    const purpose = `TimeSeriesSplit with ${n_splits} blocks of ${block} and a gap of ${gap}`
    if (n_samples < needed) throw TooFewSamples({ n_samples, needed, purpose })
    const rows = inOrder(n_samples)
    return Array.from({ length: n_splits }, (_, fold_id) => {
      const start = n_samples - (n_splits - fold_id) * block
      const train = rows.slice(0, start - gap)
      return {
        fold_id,
        train: max_train_size === null ? train : train.slice(-max_train_size),
        val: rows.slice(start, start + block),
      }
    })
  },
})
