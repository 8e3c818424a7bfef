import type { DatasetRecord, RegisteredDataset, RunManifest } from '../../records/index.ts'
import { safeName } from '../files/safe-name.ts'
import { entryOf, newId, registered } from './register-dataset.ts'
import { faultOf } from './registry-file.ts'
import { versionOf, withVersion } from './versions.ts'

type Manifest = Pick<RunManifest, 'id' | 'datasets' | 'status' | 'created_at' | 'started_at' | 'prediction_of'>

/** What runs say of datasets, joined with what is registered. */
export interface Discovery {
  readonly datasets: readonly RegisteredDataset[]
  /** Runs that were read. */
  readonly runs: number
  readonly added: readonly string[]
  readonly corrected: readonly {
    readonly id: string
    readonly run_count_before: number
    readonly run_count: number
    readonly versions_added: number
  }[]
}

interface Use {
  readonly runs: Set<string>
  readonly times: string[]
}

/**
 * Every dataset that runs name, with how many used it and when. Entries stay what and where they are; they gain the versions
 * that only runs know of. What has no entry becomes one whose file was not checked yet.
 */
export function discoverDatasets(known: readonly RegisteredDataset[], manifests: readonly Manifest[]): Discovery {
  let datasets = known
  const uses = new Map<string, Use>()
  const oldestFirst = [...manifests].sort((a, b) => (String(a.created_at) < String(b.created_at) ? -1 : 1))
  for (const manifest of oldestFirst) {
    for (const record of recordsOf(manifest)) {
      const found = entryFor(datasets, record)
      const entry = found ? withRecord(found, record) : newEntry(datasets, record)
      // A manifest may hold anything, and nothing of it may make the registry unreadable.
      if (faultOf(entry) !== null) continue
      datasets = found ? datasets.map(other => (other.id === entry.id ? entry : other)) : [...datasets, entry]
      const use = uses.get(entry.id) ?? { runs: new Set(), times: [] }
      uses.set(entry.id, use)
      use.times.push(String(manifest.started_at ?? manifest.created_at))
      // Of an external set nothing was trained, and a run that never began used nothing.
      if (!manifest.prediction_of && hasBegun(manifest)) use.runs.add(manifest.id)
    }
  }
  const counted = datasets.map(entry => withUse(entry, uses.get(entry.id)))
  const before = new Map(known.map(entry => [entry.id, entry]))
  return {
    datasets: counted,
    runs: manifests.length,
    added: counted.filter(({ id }) => !before.has(id)).map(({ id }) => id),
    corrected: counted.flatMap(({ id, run_count, versions }) => {
      const entry = before.get(id)
      if (!entry || (entry.run_count === run_count && entry.versions.length === versions.length)) return []
      const versions_added = versions.length - entry.versions.length
      return [{ id, run_count_before: entry.run_count, run_count, versions_added }]
    }),
  }
}

/** Runs of the Python library do not say when they began. */
const hasBegun = ({ started_at, status }: Manifest): boolean =>
  started_at !== undefined || (status !== 'queued' && status !== 'cancelled')

/** What is no record of a dataset is passed over. */
function recordsOf({ datasets }: Manifest): readonly DatasetRecord[] {
  if (!Array.isArray(datasets)) return []
  return (datasets as readonly Partial<DatasetRecord>[])
    .filter(record => [record?.name, record?.hash, record?.path, record?.ref].every(field => typeof field === 'string'))
    .map(record => ({ ...emptyRecord, ...record }) as DatasetRecord)
}

const emptyRecord = { y_columns: [], y_stats: {}, n_samples: 0, metadata: {} }

/** The entry a run means: the one it was given, unless that is another dataset by now, else one of the same content. */
function entryFor(datasets: readonly RegisteredDataset[], record: DatasetRecord): RegisteredDataset | undefined {
  const named = datasets.find(({ id, name }) => id === record.ref && name === record.name)
  return named ?? entryOf(datasets, record, record.path)
}

function withRecord(entry: RegisteredDataset, record: DatasetRecord): RegisteredDataset {
  if (versionOf(entry, record.hash)) return entry
  const taken = entry.versions.some(({ version }) => version === record.version)
  const name = taken || typeof record.version !== 'string' ? undefined : record.version
  return { ...entry, versions: withVersion(entry.versions, record, record.created_at, name) }
}

function newEntry(datasets: readonly RegisteredDataset[], record: DatasetRecord): RegisteredDataset {
  const { ref, version, ...described } = record
  const free = ref === safeName(ref) && !datasets.some(({ id }) => id.toLowerCase() === ref.toLowerCase())
  const id = free ? ref : newId(datasets, described, record.path)
  const entry = registered([], described, record.path, record.created_at)
  const named = typeof version === 'string' ? version : entry.version
  const versions = entry.versions.map(one => ({ ...one, version: named }))
  // The Python library stores no places.
  const current_path = record.path === '' ? null : record.path
  return { ...entry, id, current_path, version: named, versions, status: 'unknown' }
}

function withUse(entry: RegisteredDataset, use: Use | undefined): RegisteredDataset {
  // No run is left that used it; when that was is still known.
  if (!use) return { ...entry, run_count: 0 }
  const times = use.times.sort()
  return { ...entry, run_count: use.runs.size, first_used: times[0]!, last_used: times.at(-1)! }
}
