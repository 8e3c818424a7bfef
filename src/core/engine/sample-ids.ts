import { type Dataset, type NewSpectra, readDatasets, readNewSpectra } from '../datasets/index.ts'
import type { DatasetRecord, PredictionRecord } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { specOf } from './dataset-spec.ts'
import { locatedRecords } from './located-records.ts'

type OnDataset = Pick<PredictionRecord, 'run_id' | 'dataset'>

/** The dataset a prediction was made on, or null where its file is gone or is not the same any more. */
export async function datasetAsRun(workspace: Workspace, { run_id, dataset }: OnDataset): Promise<Dataset | null> {
  try {
    const { datasets } = await workspace.runs.read(run_id)
    const entry = datasets.find(({ name }) => name === dataset)
    if (!entry) return null
    const [located] = await locatedRecords(workspace, [entry], { search: false })
    const [read] = await readDatasets([specOf(located!)], '.')
    return read && read.record.hash === entry.hash ? read.dataset : null
  } catch {
    // What it tells beside the stored arrays is a help; the prediction is whole without it.
    return null
  }
}

/** Sample ids of that dataset. */
export async function sampleIdsOf(workspace: Workspace, record: PredictionRecord): Promise<readonly string[] | null> {
  const manifest = await workspace.runs.read(record.run_id).catch(() => null)
  if (manifest?.prediction_of) return externalIds(workspace, manifest.datasets[0], record.target)
  return (await datasetAsRun(workspace, record))?.sample_ids ?? null
}

/** Of an external set, which may have no reference values. */
async function externalIds(
  workspace: Workspace,
  entry: DatasetRecord | undefined,
  target: string,
): Promise<readonly string[] | null> {
  const located = entry && (await locatedRecords(workspace, [entry], { search: false }).catch(() => [entry]))[0]
  const read = located && (await externalSet(located, target))
  return read && read.files?.hash === entry.hash ? read.sample_ids : null
}

/** An external set read again; null where that cannot be. */
export async function externalSet(entry: DatasetRecord, target: string): Promise<NewSpectra | null> {
  const { y: _, task_type: __, ...spec } = specOf(entry)
  return readNewSpectra(spec, '.', { name: target, classes: null }).catch(() => null)
}
