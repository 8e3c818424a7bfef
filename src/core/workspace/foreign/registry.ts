import type { ForeignFormat } from './content.ts'
import { duckdbStore } from './duckdb-store.ts'
import { jsonFiles } from './json-files.ts'
import { parquetFiles } from './parquet-files.ts'
import { runManifests } from './run-manifests.ts'
import { sqliteStore } from './sqlite-store.ts'

/** Every format that the Python library has written, the latest first. */
export const foreignFormats: readonly ForeignFormat[] = [
  sqliteStore,
  duckdbStore,
  parquetFiles,
  runManifests,
  jsonFiles,
]
