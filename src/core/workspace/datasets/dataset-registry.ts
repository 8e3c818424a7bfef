import { resolve } from 'node:path'
import type {
  DatasetFile,
  DatasetRecord,
  DatasetStatus,
  DescribedDataset,
  RegisteredDataset,
} from '../../records/index.ts'
import { schemaVersion } from '../../records/index.ts'
import { writeFileAtomic } from '../files/atomic-file.ts'
import { assertHeld, locked, lockLost } from '../files/lock.ts'
import { reading, writing } from '../files/storage-failure.ts'
import type { Store } from '../layout.ts'
import { readManifests } from '../runs/run-manifest.ts'
import { writeYaml } from '../yaml/write-yaml.ts'
import { type Discovery, discoverDatasets } from './discover-datasets.ts'
import { type Registering, registered } from './register-dataset.ts'
import { type RegistryFile, readRegistry } from './registry-file.ts'
import { movedTo } from './versions.ts'

/** Where an entry was found, or that it was not. */
export interface DatasetPlace {
  readonly id: string
  /** What the entry was when it was looked for; one that has changed since is left alone. */
  readonly hash: string
  readonly path_before: string | null
  readonly status: DatasetStatus
  /** Null where it was not found: the entry keeps its path. */
  readonly path: string | null
  /** With their sizes and times of change; null where they were not found. */
  readonly files: readonly DatasetFile[] | null
  /** Further paths that have moved with it. */
  readonly beside?: Partial<Pick<RegisteredDataset, 'sources' | 'reference' | 'partition'>>
}

export interface DatasetRegistry {
  /** Without a registry: what the runs of the workspace say. @throws DamagedFile, NewerSchema */
  list(): Promise<readonly RegisteredDataset[]>
  /** What the registry itself holds. @throws DamagedFile, NewerSchema */
  registered(): Promise<readonly RegisteredDataset[]>
  /** All, or nothing where the registry is damaged, which `omissions` then tells. */
  readable(): Promise<readonly RegisteredDataset[]>
  /** Adds the dataset, or brings its entry up to date, and tells which entry and version it is. */
  register(described: DescribedDataset, registering?: Registering): Promise<DatasetRecord>
  /** One more run used these. */
  countRun(ids: readonly string[]): Promise<void>
  /** Keep where entries were found. Ids of those that had changed meanwhile, and were left alone. */
  place(places: readonly DatasetPlace[]): Promise<readonly string[]>
  /**
   * Put entries back as they were: those that are still as `after` has them. Their runs stay counted. Ids of those that had
   * changed meanwhile, and were left alone.
   */
  putBack(before: readonly RegisteredDataset[], after: readonly RegisteredDataset[]): Promise<readonly string[]>
  /** Take over what the runs of the workspace say: datasets, versions, counts and times of use. */
  discover(): Promise<Discovery>
}

export function openRegistry(store: Store): DatasetRegistry {
  const { layout, omissions } = store
  const path = layout.datasets

  /** A workspace without a registry has one all the same: that of its runs. */
  const read = async (): Promise<RegistryFile> => {
    const found = await readRegistry(path)
    if (found) return found
    const { datasets } = discoverDatasets([], await readManifests(layout, omissions))
    return { schema_version: schemaVersion, generation: 0, datasets }
  }
  const list = () => reading(layout.root, async () => (await read()).datasets)

  type Changed<T> = readonly [datasets: readonly RegisteredDataset[], result: T]
  const update = <T>(change: (datasets: readonly RegisteredDataset[]) => Changed<T> | Promise<Changed<T>>) =>
    writing(layout.root, () =>
      locked(`${path}.lock`, path, async lock => {
        const before = await read()
        const [datasets, result] = await change(before.datasets)
        const text = writeYaml({
          ...before,
          schema_version: schemaVersion,
          generation: before.generation + 1,
          datasets,
        })
        store.onStep('registry:before_write')
        await writeFileAtomic(path, text, async () => {
          store.onStep('registry:before_rename')
          assertHeld(lock, path)
          if (((await readRegistry(path))?.generation ?? 0) !== before.generation) throw lockLost(path)
        })
        return result
      }),
    )

  return {
    list,
    registered: () => reading(layout.root, async () => (await readRegistry(path))?.datasets ?? []),
    readable: () => omissions.past('damaged_registry', path, list, () => []),
    register: (described, registering) =>
      update(datasets => {
        const now = new Date().toISOString()
        const entry = registered(datasets, described, resolve(described.path), now, registering)
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
    place: places =>
      update(datasets => {
        const left: string[] = []
        const all = datasets.map(entry => {
          const place = places.find(({ id }) => id === entry.id)
          if (!place) return entry
          if (entry.hash !== place.hash || entry.current_path !== place.path_before) {
            left.push(entry.id)
            return entry
          }
          const placed = place.path === null ? entry : movedTo(entry, place.path, place.files)
          return { ...placed, ...place.beside, status: place.status }
        })
        return [all, left]
      }),
    putBack: (before, after) =>
      update(datasets => {
        const left: string[] = []
        const all = datasets.map(entry => {
          const was = before.find(({ id }) => id === entry.id)
          if (!was) return entry
          const is = after.find(({ id }) => id === entry.id)
          const same = (['hash', 'current_path', 'run_count'] as const).every(field => is?.[field] === entry[field])
          if (same) return was
          left.push(entry.id)
          return entry
        })
        return [all, left]
      }),
    discover: () =>
      update(async () => {
        const stored = (await readRegistry(path))?.datasets ?? []
        const discovery = discoverDatasets(stored, await readManifests(layout, omissions))
        return [discovery.datasets, discovery]
      }),
  }
}
