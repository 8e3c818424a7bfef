import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { DamagedFile, MissingPackage, N4aError } from '../../errors/index.ts'
import { json, list, type Row, text } from './cells.ts'
import type { ForeignContent, ForeignFormat, ForeignStore } from './content.ts'
import { fileInside, isThere, versionOf } from './inside.ts'
import { numbers } from './parquet-rows.ts'
import { readShapes, readStoreArray, readTombstones } from './store-arrays.ts'
import { type StoreTable, storeColumns, storeContent, storeTables } from './store-tables.ts'

const FILE = 'store.duckdb'
const LOG = '.wal'

/** 0.7 and 0.8.0 to 0.8.3: `store.duckdb`, with the arrays in it or, since 0.8, in `arrays/<dataset>.parquet`. */
export const duckdbStore: ForeignFormat = {
  id: 'duckdb',
  open: folder => (isThere(join(folder, FILE)) ? openStore(folder) : null),
}

function openStore(folder: string): ForeignStore {
  const path = join(folder, FILE)
  return {
    format: duckdbStore.id,
    label: 'nirs4all 0.7 to 0.8.3: store.duckdb',
    version: () => versionOf([path, path + LOG, join(folder, 'arrays')]),
    read: () => readStore(folder),
    readArray: ref => readArray(folder, ref),
  }
}

async function readStore(folder: string): Promise<ForeignContent> {
  const { deleted, problems } = readTombstones(folder)
  return withDatabase(folder, async ({ columns, query }) => {
    if (columns('predictions').size === 0) {
      throw DamagedFile({ path: join(folder, FILE), reason: 'it has no table of predictions' })
    }
    const rows = {} as Record<StoreTable, readonly Row[]>
    for (const table of storeTables) {
      const wanted = storeColumns[table].filter(name => columns(table).has(name))
      const cells = wanted.map(name => `cast(${name} as varchar) as ${name}`)
      rows[table] = wanted.length > 0 ? await query(`select ${cells.join(', ')} from main.${table} order by rowid`) : []
    }
    const classified = new Set(
      rows.predictions.filter(row => text(row.task_type).includes('class')).map(row => text(row.dataset_name)),
    )
    const found = await readShapes(folder, [...classified])
    const shapes = new Map(found.shapes)
    if (classified.size > 0 && columns('prediction_arrays').has('y_proba')) {
      const sizes = await query(
        'select prediction_id, len(y_proba) as n, len(y_true) as samples from main.prediction_arrays where len(y_proba) > 0',
      )
      for (const { prediction_id, n, samples } of sizes) {
        if (Number(samples) > 0) shapes.set(text(prediction_id), Number(n) / Number(samples))
      }
    }
    return storeContent(rows, {
      deleted,
      probabilities: id => shapes.get(id) ?? 0,
      problems: [...problems, ...found.problems],
    })
  })
}

async function readArray(folder: string, ref: string): Promise<Float64Array> {
  const [dataset = '', id = '', column = ''] = (list(json(ref)) ?? []).map(part => text(part))
  if (existsSync(join(folder, 'arrays'))) return readStoreArray(folder, dataset, id, column)
  const path = join(folder, FILE)
  const version = versionOf([path, path + LOG])
  if (ahead?.path !== path || ahead.version !== version || !ahead.rows.has(id)) {
    ahead = { path, version, rows: await readAhead(folder, id) }
  }
  const row = ahead.rows.get(id)
  if (!row) throw DamagedFile({ path, reason: `it has no arrays of the prediction ${id}` })
  return numbers(row[column])
}

/** Opening the database takes longer than reading, and who asks for one array asks for those beside it. */
let ahead: { readonly path: string; readonly version: string; readonly rows: ReadonlyMap<string, Row> } | undefined
const AHEAD = 64

function readAhead(folder: string, id: string): Promise<ReadonlyMap<string, Row>> {
  return withDatabase(folder, async ({ columns, query }) => {
    const wanted = ['prediction_id', 'y_true', 'y_pred', 'y_proba', 'sample_indices']
    const present = wanted.filter(name => columns('prediction_arrays').has(name))
    if (!present.includes('prediction_id')) return new Map()
    const rows = await query(
      `select ${present.join(', ')} from main.prediction_arrays where rowid >=
       (select min(rowid) from main.prediction_arrays where prediction_id = $1) order by rowid limit ${AHEAD}`,
      [id],
    )
    return new Map(rows.map(row => [text(row.prediction_id), row]))
  })
}

interface OpenDatabase {
  /** Of a table; none where there is no such table. */
  columns(table: string): ReadonlySet<string>
  query(sql: string, values?: string[]): Promise<readonly Row[]>
}

/** Nothing that a store says may read or fetch something else. */
const confined = {
  // Before files are out of reach: afterwards it cannot be set.
  temp_directory: '',
  enable_external_access: 'false',
  autoload_known_extensions: 'false',
  autoinstall_known_extensions: 'false',
  memory_limit: '2GB',
  threads: '2',
} as const

/**
 * The database, opened for reading; with a log beside it, a copy of both, for reading a log means applying it.
 * @throws DamagedFile, MissingPackage
 */
async function withDatabase<T>(folder: string, use: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const { DuckDBInstance } = await loadDuckdb()
  const path = fileInside(folder, FILE)
  let copy: string | undefined
  let connection: DuckDBConnection | undefined
  let close: (() => void) | undefined
  try {
    if ((statSync(path + LOG, { throwIfNoEntry: false })?.size ?? 0) > 0) {
      copy = mkdtempSync(join(tmpdir(), 'n4a-store-'))
      for (const name of [FILE, FILE + LOG]) copyFileSync(fileInside(folder, name), join(copy, name))
    }
    const instance = await DuckDBInstance.create(copy === undefined ? path : join(copy, FILE), {
      access_mode: copy === undefined ? 'READ_ONLY' : 'READ_WRITE',
      ...confined,
    })
    close = () => instance.closeSync()
    connection = await instance.connect()
    const open = connection
    const query = async (sql: string, values?: string[]) =>
      (await open.runAndReadAll(sql, values)).getRowObjectsJson() as readonly Row[]
    const tables = new Map<string, Set<string>>()
    const listed = await query(
      `select t.table_name as name, c.column_name as col from duckdb_tables() t join duckdb_columns() c
       using (database_name, schema_name, table_name) where t.schema_name = 'main' and not t.internal`,
    )
    for (const { name, col } of listed) {
      tables.set(text(name), (tables.get(text(name)) ?? new Set<string>()).add(text(col)))
    }
    return await use({ columns: table => tables.get(table) ?? new Set(), query })
  } catch (error) {
    if (error instanceof N4aError || (error instanceof Error && 'syscall' in error)) throw error
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw DamagedFile({ path, reason: `DuckDB cannot read it (${reason})` }, { cause: error })
  } finally {
    connection?.closeSync()
    close?.()
    if (copy !== undefined) rmSync(copy, { recursive: true, force: true })
  }
}

/** Large, and made for each system: whoever has no such store need not have it. */
async function loadDuckdb(): Promise<typeof import('@duckdb/node-api')> {
  try {
    const loaded = await import('@duckdb/node-api')
    return 'DuckDBInstance' in loaded ? loaded : (loaded as { default: typeof loaded }).default
  } catch (error) {
    throw MissingPackage({ what: `A ${FILE}`, package_name: '@duckdb/node-api' }, { cause: error })
  }
}
