import type { DescribedDataset, RegisteredDataset } from '../../records/index.ts'
import { safeName, shortHash } from '../files/safe-name.ts'

/** `v<n>_<hash6>`. */
function versionName(number: number, hash: string): string {
  return `v${number}_${hash.replace(/^sha256:/, '').slice(0, 6)}`
}

function sameTarget(entry: RegisteredDataset, described: DescribedDataset): boolean {
  return JSON.stringify(entry.y_columns) === JSON.stringify(described.y_columns)
}

/** The entry that stands for a dataset: same name and target, and the same file, by place or by content. */
function entryOf(
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

function newId(datasets: readonly RegisteredDataset[], described: DescribedDataset, path: string): string {
  const plain = safeName(`ds_${described.name}`)
  const taken = (id: string) => datasets.some(entry => entry.id.toLowerCase() === id.toLowerCase())
  if (!taken(plain)) return plain
  const hashed = `${plain.slice(0, 73)}_${shortHash(JSON.stringify([path, described.y_columns]))}`
  return taken(hashed) ? safeName(`${hashed.slice(0, 66)}_${shortHash(JSON.stringify(described), 12)}`) : hashed
}

/**
 * The registry's entry of a dataset that is used now. Changed content under the same name and path is a new version of the
 * same entry; another file or target under the same name is another entry.
 */
export function registered(
  datasets: readonly RegisteredDataset[],
  described: DescribedDataset,
  path: string,
  now: string,
): RegisteredDataset {
  const { partition, group, id_column, reading, path: given, ...facts } = described
  const before = entryOf(datasets, described, path)
  const versions = before?.versions ?? []
  const known = versions.find(({ hash }) => hash === described.hash)
  const version = known?.version ?? versionName(versions.length + 1, described.hash)
  const { hash, n_samples } = described
  const identity = {
    id: before?.id ?? newId(datasets, described, path),
    name: described.name,
    current_path: path,
    original_path: before?.original_path ?? path,
    status: 'valid',
    version,
  } as const
  return {
    // First for the eye, last for the value.
    ...identity,
    ...before,
    ...facts,
    ...identity,
    created_at: before?.created_at ?? described.created_at,
    first_used: before?.first_used ?? now,
    last_used: now,
    run_count: before?.run_count ?? 0,
    versions: known ? versions : [...versions, { version, hash, created_at: now, n_samples }],
  }
}
