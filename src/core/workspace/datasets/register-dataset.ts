import type { DescribedDataset, RegisteredDataset } from '../../records/index.ts'
import { safeName, shortHash } from '../files/safe-name.ts'
import { versionOf, withVersion } from './versions.ts'

function sameTarget(entry: RegisteredDataset, described: DescribedDataset): boolean {
  return JSON.stringify(entry.y_columns) === JSON.stringify(described.y_columns)
}

export interface Registering {
  /** The entry it is known to be, wherever its file is. */
  readonly as?: string
  /** Whether it is used now, rather than only told of. Default: true. */
  readonly used?: boolean
}

/** The entry that stands for a dataset: same name and target, and the same file, by place or by content. */
export function entryOf(
  datasets: readonly RegisteredDataset[],
  described: DescribedDataset,
  path: string,
): RegisteredDataset | undefined {
  const candidates = datasets.filter(entry => entry.name === described.name && sameTarget(entry, described))
  return (
    candidates.find(({ current_path, original_path }) => (current_path ?? original_path) === path) ??
    candidates.find(({ hash, versions }) => [hash, ...versions.map(version => version.hash)].includes(described.hash))
  )
}

export function newId(datasets: readonly RegisteredDataset[], described: DescribedDataset, path: string): string {
  const plain = safeName(`ds_${described.name}`)
  const taken = (id: string) => datasets.some(entry => entry.id.toLowerCase() === id.toLowerCase())
  if (!taken(plain)) return plain
  const hashed = `${plain.slice(0, 73)}_${shortHash(JSON.stringify([path, described.y_columns]))}`
  return taken(hashed) ? safeName(`${hashed.slice(0, 66)}_${shortHash(JSON.stringify(described), 12)}`) : hashed
}

/**
 * The registry's entry of a dataset that is used now. Changed content under the same name and path is a new version of the
 * same entry; another file or target under the same name is another entry.
 *
 */
export function registered(
  datasets: readonly RegisteredDataset[],
  described: DescribedDataset,
  path: string,
  now: string,
  { as, used = true }: Registering = {},
): RegisteredDataset {
  const { path: given, files, ...facts } = described
  const before = as === undefined ? entryOf(datasets, described, path) : datasets.find(({ id }) => id === as)
  const versions = withVersion(before?.versions ?? [], { ...described, path }, now)
  const identity = {
    id: before?.id ?? newId(datasets, described, path),
    name: described.name,
    current_path: path,
    original_path: before?.original_path ?? path,
    status: 'valid',
    version: versionOf({ versions }, described.hash)!.version,
  } as const
  return {
    // First for the eye, last for the value.
    ...identity,
    ...before,
    ...facts,
    ...identity,
    created_at: before?.created_at ?? described.created_at,
    first_used: before?.first_used ?? now,
    last_used: before && !used ? before.last_used : now,
    run_count: before?.run_count ?? 0,
    versions,
  }
}
