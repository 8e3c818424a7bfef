import { readDatasets } from '../datasets/index.ts'
import type { PredictionRecord } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { specOf } from './dataset-spec.ts'

/** Sample ids of the dataset a prediction was made on, or null where its file is gone or is not the same any more. */
export async function sampleIdsOf(workspace: Workspace, record: PredictionRecord): Promise<readonly string[] | null> {
  try {
    const { datasets } = await workspace.runs.read(record.run_id)
    const entry = datasets.find(({ name }) => name === record.dataset)
    if (!entry) return null
    const [read] = await readDatasets([specOf(entry)], '.')
    return read && read.record.hash === entry.hash ? read.dataset.sample_ids : null
  } catch {
    // Ids are a help for reading; the prediction is whole without them.
    return null
  }
}
