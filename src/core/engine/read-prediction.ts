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
