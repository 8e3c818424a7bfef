import { csvReader } from './csv.ts'
import type { DatasetReader } from './reader.ts'

/** Every kind of file n4a reads. */
export const datasetReaders: readonly DatasetReader[] = [csvReader]
