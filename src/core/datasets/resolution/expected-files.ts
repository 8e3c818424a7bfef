import { type DatasetFile, type DatasetRecord, isDatasetFile } from '../../records/index.ts'
import { isConfigPath } from '../conventions/config.ts'

type Recorded = Pick<DatasetRecord, 'path' | 'files' | 'hash' | 'quick_hash' | 'file_size' | 'sources' | 'reference'>

/**
 * The files by which a dataset is known again. Records of older versions name none; where they are of one file, it is that
 * one. Null where they are of several: their hashes are not known one by one.
 */
export function expectedFiles(record: Recorded): readonly DatasetFile[] | null {
  const { path, files, hash, quick_hash, file_size, sources, reference } = record
  if (Array.isArray(files) && files.length > 0) return files.every(isDatasetFile) ? files : null
  if (sources !== undefined || reference !== undefined || isConfigPath(path) || path === '' || hash === '') return null
  return [{ path, size: file_size, modified_at: null, hash, quick_hash }]
}
