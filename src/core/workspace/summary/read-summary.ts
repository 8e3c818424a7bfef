import { type BigIntStats, statSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { PredictionSummary } from '../../records/index.ts'
import { deletedRuns } from '../deleted/deleted-runs.ts'
import { inSight } from '../deleted/in-sight.ts'
import { nearOrTogether } from '../files/near-or-together.ts'
import { isMissing } from '../files/storage-failure.ts'
import type { Store } from '../layout.ts'
import { type FooterKeys, footerKeys, readFooter, readFooterKeysSync } from '../parquet/footer.ts'
import { candidateFiles, nameOfFile, predictionFiles } from '../predictions/prediction-files.ts'
import { folderVersion, knownFiles, rememberFiles } from './known-folder.ts'

/** What the footer of a predictions file tells. */
export interface SummarizedFile {
  readonly path: string
  readonly dataset: string
  readonly num_rows: number
  /** Null in a file that another program wrote: its rows would have to be read. */
  readonly summary: PredictionSummary | null
}

export function summaryOf(footer: FooterKeys | null): PredictionSummary | null {
  const text = footer?.keys.get(footerKeys.summary)
  if (text === undefined) return null
  try {
    return JSON.parse(text) as PredictionSummary
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The summary is parsed when somebody asks for it: a listing of many files needs few of them whole. */
export function summarized(path: string, footer: FooterKeys): SummarizedFile {
  let unread: FooterKeys | null = footer
  let summary: PredictionSummary | null = null
  const file = {
    path,
    dataset: footer.keys.get(footerKeys.dataset) ?? '',
    num_rows: footer.num_rows,
    get summary() {
      if (unread) summary = summaryOf(unread)
      unread = null
      return summary
    },
  }
  if (!footer.keys.has(footerKeys.dataset)) file.dataset = file.summary?.dataset_name ?? nameOfFile(path)
  return file
}

interface Look {
  readonly file: SummarizedFile | null
  readonly error?: unknown
}

/** Which file stands at a path: a rename within one tick of the clock changes only the inode. */
type Version = Pick<BigIntStats, 'mtimeNs' | 'size' | 'ino'>

const cache = new Map<string, { readonly version: Version; readonly look: Look }>()

/** Of a file that has not changed the summary is known. */
function unchanged(path: string, { mtimeNs, size, ino }: Version): Look | undefined {
  const known = cache.get(path)
  if (known === undefined) return undefined
  const { version, look } = known
  return version.mtimeNs === mtimeNs && version.size === size && version.ino === ino ? look : undefined
}

function remember(path: string, { mtimeNs, size, ino }: Version, footer: FooterKeys | null): Look {
  if (footer === null) return { file: null }
  const look = { file: summarized(path, footer) }
  cache.set(path, { version: { mtimeNs, size, ino }, look })
  return look
}

const howToLook = { bigint: true, throwIfNoEntry: false } as const

function lookNow(path: string): Look {
  try {
    const found = statSync(path, howToLook)
    if (!found) return { file: null }
    return unchanged(path, found) ?? remember(path, found, readFooterKeysSync(path))
  } catch (error) {
    return isMissing(error) ? { file: null } : { file: null, error }
  }
}

async function look(path: string): Promise<Look> {
  try {
    const found = await stat(path, { bigint: true })
    return unchanged(path, found) ?? remember(path, found, await readFooter(path))
  } catch (error) {
    return isMissing(error) ? { file: null } : { file: null, error }
  }
}

/**
 * What the footers of all predictions files tell; no row is read, but where they count deleted runs. Damaged files are passed
 * over and noted.
 */
export async function readSummaries(store: Store): Promise<readonly SummarizedFile[]> {
  const { layout, omissions } = store
  const version = folderVersion(layout.predictions)
  const someDeleted = deletedRuns(layout).size > 0
  const known = someDeleted ? null : knownFiles(layout.predictions, version)
  if (known) return known
  const paths = predictionFiles(layout)
  const looks = await nearOrTogether(paths, lookNow, look)
  const found: SummarizedFile[] = []
  for (const [i, { file, error }] of looks.entries()) {
    const path = paths[i]!
    const read = async () => {
      if (error !== undefined) throw error
      return file && inSight(store, file)
    }
    // Of hundreds of files most are sound, and nothing has to be waited for.
    const sound = error === undefined && !someDeleted
    if (sound) omissions.forget(path)
    const seen = sound ? file : await omissions.past('damaged_table', path, read, () => null)
    if (seen) found.push(seen)
  }
  found.sort((a, b) => (a.dataset < b.dataset ? -1 : 1))
  // A damaged file is looked at again, so that it is told again.
  if (!someDeleted && looks.every(({ error }) => error === undefined)) {
    rememberFiles(layout.predictions, version, found)
  }
  return found
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
