import { readDatasets, validateDatasetSpec } from '../datasets/index.ts'
import type { DatasetCheckRequest, DatasetSpec, DatasetSync, RegisteredDataset } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { acceptDataset } from './accept-dataset.ts'
import { checkDatasets } from './check-datasets.ts'
import type { DatasetKeeping } from './dataset-keeping.ts'
import { divideDataset } from './divide-dataset.ts'
import { findRecord } from './find-record.ts'
import { relocateDatasets } from './relocate-datasets.ts'

export function keepingOf(workspace: Workspace): DatasetKeeping {
  const { datasets } = workspace
  return {
    list: () => datasets.list(),
    get: async id => findRecord('dataset', id, await datasets.list()),
    register: spec => registerDataset(workspace, spec),
    check: request => checkDatasets(workspace, request),
    relocate: request => relocateDatasets(workspace, request),
    accept: (id, request = {}) => acceptDataset(workspace, id, request),
    putBack: (before, after) => datasets.putBack(before, after),
    sync: request => syncDatasets(workspace, request),
  }
}

async function registerDataset(workspace: Workspace, spec: DatasetSpec): Promise<readonly RegisteredDataset[]> {
  const read = await readDatasets([validateDatasetSpec(spec)], process.cwd())
  const described = read.map(one => divideDataset(one).record)
  await workspace.prepare()
  const ids = new Set<string>()
  for (const record of described) ids.add((await workspace.datasets.register(record, { used: false })).ref)
  return (await workspace.datasets.list()).filter(({ id }) => ids.has(id))
}

async function syncDatasets(
  workspace: Workspace,
  request: Omit<DatasetCheckRequest, 'ids' | 'dry_run'> = {},
): Promise<DatasetSync> {
  // Nothing is made where no run has been.
  if (!workspace.exists()) return { runs: 0, added: [], corrected: [], checks: [] }
  const { added, corrected, runs } = await workspace.datasets.discover()
  return { runs, added, corrected, checks: await checkDatasets(workspace, request) }
}
