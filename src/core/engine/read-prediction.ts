import type { PredictedSamples } from '../metrics/index.ts'
import type { PredictionRecord, ResultRecord } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'

type StoredArray = 'y_true' | 'y_pred' | 'sample_indices'

/** One array of a prediction. */
export function readArray(workspace: Workspace, record: PredictionRecord, name: StoredArray): Promise<Float64Array> {
  return workspace.readArray({
    array_id: record[`${name}_array_id`],
    offset: record[`${name}_offset`],
    length: record[`${name}_length`],
  })
}

/** The same of several, one after the other. */
export async function readArrays(
  workspace: Workspace,
  records: readonly PredictionRecord[],
  name: StoredArray,
): Promise<Float64Array> {
  return joined(await Promise.all(records.map(record => readArray(workspace, record, name))))
}

function joined(arrays: readonly Float64Array[]): Float64Array {
  const [only] = arrays
  if (arrays.length === 1 && only) return only
  const whole = new Float64Array(arrays.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const array of arrays) {
    whole.set(array, at)
    at += array.length
  }
  return whole
}

/** Predictions with what metrics make scores of. Probabilities only where every record has them. */
export async function readSamples(
  workspace: Workspace,
  records: readonly PredictionRecord[],
  { task_type, classes }: ResultRecord,
): Promise<PredictedSamples> {
  const [y_true, y_pred] = await Promise.all([
    readArrays(workspace, records, 'y_true'),
    readArrays(workspace, records, 'y_pred'),
  ])
  if (task_type === 'regression') return { y_true, y_pred, classes: null }
  const n_classes = [...y_true, ...y_pred].reduce((most, code) => Math.max(most, code + 1), classes?.length ?? 0)
  const found = await Promise.all(records.map(record => findProbabilities(workspace, record)))
  const given = found.filter(values => values !== null)
  const scores =
    given.length === found.length ? { rows: y_true.length, columns: n_classes, values: joined(given) } : null
  return { y_true, y_pred, classes: { n_classes, scores, probabilities: scores !== null } }
}

/** Probabilities, row after row; null where the model gave none. */
export async function findProbabilities(workspace: Workspace, record: PredictionRecord): Promise<Float64Array | null> {
  const { y_proba_array_id: array_id, y_proba_offset: offset, y_proba_length: length } = record
  // Records of older files lack the fields.
  if (array_id == null || offset == null || length == null) return null
  return workspace.readArray({ array_id, offset, length })
}
