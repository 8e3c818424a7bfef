import { mean } from '../../math/statistics.ts'
import type { FoldChart, FoldSide } from '../../records/index.ts'
import type { ChartMaker } from './chart-place.ts'
import { placeOf } from './chart-place.ts'
import { countsOf } from './target-counts.ts'

/** The target in the training and validation rows of each fold, as they were divided: before any filter. */
export const foldTargets: ChartMaker<FoldChart> = request => {
  const { kind, rows, dataset } = request
  const { classes, target } = dataset
  const side = (y: Float64Array): FoldSide =>
    classes
      ? { n: y.length, y: null, class_counts: countsOf(y, classes.length) }
      : { n: y.length, y: { ...rangeOf(y), mean: mean(y) }, class_counts: null }
  return {
    kind,
    ...placeOf(request, `${target} in each fold`),
    classes,
    folds: rows.folds.map(({ fold_id, train, val }) => ({
      fold_id,
      train: side(train.y_true),
      val: side(val.y_true),
    })),
  }
}

const rangeOf = (values: Float64Array) => ({
  min: values.reduce((least, value) => Math.min(least, value)),
  max: values.reduce((most, value) => Math.max(most, value)),
})
