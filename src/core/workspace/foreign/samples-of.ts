import type { ForeignPrediction } from './content.ts'

/** How many samples a result was made with: the largest of its training and test rows. */
export function samplesOf(rows: readonly ForeignPrediction[]) {
  const most = (part: string) =>
    rows.reduce((n, { partition, n_samples }) => (partition === part ? Math.max(n, n_samples) : n), 0)
  const folds = rows.filter(({ partition, fold_id }) => partition === 'val' && fold_id === '0')
  const [fold] = folds
  const training = rows.find(({ partition, fold_id }) => partition === 'train' && fold_id === '0')
  const joined = fold && training ? fold.n_samples + training.n_samples : 0
  const n_train = Math.max(most('train'), joined)
  const n_test = most('test')
  return { n_samples: n_train + n_test, n_train, n_test }
}
