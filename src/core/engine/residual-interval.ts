import type { ResultRecord } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { outOfFold } from './ranking-predictions.ts'
import { readArrays } from './read-prediction.ts'

/** How far a prediction may be off. */
export interface ResidualInterval {
  /** Half its width, in the unit of y; null where there is none. */
  readonly half_width: number | null
  readonly notes: readonly string[]
}

/** Absolute errors of the out-of-fold predictions of one of the models of a result, ascending; none for classes. */
export async function outOfFoldErrors(
  workspace: Workspace,
  { id, dataset, task_type }: ResultRecord,
  member: number,
): Promise<Float64Array> {
  if (task_type !== 'regression') return new Float64Array(0)
  const records = await workspace.predictions({ dataset, result_id: id })
  const pooled = outOfFold(records.filter(record => record.member === member))
  if (pooled.length === 0) return new Float64Array(0)
  const [y_true, y_pred] = await Promise.all([
    readArrays(workspace, pooled, 'y_true'),
    readArrays(workspace, pooled, 'y_pred'),
  ])
  return y_pred.map((value, i) => Math.abs(value - y_true[i]!)).sort()
}

/**
 * The width that covers a new sample like the training samples with this probability: the ⌈(n + 1) · confidence⌉-th smallest of
 * the n absolute out-of-fold errors, as split conformal prediction takes it. The folds' models stand for the one that predicts.
 * @see Lei, G’Sell, Rinaldo, Tibshirani & Wasserman (2018), Journal of the American Statistical Association 113, 1094–1111
 */
export function residualInterval(errors: Float64Array, confidence: number): ResidualInterval {
  if (errors.length === 0) {
    return { half_width: null, notes: ['No out-of-fold predictions are stored, so there are no intervals.'] }
  }
  const rank = Math.ceil((errors.length + 1) * confidence)
  if (rank <= errors.length) return { half_width: errors[rank - 1]!, notes: [] }
  const note = `${errors.length} out-of-fold residuals are too few for intervals of ${confidence}: that takes ${Math.ceil(confidence / (1 - confidence))}.`
  return { half_width: null, notes: [note] }
}
