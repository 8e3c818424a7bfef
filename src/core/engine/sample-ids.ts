import { type Dataset, readDatasets } from '../datasets/index.ts'
import type { PredictionRecord } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { specOf } from './dataset-spec.ts'

type OnDataset = Pick<PredictionRecord, 'run_id' | 'dataset'>

/** The dataset a prediction was made on, or null where its file is gone or is not the same any more. */
export async function datasetAsRun(workspace: Workspace, { run_id, dataset }: OnDataset): Promise<Dataset | null> {
  try {
    const { datasets } = await workspace.runs.read(run_id)
    const entry = datasets.find(({ name }) => name === dataset)
    if (!entry) return null
    const [read] = await readDatasets([specOf(entry)], '.')
    return read && read.record.hash === entry.hash ? read.dataset : null
  } catch {
    // What it tells beside the stored arrays is a help; the prediction is whole without it.
    return null
  }
}

/** Sample ids of that dataset. */
export async function sampleIdsOf(workspace: Workspace, record: PredictionRecord): Promise<readonly string[] | null> {
  return (await datasetAsRun(workspace, record))?.sample_ids ?? null
}
