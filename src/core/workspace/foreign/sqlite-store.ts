import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DamagedFile, N4aError, NodeTooOld } from '../../errors/index.ts'
import { failureCode } from '../files/storage-failure.ts'
import { json, list, number, type Row, text } from './cells.ts'
import type { ForeignContent, ForeignFormat, ForeignStore } from './content.ts'
import { fileInside, isThere, versionOf } from './inside.ts'
import { numbers } from './parquet-rows.ts'
import { readShapes, readStoreArray, readTombstones } from './store-arrays.ts'
import { type StoreTable, storeColumns, storeContent } from './store-tables.ts'

type Sqlite = typeof import('node:sqlite')
type Database = InstanceType<Sqlite['DatabaseSync']>

const FILE = 'store.sqlite'
/** What a database that is written to keeps beside it, without which it is not whole. */
const journals = ['-wal', '-journal']
const TRIES = 5

/** 0.8.4 and later: `store.sqlite`, often with a write-ahead log, and `arrays/<dataset>.parquet`. */
export const sqliteStore: ForeignFormat = {
  id: 'sqlite',
  open: folder => (isThere(join(folder, FILE)) ? openStore(folder) : null),
}

function openStore(folder: string): ForeignStore {
  const path = join(folder, FILE)
  return {
    format: sqliteStore.id,
    label: 'nirs4all 0.8.4 and later: store.sqlite',
    version: () => versionOf([path, ...journals.map(end => path + end), join(folder, 'arrays')]),
    read: () => readStore(folder),
    readArray: ref => readArray(folder, ref),
  }
}

async function readStore(folder: string): Promise<ForeignContent> {
  const { deleted, problems } = readTombstones(folder)
  return withDatabase(folder, async database => {
    if (columnsOf(database, 'predictions').size === 0) {
      throw DamagedFile({ path: join(folder, FILE), reason: 'it has no table of predictions' })
    }
    const classified = select(database, 'predictions', ['dataset_name'], `where task_type like '%class%' group by 1`)
    const found = await readShapes(
      folder,
      [...classified].map(row => text(row.dataset_name)),
    )
    return storeContent(
      {
        runs: [...select(database, 'runs')],
        pipelines: [...select(database, 'pipelines')],
        chains: [...select(database, 'chains')],
        predictions: select(database, 'predictions'),
      },
      {
        deleted,
        probabilities: id => found.shapes.get(id) ?? 0,
        problems: [...problems, ...found.problems],
      },
    )
  })
}

function columnsOf(database: Database, table: string): ReadonlySet<string> {
  const isTable = database.prepare(`select 1 from sqlite_master where type = 'table' and name = ?`).get(table)
  if (!isTable) return new Set()
  return new Set(
    database
      .prepare('select name from pragma_table_info(?)')
      .all(table)
      .map(({ name }) => text(name)),
  )
}

/** Row after row, of the columns that this version has. */
function* select(
  database: Database,
  table: StoreTable,
  wanted: readonly string[] = storeColumns[table],
  rest = 'order by rowid',
): Generator<Row> {
  const present = columnsOf(database, table)
  const columns = wanted.filter(name => present.has(name))
  if (columns.length === 0 || (rest.startsWith('where') && !present.has('task_type'))) return
  yield* database.prepare(`select ${columns.join(', ')} from ${table} ${rest}`).iterate() as Iterable<Row>
}

async function readArray(folder: string, ref: string): Promise<Float64Array> {
  const [dataset = '', id = '', column = ''] = (list(json(ref)) ?? []).map(part => text(part))
  // Between two versions of the library arrays stood in a table.
  if (existsSync(join(folder, 'arrays'))) return readStoreArray(folder, dataset, id, column)
  return withDatabase(folder, async database => {
    const present = columnsOf(database, 'prediction_arrays')
    const row =
      present.has(column) &&
      database.prepare(`select ${column} as value from prediction_arrays where prediction_id = ?`).get(id)
    if (!row) {
      throw DamagedFile({ path: join(folder, FILE), reason: `it has no arrays of the prediction ${id}` })
    }
    return numbers(json(row.value) ?? number(row.value))
  })
}

/**
 * The database, with nothing written beside it. Without a journal it is opened as unchanging, for SQLite would make files
 * for itself otherwise; with one it is copied, and the copy opened.
 * @throws DamagedFile, NodeTooOld
 */
async function withDatabase<T>(folder: string, use: (database: Database) => Promise<T>): Promise<T> {
  const { DatabaseSync } = await loadSqlite()
  const path = fileInside(folder, FILE)
  const watched = [path, ...journals.map(end => path + end)]
  for (let attempt = 1; ; attempt++) {
    const before = versionOf(watched)
    let copy: string | undefined
    let database: Database | undefined
    try {
      if (watched.slice(1).some(file => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0)) {
        copy = mkdtempSync(join(tmpdir(), 'n4a-store-'))
        for (const end of ['', ...journals]) {
          if (isThere(path + end)) copyFileSync(fileInside(folder, FILE + end), join(copy, FILE + end))
        }
        // Half of what somebody writes just now is no database.
        if (versionOf(watched) !== before && attempt < TRIES) continue
      }
      const file = pathToFileURL(copy === undefined ? path : join(copy, FILE))
      if (copy === undefined) file.search = '?immutable=1'
      database = new DatabaseSync(file, { readOnly: copy === undefined })
      const result = await use(database)
      if (versionOf(watched) === before || attempt >= TRIES || copy !== undefined) return result
    } catch (error) {
      if (versionOf(watched) !== before && attempt < TRIES) continue
      throw databaseFailure(error, path)
    } finally {
      if (database?.isOpen) database.close()
      if (copy !== undefined) rmSync(copy, { recursive: true, force: true })
    }
  }
}

function databaseFailure(error: unknown, path: string): unknown {
  if (error instanceof N4aError || failureCode(error) !== 'ERR_SQLITE_ERROR') return error
  const reason = error instanceof Error ? error.message : 'SQLite cannot read it'
  return DamagedFile({ path, reason: `SQLite cannot read it (${reason})` }, { cause: error })
}

async function loadSqlite(): Promise<Sqlite> {
  // Node 22 warns on the terminal that its module is young.
  const { emitWarning } = process
  try {
    process.emitWarning = ((warning: string | Error, ...rest: never[]) => {
      if (!String(warning).includes('SQLite')) emitWarning.call(process, warning, ...rest)
    }) as typeof emitWarning
    return await import('node:sqlite')
  } catch (error) {
    throw NodeTooOld({ what: 'SQLite stores', needed: '22.13' }, { cause: error })
  } finally {
    process.emitWarning = emitWarning
  }
}
