import { stat } from 'node:fs/promises'
import type { PredictionSummary } from '../../records/index.ts'
import { inSight } from '../deleted/in-sight.ts'
import { isMissing } from '../files/storage-failure.ts'
import type { Store } from '../layout.ts'
import { type Footer, footerKeys, readFooter } from '../parquet/footer.ts'
import { candidateFiles, nameOfFile, predictionFiles } from '../predictions/prediction-files.ts'

/** What the footer of a predictions file tells. */
export interface SummarizedFile {
  readonly path: string
  readonly dataset: string
  readonly num_rows: number
  /** Null in a file that another program wrote: its rows would have to be read. */
  readonly summary: PredictionSummary | null
}

/** Footers read at the same time: on a network file system each waits for the server. */
const AT_ONCE = 16

const cache = new Map<string, { readonly version: string; readonly file: SummarizedFile }>()

export function summaryOf(footer: Footer | null): PredictionSummary | null {
  const text = footer?.keys.get(footerKeys.summary)
  if (text === undefined) return null
  try {
    return JSON.parse(text) as PredictionSummary
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

export function summarized(path: string, footer: Footer): SummarizedFile {
  const summary = summaryOf(footer)
  const dataset = footer.keys.get(footerKeys.dataset) ?? summary?.dataset_name ?? nameOfFile(path)
  return { path, dataset, num_rows: footer.num_rows, summary }
}

/** Of a file that has not changed the summary is known. Null where there is no file. @throws DamagedFile */
async function summarizedFile(path: string): Promise<SummarizedFile | null> {
  try {
    // A rename within one tick of the clock changes only the inode.
    const { mtimeNs, size, ino } = await stat(path, { bigint: true })
    const version = `${mtimeNs} ${size} ${ino}`
    const known = cache.get(path)
    if (known?.version === version) return known.file
    const footer = await readFooter(path)
    if (footer === null) return null
    const file = summarized(path, footer)
    cache.set(path, { version, file })
    return file
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** What the footers of all predictions files tell; no row is read, but where they count deleted runs. Damaged files are passed over and noted. */
export async function readSummaries(store: Store): Promise<SummarizedFile[]> {
  const { layout, omissions } = store
  const waiting = predictionFiles(layout)
  const found: SummarizedFile[] = []
  const work = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const one = path
      const file = await omissions.past(
        'damaged_table',
        one,
        () => fileInSight(store, one),
        () => null,
      )
      if (file) found.push(file)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return found.sort((a, b) => (a.dataset < b.dataset ? -1 : 1))
}

async function fileInSight(store: Store, path: string): Promise<SummarizedFile | null> {
  const file = await summarizedFile(path)
  return file && inSight(store, file)
}

export async function readSummary(store: Store, dataset: string): Promise<PredictionSummary | null> {
  for (const path of candidateFiles(store.layout, dataset)) {
    const file = await fileInSight(store, path)
    if (file?.dataset === dataset) return file.summary
  }
  return null
}
