/** A made-up experiment, the same for every format: two configurations, three folds of four samples, four test samples. */

export interface MadeRow {
  readonly id: string
  readonly config: number
  readonly fold_id: string
  readonly partition: 'train' | 'val' | 'test'
  readonly mse: Readonly<Record<'train' | 'val' | 'test', number>>
  readonly y_true: readonly number[]
  readonly y_pred: readonly number[]
  readonly sample_indices: readonly number[]
}

const truth = Array.from({ length: 16 }, (_, i) => 10 + i)
const training = Array.from({ length: 12 }, (_, i) => i)
const testing = [12, 13, 14, 15]
const folds = [0, 1, 2].map(fold => training.filter(i => i % 3 === fold))

/** Deterministic, and smaller for rows that the model was trained on. */
const error = (config: number, fold: number, i: number, seen: boolean) =>
  (seen ? 0.1 : 1) * (config + 1) * (((i * 7 + fold * 3) % 5) - 2 + 0.25)

const mse = (rows: readonly number[], predict: (i: number) => number) =>
  rows.reduce((sum, i) => sum + (predict(i) - truth[i]!) ** 2, 0) / rows.length

/** @param pooled avg joins the folds, as later versions do; else it is in-sample, as earlier ones do */
export function madeRows(pooled: boolean): readonly MadeRow[] {
  return [0, 1].flatMap(config => {
    const predict = (fold: number) => (i: number) =>
      truth[i]! + error(config, fold, i, i < 12 && !folds[fold]!.includes(i))
    const average = (i: number) => [0, 1, 2].reduce((sum, fold) => sum + predict(fold)(i) / 3, 0)
    const heldOut = (i: number) => predict(i % 3)(i)
    const order = folds.flat()
    const entries = [
      ...folds.map((val, fold) => ({
        fold_id: String(fold),
        rows: { train: training.filter(i => !val.includes(i)), val, test: testing },
        predict: { train: predict(fold), val: predict(fold), test: predict(fold) },
      })),
      {
        fold_id: 'avg',
        rows: { train: training, val: pooled ? order : training, test: testing },
        predict: { train: average, val: pooled ? heldOut : average, test: average },
      },
    ]
    return entries.flatMap(({ fold_id, rows, predict }) => {
      const scores = {
        train: mse(rows.train, predict.train),
        val: mse(rows.val, predict.val),
        test: mse(rows.test, predict.test),
      }
      return (['train', 'val', 'test'] as const).map(partition => ({
        id: `c${config}f${fold_id}${partition}`,
        config,
        fold_id,
        partition,
        mse: scores,
        y_true: rows[partition].map(i => truth[i]!),
        y_pred: rows[partition].map(predict[partition]),
        sample_indices: rows[partition],
      }))
    })
  })
}

export const madeSteps = (config: number) => [
  'nirs4all.operators.transforms.scalers.StandardNormalVariate',
  {
    model: { class: 'sklearn.cross_decomposition._pls.PLSRegression', params: { n_components: config + 2 } },
    name: 'PLS',
  },
]

/** RMSE of the folds joined, by configuration. */
export const madeScores = [0, 1].map(config =>
  Math.sqrt(madeRows(true).find(row => row.config === config && row.fold_id === 'avg')!.mse.val),
)
