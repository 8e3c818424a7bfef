import { expectedFiles } from '../datasets/index.ts'
import type { DatasetFile, DatasetRecord, RegisteredDataset } from '../records/index.ts'
import { versionOf } from '../workspace/index.ts'

/** Where an entry is registered; empty where no place is known. */
export const placeOf = ({ current_path, original_path }: RegisteredDataset): string => current_path ?? original_path

/** An entry as a record of what runs use, in the version it has. */
export function asRecord(entry: RegisteredDataset): DatasetRecord {
  const { id, partition = null, group = null, ...facts } = entry
  const files = versionOf(entry, entry.hash)?.files
  return { ...facts, ref: id, path: placeOf(entry), partition, group, ...(files && { files }) }
}

/** The files of the version that an entry has; null where the registry does not name them one by one. */
export function filesOf(entry: RegisteredDataset): readonly DatasetFile[] | null {
  return expectedFiles(asRecord(entry))
}

/** The same for entries that are targets of one file, or of the same files. */
export function filesKey(entry: RegisteredDataset): string {
  return JSON.stringify([placeOf(entry), filesOf(entry)?.map(({ path, hash }) => [path, hash]) ?? entry.hash])
}
