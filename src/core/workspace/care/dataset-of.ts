import { type Footer, footerKeys } from '../parquet/footer.ts'
import { withTable } from '../parquet/read-table.ts'
import { predictionTable } from '../parquet/tables.ts'
import { nameOfFile } from '../predictions/prediction-files.ts'
import { summaryOf } from '../summary/read-summary.ts'

/** The dataset that a footer names. */
export function datasetIn(footer: Footer): string | undefined {
  return footer.keys.get(footerKeys.dataset) ?? summaryOf(footer)?.dataset_name
}

/** The dataset of a predictions file: its footer's, else that of its rows, else the name of the file. @throws DamagedFile */
export async function datasetOf(path: string, footer: Footer): Promise<string> {
  const named = datasetIn(footer)
  if (named !== undefined) return named
  const found = await withTable(path, predictionTable, async ({ metadata, column }) =>
    metadata.schema.some(({ name }) => name === 'dataset') ? new Set((await column('dataset')).map(String)) : null,
  )
  const [only] = found ?? []
  return only !== undefined && found?.size === 1 ? only : nameOfFile(path)
}
