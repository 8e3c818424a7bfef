import type { Dataset } from '../../src/core/datasets/index.ts'
import { zeros } from '../../src/core/math/matrix.ts'
import { mersenneTwister } from '../../src/core/math/random/mersenne-twister.ts'
import { normals } from '../../src/core/math/random/normal.ts'
import type { RunConfig } from '../../src/core/records/index.ts'
import { foldRows, trainingRows } from '../../src/core/run/fold-rows.ts'
import type { Design } from '../../src/core/run/guards/guard.ts'
import { rankingMetric, resolveFolds } from '../../src/core/run/index.ts'

export const config: RunConfig = {
  folds: { splitter: 'KFold', n_splits: 5, shuffle: true, random_state: 42 },
  metric: 'rmse',
  refit: 'none',
  fit_scope: 'fold',
  random_state: null,
}

interface MadeUp {
  readonly n?: number
  readonly columns?: number
  readonly n_test?: number
  readonly seed?: number
}

/** Spectra of six bands whose heights are drawn, with noise; y is a sum of the heights. The last rows are the test rows. */
export function madeUpDataset({ n = 80, columns = 50, n_test = 20, seed = 1 }: MadeUp = {}): Dataset {
  const twister = mersenneTwister(seed)
  const X = zeros(n, columns)
  const y = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const heights = normals(6, twister)
    const noise = normals(columns, twister)
    for (let j = 0; j < columns; j++) {
      const bands = heights.map((height, b) => height * Math.exp(-(((j / columns - (b + 0.5) / 6) * 8) ** 2)))
      X.values[i * columns + j] = bands.reduce((a, b) => a + b, 1) + 0.002 * noise[j]!
    }
    y[i] = 20 + 2 * heights[0]! + heights[1]! + 0.5 * heights[4]! + 0.3 * noise[0]!
  }
  const rows = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i)
  return {
    name: 'made up',
    target: 'protein',
    task_type: 'regression',
    X,
    y,
    classes: null,
    sources: null,
    axis: null,
    sample_ids: Array.from({ length: n }, (_, i) => `s${i}`),
    groups: null,
    metadata: {},
    joint: null,
    train: rows(0, n - n_test),
    test: rows(n - n_test, n),
  }
}

/** The same spectra with classes. */
export function withClasses(dataset: Dataset, codes: (row: number) => number, classes = ['a', 'b', 'c']): Dataset {
  const y = Float64Array.from(dataset.y, (_, row) => codes(row))
  return { ...dataset, task_type: 'multiclass_classification', y, classes }
}

/** The spectrum of `from` put in the place of that of `to`, a little changed. */
export function repeatedRow(dataset: Dataset, from: number, to: number, noise: number): Dataset {
  const { columns } = dataset.X
  const values = dataset.X.values.slice()
  const drawn = normals(columns, mersenneTwister(to))
  for (let j = 0; j < columns; j++) values[to * columns + j] = values[from * columns + j]! + noise * drawn[j]!
  const y = dataset.y.slice()
  y[to] = y[from]!
  return { ...dataset, X: { ...dataset.X, values }, y }
}

interface Division {
  readonly folds?: Readonly<Record<string, unknown>>
  readonly given?: Parameters<typeof resolveFolds>[1]
  readonly metric?: string
}

export function designOf(dataset: Dataset, { folds = {}, given = null, metric = 'rmse' }: Division = {}): Design {
  const divide = resolveFolds({ ...config.folds, ...folds }, given)
  return { dataset, rows: foldRows(dataset, divide(trainingRows(dataset))), metric: rankingMetric(metric, dataset) }
}
