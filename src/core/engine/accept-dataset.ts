import { resolve } from 'node:path'
import { readDatasets } from '../datasets/index.ts'
import { UnsupportedRequest } from '../errors/index.ts'
import type { DatasetAcceptance, DatasetChange, DescribedDataset, RegisteredDataset } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { specOf } from './dataset-spec.ts'
import { divideDataset } from './divide-dataset.ts'
import { findRecord } from './find-record.ts'
import { movedRecord } from './moved-record.ts'
import { asRecord, filesKey, placeOf } from './registered-files.ts'

/** What changed files of a dataset are read to hold, and what that changes, for every target of the same files. */
export async function acceptDataset(
  workspace: Workspace,
  id: string,
  { path, dry_run = false }: DatasetAcceptance,
): Promise<readonly DatasetChange[]> {
  const entries = await workspace.datasets.list()
  const entry = findRecord('dataset', id, entries)
  const key = filesKey(entry)
  const together = entries.filter(other => filesKey(other) === key)
  const described: (readonly [RegisteredDataset, DescribedDataset])[] = []
  // All are read before any is registered: a target that is gone from the file leaves the registry as it is.
  for (const one of together) described.push([one, await readAgain(one, path === undefined ? null : resolve(path))])
  const changes: DatasetChange[] = []
  for (const [before, after] of described) {
    const version = await versionOfChange(workspace, before, after, dry_run)
    changes.push({
      id: before.id,
      name: before.name,
      path: after.path,
      version_before: before.version,
      version,
      changed: before.hash !== after.hash,
      differences: differencesOf(before, after),
    })
  }
  return changes
}

async function readAgain(entry: RegisteredDataset, path: string | null): Promise<DescribedDataset> {
  if (entry.n_train === 0) {
    const what = `Accepting a change of ${entry.name}`
    const reason = 'it is an external set, of which a model predicted every sample'
    throw UnsupportedRequest({ what, reason, instead: 'Predict the changed file anew: `n4a predict`.' })
  }
  const moves = path === null ? [] : [{ from: placeOf(entry), to: path }]
  const spec = specOf(movedRecord(asRecord(entry), moves))
  const [read] = await readDatasets([spec], '.')
  // That the task is given here is no reason of its user's.
  return { ...divideDataset(read!).record, task_type_reason: entry.task_type_reason }
}

async function versionOfChange(
  workspace: Workspace,
  { id, versions }: RegisteredDataset,
  after: DescribedDataset,
  dry_run: boolean,
): Promise<string> {
  if (!dry_run) return (await workspace.datasets.register(after, { as: id, used: false })).version
  const known = versions.find(({ hash }) => hash === after.hash)
  return known?.version ?? `v${versions.length + 1}_${after.hash.slice(7, 13)}`
}

/** What describes the content, field by field, where it is not the same. */
function differencesOf(before: RegisteredDataset, after: DescribedDataset): DatasetChange['differences'] {
  const target = before.y_columns[0] ?? ''
  const range = ({ y_stats }: Pick<DescribedDataset, 'y_stats'>) => {
    const y = y_stats[target]
    return y ? `${y.min}–${y.max}` : null
  }
  const axis = ({ wavelength_range: ends }: Pick<DescribedDataset, 'wavelength_range'>) => ends?.join('–') ?? null
  const classes = ({ class_counts }: Pick<DescribedDataset, 'class_counts'>) =>
    class_counts
      ? Object.entries(class_counts)
          .map(([label, count]) => `${label} ${count}`)
          .join(', ')
      : null
  const fields = [
    ['samples', before.n_samples, after.n_samples],
    ['training samples', before.n_train, after.n_train],
    ['test samples', before.n_test, after.n_test],
    ['channels', before.n_features, after.n_features],
    ['wavelengths', axis(before), axis(after)],
    ['range of the target', range(before), range(after)],
    ['classes', classes(before), classes(after)],
    ['bytes', before.file_size, after.file_size],
    ['hash', before.hash, after.hash],
  ] as const
  return fields.flatMap(([field, a, b]) => (a === b ? [] : [{ field, before: a, after: b }]))
}
