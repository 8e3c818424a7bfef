import type { PredictionRecord } from '../records/index.ts'
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

/** Probabilities, row after row; null where the model gave none. */
export async function findProbabilities(workspace: Workspace, record: PredictionRecord): Promise<Float64Array | null> {
  const { y_proba_array_id: array_id, y_proba_offset: offset, y_proba_length: length } = record
  // Records of older files lack the fields.
  if (array_id == null || offset == null || length == null) return null
  return workspace.readArray({ array_id, offset, length })
}
