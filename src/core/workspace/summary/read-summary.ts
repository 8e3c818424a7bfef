import { type BigIntStats, statSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { PredictionSummary } from '../../records/index.ts'
import { inSight } from '../deleted/in-sight.ts'
import { nearOrTogether } from '../files/near-or-together.ts'
import { isMissing } from '../files/storage-failure.ts'
import type { Store } from '../layout.ts'
import { type Footer, footerKeys, readFooter, readFooterSync } from '../parquet/footer.ts'
import { candidateFiles, nameOfFile, predictionFiles } from '../predictions/prediction-files.ts'

/** What the footer of a predictions file tells. */
export interface SummarizedFile {
  readonly path: string
  readonly dataset: string
  readonly num_rows: number
  /** Null in a file that another program wrote: its rows would have to be read. */
  readonly summary: PredictionSummary | null
}

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

interface Look {
  readonly file: SummarizedFile | null
  readonly error?: unknown
}

/** A rename within one tick of the clock changes only the inode. */
const versionOf = ({ mtimeNs, size, ino }: BigIntStats): string => `${mtimeNs} ${size} ${ino}`

/** Of a file that has not changed the summary is known. */
const unchanged = (path: string, version: string): Look | undefined => {
  const known = cache.get(path)
  return known?.version === version ? { file: known.file } : undefined
}

function remember(path: string, version: string, footer: Footer | null): Look {
  if (footer === null) return { file: null }
  const file = summarized(path, footer)
  cache.set(path, { version, file })
  return { file }
}

function lookNow(path: string): Look {
  try {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false })
    if (!found) return { file: null }
    const version = versionOf(found)
    return unchanged(path, version) ?? remember(path, version, readFooterSync(path))
  } catch (error) {
    return isMissing(error) ? { file: null } : { file: null, error }
  }
}

async function look(path: string): Promise<Look> {
  try {
    const version = versionOf(await stat(path, { bigint: true }))
    return unchanged(path, version) ?? remember(path, version, await readFooter(path))
  } catch (error) {
    return isMissing(error) ? { file: null } : { file: null, error }
  }
}

/**
 * What the footers of all predictions files tell; no row is read, but where they count deleted runs. Damaged files are passed
 * over and noted.
 */
export async function readSummaries(store: Store): Promise<SummarizedFile[]> {
  const paths = predictionFiles(store.layout)
  const looks = await nearOrTogether(paths, lookNow, look)
  const found: SummarizedFile[] = []
  for (const [i, { file, error }] of looks.entries()) {
    const read = async () => {
      if (error !== undefined) throw error
      return file && inSight(store, file)
    }
    const seen = await store.omissions.past('damaged_table', paths[i]!, read, () => null)
    if (seen) found.push(seen)
  }
  return found.sort((a, b) => (a.dataset < b.dataset ? -1 : 1))
}

async function fileInSight(store: Store, path: string): Promise<SummarizedFile | null> {
  const { file, error } = await look(path)
  if (error !== undefined) throw error
  return file && inSight(store, file)
}

export async function readSummary(store: Store, dataset: string): Promise<PredictionSummary | null> {
  for (const path of candidateFiles(store.layout, dataset)) {
    const file = await fileInSight(store, path)
    if (file?.dataset === dataset) return file.summary
  }
  return null
}
