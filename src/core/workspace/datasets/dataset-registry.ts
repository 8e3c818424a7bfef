import { resolve } from 'node:path'
import { DamagedFile } from '../../errors/index.ts'
import {
  type DatasetRecord,
  type DescribedDataset,
  datasetStatuses,
  type RegisteredDataset,
  schemaVersion,
} from '../../records/index.ts'
import { writeFileAtomic } from '../files/atomic-file.ts'
import { assertHeld, locked, lockLost } from '../files/lock.ts'
import { isMissing, reading, writing } from '../files/storage-failure.ts'
import type { Store } from '../layout.ts'
import { checkSchema } from '../runs/run-manifest.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import { writeYaml } from '../yaml/write-yaml.ts'
import { registered } from './register-dataset.ts'

interface Registry {
  readonly schema_version: string
  /** Counts the versions of the file: a writer commits only onto the one it has read. */
  readonly generation: number
  readonly datasets: readonly RegisteredDataset[]
}

export interface DatasetRegistry {
  list(): Promise<readonly RegisteredDataset[]>
  /** Adds the dataset, or brings its entry up to date, and tells which entry and version it is. */
  register(described: DescribedDataset): Promise<DatasetRecord>
  /** One more run used these. */
  countRun(ids: readonly string[]): Promise<void>
}

async function readRegistry(path: string): Promise<Registry> {
  const empty = { schema_version: schemaVersion, generation: 0, datasets: [] }
  const value = await readYaml(path).catch(error => {
    if (isMissing(error)) return empty
    throw error
  })
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw DamagedFile({ path, reason: 'it is not a mapping of fields' })
  const fields = value as Partial<Registry>
  checkSchema(fields.schema_version, path)
  const { datasets = [] } = fields
  if (!Array.isArray(datasets)) throw DamagedFile({ path, reason: 'datasets is not a list' })
  return { ...empty, ...fields, datasets: datasets.map((entry, i) => registeredDataset(entry, i, path)) }
}

/** What an older version or a hand has left out is filled in. @throws DamagedFile where nothing can stand for it */
function registeredDataset(entry: Partial<RegisteredDataset> | null, i: number, path: string): RegisteredDataset {
  if (typeof entry?.id !== 'string' || typeof entry.hash !== 'string')
    throw DamagedFile({ path, reason: `datasets[${i}] has no id or no hash` })
  const { status = 'unknown' } = entry
  const first = entry.created_at ?? new Date(0).toISOString()
  return {
    name: entry.id,
    quick_hash: '',
    file_size: 0,
    task_type: 'regression',
    task_type_reason: '',
    n_samples: 0,
    n_features: 0,
    n_train: 0,
    n_test: 0,
    y_columns: [],
    y_stats: {},
    wavelength_range: null,
    wavelength_unit: null,
    metadata: {},
    created_at: first,
    version: 'v1',
    original_path: entry.current_path ?? '',
    first_used: first,
    last_used: first,
    run_count: 0,
    versions: [],
    ...entry,
    id: entry.id,
    hash: entry.hash,
    current_path: entry.current_path ?? null,
    status: datasetStatuses.includes(status) ? status : 'unknown',
  }
}

export function openRegistry({ layout }: Store): DatasetRegistry {
  const path = layout.datasets

  const update = <T>(change: (datasets: readonly RegisteredDataset[]) => [readonly RegisteredDataset[], T]) =>
    writing(layout.root, () =>
      locked(`${path}.lock`, path, async lock => {
        const before = await readRegistry(path)
        const [datasets, result] = change(before.datasets)
        const text = writeYaml({
          ...before,
          schema_version: schemaVersion,
          generation: before.generation + 1,
          datasets,
        })
        await writeFileAtomic(path, text, async () => {
          assertHeld(lock, path)
          if ((await readRegistry(path)).generation !== before.generation) throw lockLost(path)
        })
        return result
      }),
    )

  return {
    list: () => reading(layout.root, async () => (await readRegistry(path)).datasets),
    register: described =>
      update(datasets => {
        const now = new Date().toISOString()
        const entry = registered(datasets, described, resolve(described.path), now)
        const known = datasets.some(({ id }) => id === entry.id)
        const all = known ? datasets.map(other => (other.id === entry.id ? entry : other)) : [...datasets, entry]
        return [all, { ref: entry.id, ...described, version: entry.version }]
      }),
    countRun: ids =>
      update(datasets => {
        const last_used = new Date().toISOString()
        const used = (entry: RegisteredDataset) => ({ ...entry, last_used, run_count: entry.run_count + 1 })
        return [datasets.map(entry => (ids.includes(entry.id) ? used(entry) : entry)), undefined]
      }),
  }
}
