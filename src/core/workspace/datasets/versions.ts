import type { DatasetFile, DatasetRecord, DatasetVersion, RegisteredDataset } from '../../records/index.ts'

/** `v<n>_<hash6>`. */
export function versionName(number: number, hash: string): string {
  return `v${number}_${hash.replace(/^sha256:/, '').slice(0, 6)}`
}

type Read = Pick<DatasetRecord, 'hash' | 'n_samples' | 'path' | 'files'>

/** The versions of an entry with one more, or with the one of this content where it was found last. */
export function withVersion(
  versions: readonly DatasetVersion[],
  { hash, n_samples, path, files }: Read,
  created_at: string,
  name = versionName(versions.length + 1, hash),
): readonly DatasetVersion[] {
  const place = { path, ...(files && { files }) }
  if (!versions.some(version => version.hash === hash)) {
    return [...versions, { version: name, hash, created_at, n_samples, ...place }]
  }
  return versions.map(version => (version.hash === hash ? { ...version, ...place } : version))
}

/** The version of an entry that has this content; what registries of older versions left out stays absent. */
export function versionOf({ versions }: Pick<RegisteredDataset, 'versions'>, hash: string): DatasetVersion | undefined {
  return versions.find(version => version.hash === hash)
}

/** Where an entry was found: its place, and that of the version it has. */
export function movedTo(
  entry: RegisteredDataset,
  path: string,
  files: readonly DatasetFile[] | null,
): RegisteredDataset {
  const { hash, versions } = entry
  const moved = versions.map(version =>
    version.hash === hash ? { ...version, path, ...(files && { files }) } : version,
  )
  return { ...entry, current_path: path, versions: moved }
}
