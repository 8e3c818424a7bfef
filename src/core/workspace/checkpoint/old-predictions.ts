import type { PredictionRecord, PredictionSummary } from '../../records/index.ts'
import { type Footer, footerKeys, readFooter } from '../parquet/footer.ts'
import { withTable } from '../parquet/read-table.ts'
import { rawFooter, scanFile, schemaOf } from '../parquet/scanned-file.ts'
import { fitsSchema } from '../parquet/table.ts'
import { predictionTable } from '../parquet/tables.ts'
import type { TableBase } from '../parquet/write-table.ts'
import { summaryOf } from '../summary/read-summary.ts'

/** What a checkpoint needs of a predictions file before it adds to it. */
export interface OldPredictions {
  readonly footer: Footer | null
  readonly summary: PredictionSummary | null
  /** Where new row groups join; null where the file has to be written anew, or is not there. */
  readonly base: TableBase | null
  /** All rows, where they have to be written or counted again; else none. */
  readonly rows: readonly PredictionRecord[]
  /** Ids of the run's predictions. */
  readonly ids: Set<string>
  readonly configs: Set<string>
  /** Footer keys that other programs need, such as Arrow's schema. */
  readonly keys: ReadonlyMap<string, string>
}

/** Under the lock of the file, so that all that is read of it is of one version. */
export async function readOldPredictions(path: string, run_id: string): Promise<OldPredictions> {
  const footer = await readFooter(path)
  if (!footer) {
    const nothing = { footer: null, summary: null, base: null, rows: [], keys: new Map<string, string>() }
    return { ...nothing, ids: new Set(), configs: new Set() }
  }
  const summary = summaryOf(footer)
  const raw = await rawFooter(path)
  const schema = await schemaOf(path, raw)
  const fits = fitsSchema(predictionTable, schema)
  const rows = fits && summary !== null ? [] : await withTable(path, predictionTable, file => file.rows())
  const own = Object.values<string>(footerKeys)
  return {
    footer,
    summary,
    base: fits ? { schema, footer: raw, start: footer.start } : null,
    rows: (rows ?? []) as unknown as PredictionRecord[],
    ids: await idsOf(path, run_id),
    configs: await configsOf(path),
    keys: new Map([...footer.keys].filter(([key]) => fits && !own.includes(key))),
  }
}

async function idsOf(path: string, run_id: string): Promise<Set<string>> {
  const file = await scanFile(path, predictionTable, { run_id })
  const [ids, runs] = await file.columns(['id', 'run_id'])
  return new Set(ids!.filter((_, i) => runs![i] === run_id).map(String))
}

async function configsOf(path: string): Promise<Set<string>> {
  const file = await scanFile(path, predictionTable, {})
  const [configs] = await file.columns(['pipeline_config_id'])
  return new Set(configs!.map(String))
}

/** Rows that follow each other and belong to the same result. */
export function* byResult(rows: Iterable<PredictionRecord>): Generator<readonly PredictionRecord[]> {
  let group: PredictionRecord[] = []
  for (const row of rows) {
    if (group.length > 0 && group[0]!.result_id !== row.result_id) {
      yield group
      group = []
    }
    group.push(row)
  }
  if (group.length > 0) yield group
}
