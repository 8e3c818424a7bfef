import type { PredictionRecord, PredictionSummary } from '../../records/index.ts'
import { type Footer, footerKeys } from '../parquet/footer.ts'
import { withTable } from '../parquet/read-table.ts'
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

export async function readOldPredictions(path: string, run_id: string): Promise<OldPredictions> {
  const old = await withTable(path, predictionTable, async ({ footer, metadata, rows, column }) => {
    const summary = summaryOf(footer)
    const fits = fitsSchema(predictionTable, metadata.schema)
    const needed = fits && summary !== null ? [] : await rows()
    const own = Object.values<string>(footerKeys)
    return {
      footer,
      summary,
      base: fits ? { metadata, start: footer.start } : null,
      rows: needed as unknown as PredictionRecord[],
      ids: new Set((await column('id', { run_id })).map(String)),
      configs: new Set((await column('pipeline_config_id')).map(String)),
      keys: new Map([...footer.keys].filter(([key]) => fits && !own.includes(key))),
    }
  })
  const nothing = { footer: null, summary: null, base: null, rows: [], keys: new Map<string, string>() }
  return old ?? { ...nothing, ids: new Set(), configs: new Set() }
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
